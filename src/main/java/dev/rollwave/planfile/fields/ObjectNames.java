package dev.rollwave.planfile.fields;

import static dev.rollwave.planfile.fields.Problems.quoted;

import dev.rollwave.workload.DnsNames;
import java.util.Locale;

/**
 * The names that Kubernetes allows, RFC 1123 in lower case.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/overview/working-with-objects/names/">Object
 *     Names and IDs</a>
 */
public final class ObjectNames {
  private ObjectNames() {}

  /** The name of a plan, a wave or a namespace. */
  public static Parsed<String> label(String text) {
    if (text.length() > DnsNames.LONGEST_LABEL) {
      return tooLong(text, DnsNames.LONGEST_LABEL);
    }
    if (DnsNames.isLabel(text)) {
      return Parsed.good(text);
    }
    String near =
        text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    return Parsed.bad(
        quoted(text) + " is not a name that Kubernetes allows",
        DnsNames.isLabel(near)
            ? "write " + quoted(near)
            : "use lower-case letters, digits and `-`, with a letter or digit at both ends");
  }

  /** The name of a workload. */
  public static Parsed<String> subdomain(String text) {
    if (text.length() > DnsNames.LONGEST_SUBDOMAIN) {
      return tooLong(text, DnsNames.LONGEST_SUBDOMAIN);
    }
    return DnsNames.isSubdomain(text)
        ? Parsed.good(text)
        : Parsed.bad(
            quoted(text) + " is not the name of a workload",
            "use lower-case letters, digits, `-` and `.`, with a letter or digit at both ends");
  }

  private static Parsed<String> tooLong(String text, int longest) {
    return Parsed.bad(
        "the name " + quoted(text) + " has more than " + longest + " characters",
        "shorten it to " + longest);
  }
}
