package dev.rollwave.workload.rollout;

/**
 * The state of a rollout, in the words of kstatus.
 *
 * @see <a href="https://github.com/kubernetes-sigs/cli-utils/tree/master/pkg/kstatus">kstatus</a>
 */
public enum Status {
  IN_PROGRESS("InProgress"),
  CURRENT("Current"),
  FAILED("Failed"),
  TERMINATING("Terminating"),
  NOT_FOUND("NotFound"),
  UNKNOWN("Unknown");

  private final String label;

  Status(String label) {
    this.label = label;
  }

  /** The word as kstatus prints it. */
  public String label() {
    return label;
  }
}
