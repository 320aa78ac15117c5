package dev.rollwave.engine;

import dev.rollwave.engine.RunState.Outage;
import dev.rollwave.engine.WorkloadState.RollingOut;
import dev.rollwave.engine.WorkloadState.Soaking;
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

  static void began(Turn turn, String cause) {
    if (turn.outage().isEmpty()) {
      Instant giveUpAt = turn.now().plus(Limits.OUTAGE_PATIENCE);
      turn.see(turn.sight().with(Optional.of(new Outage(turn.now(), giveUpAt, cause))));
      turn.tell(new Happening.OutageBegan(cause));
    }
  }

  static void ended(Turn turn) {
    if (turn.outage().isEmpty()) {
      return;
    }
    Outage over = turn.outage().get();
    Sight before = turn.sight();
    turn.see(before.afterOutage(over, turn.now()));
    turn.tell(new Happening.OutageEnded(Duration.between(over.since(), turn.now())));
    HeldGates.renew(turn);
    for (WorkloadIndex index : turn.indices()) {
      // What was not seen before the outage began was not seen since then.
      Instant from = before.seenUntil(turn.workload(index).ref(), turn.now());
      putOff(turn, index, Duration.between(from, turn.now()));
      if (turn.state(index) instanceof Soaking s) {
        turn.become(index, s.lookedAtFrom(Soaks.nextLook(turn, s.until())));
      }
    }
  }

  /** Puts off what a workload may take by as long as nobody could see it. */
  static void putOff(Turn turn, WorkloadIndex index, Duration unseen) {
    if (turn.state(index) instanceof RollingOut r) {
      turn.become(index, r.unseenFor(unseen, turn.now()));
    } else if (turn.state(index) instanceof Soaking s) {
      turn.become(index, s.at(s.progress().unseenFor(unseen, turn.now())));
    }
  }

  static void giveUpWhenTooLong(Turn turn) {
    if (turn.outage().isPresent() && !turn.now().isBefore(turn.outage().get().giveUpAt())) {
      Endings.cutShort(turn, new RunOutcome.Unreachable(turn.outage().get().cause()));
    }
  }
}
