package dev.rollwave.simulation.network;

/** What an API server may answer to a restart instead of applying it and saying so. */
public enum InjectedError {
  /** Another client wrote the object in between. */
  CONFLICT("409 Conflict: the object was modified since it was read", false, false),
  /** It has too much to do. */
  TOO_MANY_REQUESTS("429 Too Many Requests", false, true),
  /** It cannot serve. */
  UNAVAILABLE("503 Service Unavailable", false, true),
  /** It applied the restart and was too slow to say so. */
  APPLIED_TOO_SLOWLY("504 Gateway Timeout", true, true),
  /** The rights were taken away. */
  FORBIDDEN("403 Forbidden: cannot patch", false, false);

  private final String message;
  private final boolean applies;
  private final boolean readsAsOutage;

  InjectedError(String message, boolean applies, boolean readsAsOutage) {
    this.message = message;
    this.applies = applies;
    this.readsAsOutage = readsAsOutage;
  }

  String message() {
    return message;
  }

  /** Whether the restart is applied all the same. */
  boolean applies() {
    return applies;
  }

  /** Whether an answer of {@code message} reads as an outage. */
  static boolean reads(String message) {
    for (InjectedError injectedError : values()) {
      if (injectedError.readsAsOutage && injectedError.message.equals(message)) {
        return true;
      }
    }
    return false;
  }
}
