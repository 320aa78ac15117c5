package dev.rollwave.engine;

import dev.rollwave.engine.WaveState.Blocked;
import dev.rollwave.engine.WaveState.CoolingDown;
import dev.rollwave.engine.WaveState.Failed;
import dev.rollwave.engine.WaveState.Held;
import dev.rollwave.engine.WaveState.Released;
import dev.rollwave.engine.WaveState.Running;
import dev.rollwave.engine.WaveState.Withheld;
import java.time.Instant;

/** Where a wave stands, as far as those of a run are looked for by it. */
final class WaveTraits implements TraitNode.Reading<WaveProgress> {
  static final WaveTraits READING = new WaveTraits();

  static final int BLOCKED = 0;

  /** Its gate is open: Running or Held. */
  static final int OPEN = 1;

  static final int HELD = 2;

  /** Its gate is open, and a workload of it waits. */
  static final int WAITING = 3;

  /** Its gate is open, and a workload of it waits that can only be skipped or fail. */
  static final int UNSTARTABLE = 4;

  /** Its gate is open, and nothing of it is left to do. */
  static final int COMPLETE = 5;

  static final int COOLING = 6;

  /** It is behind its gate, and something that was healthy is in doubt or in flight again. */
  static final int STIRRED = 7;

  /** It is behind its gate, and something that was healthy failed. */
  static final int SPOILED = 8;

  static final int IN_FLIGHT = 9;

  private static final int NUMBER = 10;

  private WaveTraits() {}

  @Override
  public int number() {
    return NUMBER;
  }

  @Override
  public int traits(WaveProgress wave) {
    WaveWorkloads workloads = wave.counted();
    return (workloads.inFlight() > 0 ? 1 << IN_FLIGHT : 0)
        | switch (wave.state()) {
          case Blocked _ -> 1 << BLOCKED;
          case Running _ -> open(workloads);
          case Held _ -> 1 << HELD | open(workloads);
          case CoolingDown _ -> 1 << COOLING | passed(workloads);
          case Released _ -> passed(workloads);
          case Failed _, Withheld _ -> 0;
        };
  }

  private static int open(WaveWorkloads workloads) {
    if (workloads.waiting() > 0) {
      return 1 << OPEN | 1 << WAITING | (workloads.hasUnstartable() ? 1 << UNSTARTABLE : 0);
    }
    return workloads.inFlight() > 0 ? 1 << OPEN : 1 << OPEN | 1 << COMPLETE;
  }

  private static int passed(WaveWorkloads workloads) {
    boolean isStirred = workloads.changed() > 0 || workloads.inFlight() > 0;
    return (isStirred ? 1 << STIRRED : 0) | (workloads.hasSpoiled() ? 1 << SPOILED : 0);
  }

  @Override
  public int timed() {
    return IN_FLIGHT;
  }

  /** As far as everything is seen. */
  @Override
  public Instant timer(WaveProgress wave) {
    return wave.counted().nextTimer();
  }
}
