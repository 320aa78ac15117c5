package dev.rollwave.planfile.waves;

import static dev.rollwave.planfile.fields.Problems.quoted;

import dev.rollwave.document.Position;
import dev.rollwave.document.YamlNode.Scalar;
import dev.rollwave.plan.NearestName;
import dev.rollwave.plan.WaveGraph;
import dev.rollwave.planfile.fields.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds out which wave waits for which, and what is wrong with that. */
final class WaveOrder {
  /** Names of a cycle that are shown; what is between them is counted. */
  private static final int LONGEST_PATH = 20;

  private final List<WaveDraft> drafts;
  private final Problems problems;
  private final Map<String, WaveDraft> byName = new LinkedHashMap<>();

  WaveOrder(List<WaveDraft> drafts, Problems problems) {
    this.drafts = drafts;
    this.problems = problems;
  }

  /** For each wave the names that it depends on. */
  List<List<String>> dependencies() {
    drafts.forEach(this::noteName);
    List<List<String>> dependencies = new ArrayList<>();
    Map<String, List<String>> edges = new LinkedHashMap<>();
    for (int i = 0; i < drafts.size(); i++) {
      WaveDraft draft = drafts.get(i);
      List<String> targets =
          draft.dependsOn().isPresent()
              ? written(draft.dependsOn().get(), draft.name())
              : above(i).stream().toList();
      dependencies.add(targets);
      draft.name().ifPresent(name -> edges.putIfAbsent(name, targets));
    }
    refuseCycles(edges);
    return dependencies;
  }

  private void noteName(WaveDraft draft) {
    if (draft.name().isEmpty()) {
      return;
    }
    WaveDraft first = byName.putIfAbsent(draft.name().get(), draft);
    if (first != null) {
      problems.add(
          draft.position(),
          "two waves are called "
              + quoted(draft.name().get())
              + ", the first in line "
              + first.position().line(),
          "give each wave a name of its own");
    }
  }

  private Optional<String> above(int index) {
    return index == 0 ? Optional.empty() : drafts.get(index - 1).name();
  }

  private List<String> written(List<Scalar> names, Optional<String> own) {
    Set<String> others = new LinkedHashSet<>(byName.keySet());
    own.ifPresent(others::remove);
    Set<String> targets = new LinkedHashSet<>();
    for (Scalar name : names) {
      if (!byName.containsKey(name.text())) {
        problems.add(
            name.position(),
            "there is no wave " + quoted(name.text()),
            () ->
                NearestName.to(name.text(), others)
                    .map(near -> "write " + quoted(near))
                    .orElse("name a wave of this plan, or add that wave"));
      } else if (!targets.add(name.text())) {
        problems.add(
            name.position(), quoted(name.text()) + " is named twice", "remove one of the two");
      }
    }
    return List.copyOf(targets);
  }

  private void refuseCycles(Map<String, List<String>> edges) {
    Optional<List<String>> cycle = WaveGraph.of(edges).cycle();
    while (cycle.isPresent()) {
      List<String> path = cycle.get();
      problems.add(
          positionOfEdge(path.get(0), path.get(1)),
          "waves wait for one another: " + shown(path),
          "take one of these out of a `dependsOn`");
      // With its own edges gone the next search finds the cycles that have nothing to do with it.
      path.forEach(name -> edges.put(name, List.of()));
      cycle = WaveGraph.of(edges).cycle();
    }
  }

  private static String shown(List<String> path) {
    if (path.size() <= LONGEST_PATH) {
      return String.join(" -> ", path);
    }
    List<String> ends = new ArrayList<>(path.subList(0, LONGEST_PATH - 2));
    ends.add("(" + (path.size() - LONGEST_PATH) + " more)");
    ends.addAll(path.subList(path.size() - 2, path.size()));
    return String.join(" -> ", ends);
  }

  private Position positionOfEdge(String from, String to) {
    WaveDraft draft = byName.get(from);
    if (draft == null) {
      return Position.START;
    }
    return draft.dependsOn().stream()
        .flatMap(List::stream)
        .filter(name -> name.text().equals(to))
        .findFirst()
        .map(Scalar::position)
        .orElse(draft.position());
  }
}
