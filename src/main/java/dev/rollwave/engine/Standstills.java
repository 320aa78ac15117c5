package dev.rollwave.engine;

import dev.rollwave.engine.message.Notification;
import dev.rollwave.engine.spec.WorkloadIndex;
import java.time.Duration;
import java.time.Instant;

/**
 * A process that stood still: it was stopped, starved of processor time, or its virtual machine
 * was. It is about to be told what happened meanwhile: so nothing fails for the time during which
 * it could not look, and until then nothing is restarted that builds on what it saw before.
 */
final class Standstills {
  private Standstills() {}

  /** It was to take a step {@code late} ago and did not; by then nothing was overdue. */
  static void ended(StepContext step, Duration late) {
    step.tell(new Notification.StoodStill(late));
    Instant told = step.now().plus(Limits.TOLD_AGAIN);
    step.see(step.sight().givenUpAtTheEarliest(told, step.now().minus(late)).toldBy(told));
    Duration unseen = late.plus(Limits.TOLD_AGAIN);
    HeldGates.putOff(step, unseen);
    for (WorkloadIndex index : step.indices()) {
      Outages.putOff(step, index, unseen);
    }
  }
}
