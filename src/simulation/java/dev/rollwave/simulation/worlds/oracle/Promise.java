package dev.rollwave.simulation.worlds.oracle;

/** What is held after every event. The numbers are those of the design's promises. */
public enum Promise {
  ONE_RESTART(1, "at most one restart per workload and run"),
  AFTER_DEPENDENCIES(2, "no restart before every dependency is healthy"),
  COOLED_DOWN(2, "no restart before every dependency has cooled down"),
  HALTED(2, "no restart after a failure where the plan says halt"),
  SEEN(2, "no restart of a workload that nobody can see"),
  INSIDE_WINDOW(3, "no restart outside a window or inside a freeze"),
  MAX_IN_FLIGHT(4, "no more in flight than maxInFlight"),
  MIN_INTERVAL(4, "no two restarts closer than minInterval"),
  FENCED(4, "nothing is restarted without the lock"),
  PROVEN(5, "healthy means proven, for the whole soak"),
  SETTLED(5, "what has ended stays as it ended"),
  NOTHING_LOST(6, "faults do not change how it ends"),
  OBEYS(6, "what a person asks of a run is heard and done"),
  ENDS(7, "it always ends, in time"),
  WAKES_LATER(7, "it asks to be woken in the future"),
  TELLS_TRUTH(7, "what it says at the end is so in the cluster"),
  NO_FAULT_OF_OURS(7, "the code itself does not break");

  private final int number;
  private final String words;

  Promise(int number, String words) {
    this.number = number;
    this.words = words;
  }

  /** 1 to 7. */
  public int number() {
    return number;
  }

  /** What is promised, a clause without a full stop. */
  public String words() {
    return words;
  }
}
