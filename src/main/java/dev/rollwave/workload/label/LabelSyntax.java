package dev.rollwave.workload.label;

import static dev.rollwave.workload.Quotation.quoted;

import dev.rollwave.workload.DnsNames;
import dev.rollwave.workload.label.LabelSelector.Reading;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the key and the value of a label may look like.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set">Syntax
 *     and character set</a>
 */
final class LabelSyntax {
  private static final int LONGEST_PART = 63;
  private static final Pattern PART = Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?");

  private LabelSyntax() {}

  /** What is wrong with {@code key}; empty when nothing is. */
  static Optional<Reading.Invalid> checkKey(String key) {
    int slash = key.indexOf('/');
    boolean isPrefixed = slash >= 0;
    boolean isKey =
        isPart(key.substring(slash + 1))
            && (!isPrefixed || DnsNames.isSubdomain(key.substring(0, slash)));
    // The words of the syntax cannot be keys; kubectl's own parser trips over them too.
    if (isKey && !key.equals("in") && !key.equals("notin")) {
      return Optional.empty();
    }
    return Optional.of(
        new Reading.Invalid(
            quoted(key) + " is not the key of a label",
            "a key is letters, digits, `-`, `_`, `.`, at most 63,"
                + " with an optional `domain/` before"));
  }

  /** What is wrong with {@code value}, which may be empty; empty when nothing is. */
  static Optional<Reading.Invalid> checkValue(String value) {
    if (value.isEmpty() || isPart(value)) {
      return Optional.empty();
    }
    return Optional.of(
        new Reading.Invalid(
            quoted(value) + " is not the value of a label",
            "a value is letters, digits, `-`, `_`, `.`, at most 63,"
                + " a letter or digit at both ends"));
  }

  private static boolean isPart(String text) {
    return text.length() <= LONGEST_PART && PART.matcher(text).matches();
  }
}
