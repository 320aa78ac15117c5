package dev.rollwave.engine;

import dev.rollwave.engine.RunState.Outage;
import dev.rollwave.engine.WorkloadState.RollingOut;
import dev.rollwave.engine.WorkloadState.Soaking;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The API server out of reach: nothing new is started, nothing is called failed for it, and it does
 * not last forever.
 */
final class Outages {
  private Outages() {}

  static void began(Turn turn, String cause) {
    if (turn.outage().isEmpty()) {
      turn.setOutage(Optional.of(new Outage(turn.now(), cause)));
      turn.tell(new Happening.OutageBegan(cause));
    }
  }

  static void ended(Turn turn) {
    if (turn.outage().isEmpty()) {
      return;
    }
    Duration lasted = Duration.between(turn.outage().get().since(), turn.now());
    turn.setOutage(Optional.empty());
    turn.tell(new Happening.OutageEnded(lasted));
    for (Place place : turn.places()) {
      if (turn.state(place) instanceof RollingOut r) {
        turn.become(place, r.unseenFor(lasted, turn.now()));
      } else if (turn.state(place) instanceof Soaking s) {
        turn.become(place, unseen(turn, place, s, lasted));
      }
    }
  }

  // What nobody saw is not proven. The soak begins anew: to go on with it would not notice pods
  // that
  // were unready meanwhile, and so would never stay healthy for as long as the soak is.
  private static Soaking unseen(Turn turn, Place place, Soaking s, Duration lasted) {
    Instant until = turn.now().plus(turn.asked(place).health().soak());
    return s.lastingUntil(until).at(s.progress().unseenFor(lasted, turn.now()));
  }

  static void giveUpWhenTooLong(Turn turn) {
    if (turn.outage().isPresent() && !turn.now().isBefore(givenUpAt(turn.outage().get()))) {
      Endings.cutShort(turn, new RunOutcome.Unreachable(turn.outage().get().cause()));
    }
  }

  static Instant givenUpAt(Outage outage) {
    return outage.since().plus(Limits.OUTAGE_PATIENCE);
  }
}
