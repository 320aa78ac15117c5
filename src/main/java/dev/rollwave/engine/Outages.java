package dev.rollwave.engine;

import dev.rollwave.engine.InFlightState.RollingOut;
import dev.rollwave.engine.InFlightState.Soaking;
import dev.rollwave.engine.RunState.Outage;
import dev.rollwave.engine.message.Notification;
import dev.rollwave.engine.message.RunOutcome;
import dev.rollwave.engine.spec.WorkloadIndex;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The API server out of reach: nothing new is started, nothing is called failed for it, and it does
 * not last forever. Soaks go on: their pods prove afterwards whether anything happened to them, as
 * soon as the kubelets, which could not report either, have told how they are.
 */
final class Outages {
  private Outages() {}

  static void began(StepContext step, String cause) {
    if (step.outage().isEmpty()) {
      Instant giveUpAt = step.now().plus(Limits.OUTAGE_TIMEOUT);
      step.see(step.sight().with(Optional.of(new Outage(step.now(), giveUpAt, cause))));
      step.tell(new Notification.OutageBegan(cause));
    }
  }

  static void ended(StepContext step) {
    if (step.outage().isEmpty()) {
      return;
    }
    Outage over = step.outage().get();
    Sight before = step.sight();
    step.see(before.afterOutage(over, step.now()));
    step.tell(new Notification.OutageEnded(Duration.between(over.since(), step.now())));
    HeldGates.renew(step);
    for (WorkloadIndex index : step.indices()) {
      // What was not seen before the outage began was not seen since then.
      Instant from = before.seenUntil(step.workload(index).ref(), step.now());
      putOff(step, index, Duration.between(from, step.now()));
      if (step.state(index) instanceof Soaking s) {
        step.become(index, s.lookedAtFrom(Soaks.nextLook(step, s.until())));
      }
    }
  }

  /** Puts off what a workload may take by as long as it could not be seen. */
  static void putOff(StepContext step, WorkloadIndex index, Duration unseen) {
    if (step.state(index) instanceof RollingOut r) {
      step.become(index, r.unseenFor(unseen, step.now()));
    } else if (step.state(index) instanceof Soaking s) {
      step.become(index, s.at(s.progress().unseenFor(unseen, step.now())));
    }
  }

  static void giveUpWhenTooLong(StepContext step) {
    if (step.outage().isPresent() && !step.now().isBefore(step.outage().get().giveUpAt())) {
      Endings.cutShort(step, new RunOutcome.Unreachable(step.outage().get().cause()));
    }
  }
}
