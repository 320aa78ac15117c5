package dev.rollwave.recording;

/** What can be done to a pod. */
public enum Act {
  /** Its container starts. */
  STARTS("starts"),
  /** It becomes Ready. */
  GETS_READY("gets ready"),
  /** Somebody deletes it. */
  IS_DELETED("is deleted"),
  /** Deleted before, it ends. */
  IS_GONE("is gone");

  private final String words;

  Act(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
