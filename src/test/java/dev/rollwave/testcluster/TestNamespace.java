package dev.rollwave.testcluster;

/**
 * A namespace that one test has for itself. It is deleted, in the background, when the test ends.
 *
 * @param name not blank
 */
public record TestNamespace(String name) {
  @Override
  public String toString() {
    return name;
  }
}
