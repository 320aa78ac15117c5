package dev.rollwave.document;

import static dev.rollwave.document.UnseenBlanks.quoted;

import dev.rollwave.document.YamlNode.Entry;
import dev.rollwave.document.YamlNode.Mapping;
import dev.rollwave.document.YamlNode.Scalar;
import dev.rollwave.document.YamlNode.Sequence;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * YAML as kubectl reads it: merge keys work, in the order in which they are written; tags are
 * heeded, and mean nothing where YAML does not define them; of a key that is written twice the last
 * one counts. Each of these was tried with kubectl 1.36.
 */
record KubectlYaml(Findings findings) implements YamlRules {
  @Override
  public Scalar scalar(@Nullable String tag, Scalar written) throws UnreadableYaml {
    if (tag == null) {
      return written;
    }
    Position position = written.position();
    return switch (YamlRules.asWritten(tag)) {
      case "!!int", "!!float", "!!bool", "!!null" -> new Scalar(position, written.text(), true);
      case "!!binary" -> new Scalar(position, decoded(written), false);
      default -> new Scalar(position, written.text(), false);
    };
  }

  @Override
  public void collection(@Nullable String tag, Position position) {}

  @Override
  public void enter(YamlNode key, YamlNode value, Map<String, Entry> entries)
      throws UnreadableYaml {
    if (!(key instanceof Scalar name)) {
      throw new UnreadableYaml(key.position(), "a key is " + key.shape(), "a key is a single word");
    }
    if (YamlRules.merges(name)) {
      merge(value, entries);
      return;
    }
    String spelled = KubectlScalars.key(name);
    Entry first = entries.put(spelled, new Entry(name, value));
    if (first != null && !first.merged()) {
      findings.add(
          name.position(),
          quoted(spelled) + " is written twice, first in line " + first.key().position().line(),
          "the last one counts, as it does for kubectl and the API server");
    }
  }

  private static void merge(YamlNode value, Map<String, Entry> entries) throws UnreadableYaml {
    switch (value) {
      case Mapping mapping ->
          mapping
              .entries()
              .forEach(
                  (key, entry) -> entries.put(key, new Entry(entry.key(), entry.value(), true)));
      case Sequence several -> {
        // Of several the first one goes before the others.
        for (YamlNode each : several.items().reversed()) {
          if (!(each instanceof Mapping)) {
            throw unmergeable(each);
          }
          merge(each, entries);
        }
      }
      case Scalar scalar -> throw unmergeable(scalar);
    }
  }

  private static UnreadableYaml unmergeable(YamlNode value) {
    return new UnreadableYaml(
        value.position(),
        "the merge key `<<` is given " + value.shape(),
        "give it a mapping, or a list of them");
  }

  private static String decoded(Scalar written) throws UnreadableYaml {
    try {
      return new String(
          Base64.getDecoder().decode(written.text().replaceAll("\\s", "")), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException noBase64) {
      throw new UnreadableYaml(
          written.position(), "the value after `!!binary` is not base64", "remove the tag");
    }
  }
}
