package dev.rollwave.planfile.fields;

import static dev.rollwave.planfile.fields.Problems.quoted;

import dev.rollwave.document.Position;
import dev.rollwave.document.YamlNode;
import dev.rollwave.document.YamlNode.Entry;
import dev.rollwave.document.YamlNode.Mapping;
import dev.rollwave.document.YamlNode.Scalar;
import dev.rollwave.document.YamlNode.Sequence;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The values of one section; notes unknown, missing, empty and mistyped ones as problems.
 *
 * <p>An empty answer means that the key is not there or that its problem has been noted: the caller
 * works with a stand-in, and no plan is built from it in the end.
 */
public final class Fields {
  private final Section section;
  private final Mapping mapping;
  private final Problems problems;
  private final Set<String> misspelt;

  private Fields(Section section, Mapping mapping, Problems problems) {
    this.section = section;
    this.mapping = mapping;
    this.problems = problems;
    this.misspelt = new SectionKeys(section, problems).check(mapping);
  }

  /** The fields of {@code node} as a {@code section}; empty when it is no mapping. */
  public static Optional<Fields> of(YamlNode node, Section section, Problems problems) {
    if (!(node instanceof Mapping mapping)) {
      problems.add(
          node.position(),
          section.title() + " is " + node.shape() + ", not a mapping",
          "write its keys below it: " + String.join(", ", section.keys()));
      return Optional.empty();
    }
    return Optional.of(new Fields(section, mapping, problems));
  }

  /** Where the section begins. */
  public Position position() {
    return mapping.position();
  }

  /** Whether the key was written, whatever its value. */
  public boolean has(String key) {
    return mapping.entries().containsKey(known(key));
  }

  /** Whether the key was written, be it misspelt. */
  public boolean isMeant(String key) {
    return has(key) || misspelt.contains(key);
  }

  /** Where the value of a key stands; the section's own position when it was not written. */
  public Position positionOfValue(String key) {
    Entry entry = mapping.entries().get(known(key));
    return entry == null ? mapping.position() : entry.value().position();
  }

  /** Where the key stands; the section's own position when it was not written. */
  public Position positionOf(String key) {
    Entry entry = mapping.entries().get(known(key));
    return entry == null ? mapping.position() : entry.key().position();
  }

  /** Whether a list was written that has no entries. */
  public boolean isEmptyList(String key) {
    Entry entry = mapping.entries().get(known(key));
    return entry != null
        && entry.value() instanceof Sequence sequence
        && sequence.items().isEmpty();
  }

  /** The value of a key. */
  Optional<YamlNode> node(String key) {
    Entry entry = mapping.entries().get(known(key));
    if (entry == null) {
      return Optional.empty();
    }
    if (entry.value() instanceof Scalar scalar && scalar.isNothing()) {
      problems.add(
          entry.key().position(), quoted(key) + " has no value", "give it one, or remove the key");
      return Optional.empty();
    }
    return Optional.of(entry.value());
  }

  /** The single value of a key. */
  public Optional<Scalar> scalar(String key) {
    Optional<YamlNode> node = node(key);
    if (node.isEmpty()) {
      return Optional.empty();
    }
    if (node.get() instanceof Scalar scalar) {
      return Optional.of(scalar);
    }
    problems.add(
        node.get().position(),
        quoted(key) + " is " + node.get().shape() + ", not a single value",
        "write one value after the colon");
    return Optional.empty();
  }

  /** The single value of a key as {@code parser} understands it. */
  public <T> Optional<T> value(String key, Function<Scalar, Parsed<T>> parser) {
    return scalar(key).flatMap(scalar -> accept(scalar, parser));
  }

  /** The single value of a key as {@code parser} understands its text. */
  public <T> Optional<T> parsed(String key, Function<String, Parsed<T>> parser) {
    return value(key, scalar -> parser.apply(scalar.text()));
  }

  /** {@code scalar} as {@code parser} understands it; the problem is noted otherwise. */
  public <T> Optional<T> accept(Scalar scalar, Function<Scalar, Parsed<T>> parser) {
    return switch (parser.apply(scalar)) {
      case Parsed.Good<T>(T value) -> Optional.of(value);
      case Parsed.Bad<T>(String what, String fix) -> {
        problems.add(scalar.position(), what, fix);
        yield Optional.empty();
      }
    };
  }

  /** The list under a key. */
  public Optional<Sequence> list(String key) {
    Optional<YamlNode> node = node(key);
    if (node.isEmpty()) {
      return Optional.empty();
    }
    if (node.get() instanceof Sequence sequence) {
      return Optional.of(sequence);
    }
    problems.add(
        node.get().position(),
        quoted(key) + " is " + node.get().shape() + ", not a list",
        "write it as a list: `[a, b]`, or a line with `- ` for each entry");
    return Optional.empty();
  }

  /** The single values in the list under a key; entries that are none are noted and left out. */
  public Optional<List<Scalar>> scalars(String key) {
    return list(key)
        .map(sequence ->
            sequence.items().stream().flatMap(item -> entry(key, item).stream()).toList());
  }

  private Optional<Scalar> entry(String key, YamlNode item) {
    if (item instanceof Scalar scalar && !scalar.isNothing()) {
      return Optional.of(scalar);
    }
    problems.add(
        item.position(),
        "an entry of " + quoted(key) + " is " + item.shape(),
        "each entry is a single value");
    return Optional.empty();
  }

  /** The section under a key. */
  public Optional<Fields> section(String key, Section inner) {
    return node(key).flatMap(node -> of(node, inner, problems));
  }

  private String known(String key) {
    if (!section.keys().contains(key)) {
      throw new IllegalArgumentException(section + " does not know " + key);
    }
    return key;
  }
}
