package dev.rollwave.recording;

/**
 * A pod on the stage.
 *
 * @param id tells it from all others that there ever were
 * @param label what it is called in the recording: its ordinal where it has one, else "old" or
 *     "new" by its template
 * @param isOutdated whether it was made before the restart
 * @param state how far it is
 */
public record PlayedPod(String id, String label, boolean isOutdated, State state) {
  /** How far a pod is, from its creation to its deletion. */
  public enum State {
    /** Bound to its node; nothing runs. */
    CREATED,
    /** Its container runs and is not Ready. */
    RUNNING,
    /** It is Ready. */
    READY,
    /** It was deleted and is still there. */
    TERMINATING
  }
}
