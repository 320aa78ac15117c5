package dev.rollwave.kubernetes.connection;

/** A header of a request. */
public record Header(String name, String value) {
  /** Without the value, which may be a secret. */
  @Override
  public String toString() {
    return name;
  }
}
