package dev.rollwave.engine.spec;

/**
 * Names one execution of a plan; written on every workload that it restarts.
 *
 * @param value not blank, fit for an annotation value
 */
public record RunId(String value) {
  public RunId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a run id is not blank");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
