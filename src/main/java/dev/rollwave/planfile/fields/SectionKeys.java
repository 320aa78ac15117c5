package dev.rollwave.planfile.fields;

import static dev.rollwave.planfile.fields.Problems.quoted;

import dev.rollwave.document.YamlNode.Entry;
import dev.rollwave.document.YamlNode.Mapping;
import dev.rollwave.plan.NearestName;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares the keys of a mapping with those that its section knows and requires. */
final class SectionKeys {
  private final Section section;
  private final Problems problems;

  SectionKeys(Section section, Problems problems) {
    this.section = section;
    this.problems = problems;
  }

  /**
   * Notes unknown and missing keys. One slip is one problem: a key that is there in another
   * spelling is not missing too.
   *
   * @return the keys that were meant by unknown ones
   */
  Set<String> check(Mapping mapping) {
    Set<String> misspelt = new HashSet<>();
    for (Map.Entry<String, Entry> entry : mapping.entries().entrySet()) {
      String key = entry.getKey();
      if (!section.keys().contains(key)) {
        Optional<String> nearest = NearestName.to(key, section.keys());
        nearest.ifPresent(misspelt::add);
        problems.add(
            entry.getValue().key().position(),
            quoted(key) + " is not a key of " + section.title(),
            nearest.map(near -> "write " + quoted(near)).orElseGet(() -> fix(key)));
      }
    }
    for (String key : section.required()) {
      if (!mapping.entries().containsKey(key) && !misspelt.contains(key)) {
        problems.add(
            mapping.position(), section.title() + " has no " + quoted(key), "add " + quoted(key));
      }
    }
    return misspelt;
  }

  private String fix(String key) {
    List<Section> homes = Section.knowing(key);
    return homes.isEmpty()
        ? "remove it; the keys here are " + String.join(", ", section.keys())
        : "it is a key of "
            + homes.stream().map(Section::title).collect(Collectors.joining(" and of "));
  }
}
