package dev.rollwave.planfile;

import static dev.rollwave.planfile.Problems.quoted;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The names that Kubernetes allows, RFC 1123 in lower case.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/overview/working-with-objects/names/">Object
 *     Names and IDs</a>
 */
final class ObjectNames {
  /** Characters of a label. */
  static final int LONGEST_LABEL = 63;

  /** Characters of a subdomain. */
  static final int LONGEST_SUBDOMAIN = 253;

  static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";

  private static final Pattern IS_LABEL = Pattern.compile(LABEL);
  private static final Pattern IS_SUBDOMAIN = Pattern.compile(LABEL + "(\\." + LABEL + ")*");

  private ObjectNames() {}

  /** The name of a plan, a wave or a namespace. */
  static Parsed<String> label(String text) {
    if (text.length() > LONGEST_LABEL) {
      return tooLong(text, LONGEST_LABEL);
    }
    if (IS_LABEL.matcher(text).matches()) {
      return Parsed.good(text);
    }
    String near =
        text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    return Parsed.bad(
        quoted(text) + " is not a name that Kubernetes allows",
        IS_LABEL.matcher(near).matches()
            ? "write " + quoted(near)
            : "use lower-case letters, digits and `-`, with a letter or digit at both ends");
  }

  /** The name of a workload. */
  static Parsed<String> subdomain(String text) {
    if (text.length() > LONGEST_SUBDOMAIN) {
      return tooLong(text, LONGEST_SUBDOMAIN);
    }
    return isSubdomain(text)
        ? Parsed.good(text)
        : Parsed.bad(
            quoted(text) + " is not the name of a workload",
            "use lower-case letters, digits, `-` and `.`, with a letter or digit at both ends");
  }

  /** Whether {@code text} is an RFC 1123 subdomain of a length that Kubernetes allows. */
  static boolean isSubdomain(String text) {
    return text.length() <= LONGEST_SUBDOMAIN && IS_SUBDOMAIN.matcher(text).matches();
  }

  private static Parsed<String> tooLong(String text, int longest) {
    return Parsed.bad(
        "the name " + quoted(text) + " has more than " + longest + " characters",
        "shorten it to " + longest);
  }
}
