package dev.rollwave.document;

import java.util.List;
import java.util.Map;

/** A piece of a YAML document with its position; aliases already stand for what they name. */
public sealed interface YamlNode {

  /** Where it begins. */
  Position position();

  /** How many nodes it is made of, itself and the expansions of its aliases included. */
  int size();

  /** What it is, as a person would say it. */
  String shape();

  /**
   * Text as it was written; what it means is decided by the key that it stands under, never by
   * YAML's own guesses, to which {@code 23:00} is a number and {@code on} is true.
   *
   * @param plain whether it was written without quotes
   */
  record Scalar(Position position, String text, boolean plain) implements YamlNode {
    @Override
    public int size() {
      return 1;
    }

    /** Whether nothing was written, or one of YAML's words for nothing. */
    public boolean isNothing() {
      return plain
          && switch (text) {
            case "", "~", "null", "Null", "NULL" -> true;
            default -> false;
          };
    }

    @Override
    public String shape() {
      return isNothing() ? "nothing" : "a single value";
    }
  }

  /** A list of nodes, in the document's order. */
  record Sequence(Position position, List<YamlNode> items, int size) implements YamlNode {
    @Override
    public String shape() {
      return "a list";
    }
  }

  /** Keys and their values, in the document's order. */
  record Mapping(Position position, Map<String, Entry> entries, int size) implements YamlNode {
    @Override
    public String shape() {
      return "a mapping";
    }
  }

  /**
   * One key with its value.
   *
   * @param merged whether it was taken over from another mapping
   */
  record Entry(Scalar key, YamlNode value, boolean merged) {
    Entry(Scalar key, YamlNode value) {
      this(key, value, false);
    }
  }
}
