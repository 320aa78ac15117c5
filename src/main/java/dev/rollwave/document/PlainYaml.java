package dev.rollwave.document;

import static dev.rollwave.document.UnseenBlanks.quoted;

import dev.rollwave.document.YamlNode.Entry;
import dev.rollwave.document.YamlNode.Scalar;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Only the plain part of YAML, for documents whose format is ours: no tags, since a plan says what
 * its values are by their keys; no merge keys, which YAML 1.2 dropped and editors' schemas cannot
 * see through; no key twice.
 */
record PlainYaml(Findings findings) implements YamlRules {
  @Override
  public Scalar scalar(@Nullable String tag, Scalar written) {
    collection(tag, written.position());
    return written;
  }

  @Override
  public void collection(@Nullable String tag, Position position) {
    if (tag != null) {
      findings.add(
          position,
          "the YAML tag " + quoted(YamlRules.asWritten(tag)) + " is not allowed",
          "remove it; the key says what its value is");
    }
  }

  @Override
  public void enter(YamlNode key, YamlNode value, Map<String, Entry> entries) {
    if (!(key instanceof Scalar name)) {
      findings.add(key.position(), "a key is " + key.shape(), "a key is a single word");
      return;
    }
    if (YamlRules.merges(name)) {
      findings.add(
          key.position(),
          "the merge key `<<` is not understood",
          "write the keys out, or alias a whole value: `health: *usual`");
      return;
    }
    Entry first = entries.putIfAbsent(name.text(), new Entry(name, value));
    if (first != null) {
      findings.add(
          name.position(),
          quoted(name.text()) + " is written twice, first in line " + first.key().position().line(),
          "keep one of the two");
    }
  }
}
