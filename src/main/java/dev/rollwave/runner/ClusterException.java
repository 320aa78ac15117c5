package dev.rollwave.runner;

/** A cluster did not answer a question that a run asks before it begins. */
public abstract sealed class ClusterException extends Exception {
  private static final long serialVersionUID = 1;

  private ClusterException(String message) {
    super(message);
  }

  /** The API server says no for good; the message names verb, resource and namespace. */
  public static final class Refused extends ClusterException {
    private static final long serialVersionUID = 1;

    public Refused(String message) {
      super(message);
    }
  }

  /** The API server cannot be reached; the message says at which address, and why. */
  public static final class Unreachable extends ClusterException {
    private static final long serialVersionUID = 1;

    public Unreachable(String message) {
      super(message);
    }
  }
}
