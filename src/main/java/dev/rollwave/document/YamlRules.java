package dev.rollwave.document;

import dev.rollwave.document.YamlNode.Entry;
import dev.rollwave.document.YamlNode.Scalar;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Tag;

/** What is let in, and what it means, where YAML leaves room; one set of rules a reader. */
interface YamlRules {
  /** The key that takes the keys of another mapping over in YAML 1.1. */
  String MERGE_KEY = "<<";

  /** A single value, written as {@code text} with {@code tag} before it. */
  Scalar scalar(@Nullable String tag, Scalar written) throws UnreadableYaml;

  /** A list or a mapping with {@code tag} before it begins at {@code position}. */
  void collection(@Nullable String tag, Position position);

  /** Puts {@code key} with its value into {@code entries}, or notes why not. */
  void enter(YamlNode key, YamlNode value, Map<String, Entry> entries) throws UnreadableYaml;

  /** Whether {@code key} is the merge key. */
  static boolean merges(Scalar key) {
    return key.plain() && key.text().equals(MERGE_KEY);
  }

  /** {@code !!str} for the long form in which the parser tells it. */
  static String asWritten(String tag) {
    return tag.startsWith(Tag.PREFIX) ? "!!" + tag.substring(Tag.PREFIX.length()) : tag;
  }
}
