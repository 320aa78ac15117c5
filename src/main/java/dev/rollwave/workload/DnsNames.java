package dev.rollwave.workload;

import java.util.regex.Pattern;

/**
 * The names that Kubernetes takes from DNS, RFC 1123 in lower case.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/overview/working-with-objects/names/">Object
 *     Names and IDs</a>
 */
public final class DnsNames {
  /** Characters of a label at most. */
  public static final int LONGEST_LABEL = 63;

  /** Characters of a subdomain at most. */
  public static final int LONGEST_SUBDOMAIN = 253;

  /** A label, as a regular expression that says nothing of its length. */
  public static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";

  private static final Pattern IS_LABEL = Pattern.compile(LABEL);
  private static final Pattern IS_SUBDOMAIN = Pattern.compile(LABEL + "(\\." + LABEL + ")*");

  private DnsNames() {}

  /** Whether {@code text} is a label of a length that Kubernetes allows. */
  public static boolean isLabel(String text) {
    return text.length() <= LONGEST_LABEL && IS_LABEL.matcher(text).matches();
  }

  /** Whether {@code text} is a subdomain of a length that Kubernetes allows. */
  public static boolean isSubdomain(String text) {
    return text.length() <= LONGEST_SUBDOMAIN && IS_SUBDOMAIN.matcher(text).matches();
  }
}
