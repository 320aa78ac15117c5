package dev.rollwave.kubernetes.connection.credentials;

/** A header of a request. */
public record Header(String name, String value) {
  /** Describes a text that no header can carry, after "one that". */
  public static final String UNCARRIED =
      "no header can carry: it has other characters than ASCII's";

  /** Whether a header can carry {@code value}. */
  public static boolean carries(String value) {
    return value.chars().allMatch(c -> c >= ' ' && c <= '~');
  }

  /** Without the value, which may be a secret. */
  @Override
  public String toString() {
    return name;
  }
}
