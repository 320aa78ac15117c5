package dev.rollwave.simulation.worlds.runners;

import dev.rollwave.simulation.worlds.world.Delays;
import dev.rollwave.simulation.worlds.world.Fault;
import dev.rollwave.simulation.worlds.world.World;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;

/** Lets runners die or stand still, one after the other, each after so many calls. */
final class Mortality {
  private final ArrayDeque<Fault> ahead = new ArrayDeque<>();
  private int calls;

  Mortality(World world) {
    for (Fault fault : world.faults()) {
      if (fault instanceof Fault.Crash || fault instanceof Fault.Standstill) {
        ahead.add(fault);
      }
    }
  }

  /**
   * The runner that works on the run is about to do something.
   *
   * @return how it is stopped before it comes to that; empty as a rule
   * @throws Crashed when it does not come to that
   */
  Optional<Fault.Standstill> called() {
    Fault next = ahead.peek();
    if (next == null) {
      return Optional.empty();
    }
    calls++;
    return switch (next) {
      case Fault.Crash crash when calls > crash.calls() -> {
        strike();
        throw new Crashed(crash);
      }
      case Fault.Standstill still when calls > still.calls() -> {
        strike();
        yield Optional.of(still);
      }
      case Fault _ -> Optional.empty();
    };
  }

  private void strike() {
    ahead.remove();
    calls = 0;
  }

  /** How long it takes at present to write a record. */
  Duration recordLag() {
    return ahead.peek() instanceof Fault.Crash crash ? crash.recordLag() : Delays.RECORD_LAG;
  }

  /** Whether the next runner that is stopped confirms its lock before a restart. */
  boolean isFenced() {
    for (Fault fault : ahead) {
      if (fault instanceof Fault.Standstill still) {
        return still.isFenced();
      }
    }
    return true;
  }
}
