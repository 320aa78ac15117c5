package dev.rollwave.simulation.worlds.expected;

import dev.rollwave.simulation.network.SimulatedCluster;
import dev.rollwave.simulation.time.Latencies;
import dev.rollwave.simulation.worlds.world.Delays;
import dev.rollwave.simulation.worlds.world.Fault;
import dev.rollwave.simulation.worlds.world.Wish;
import dev.rollwave.simulation.worlds.world.World;
import dev.rollwave.workload.WorkloadRef;
import java.time.Duration;

/** Sums over the faults of a world: how far its oracle has to be lenient. */
public final class Tolerances {
  /** As long as an answer may take to be overtaken by a newer question. */
  private static final Duration ANSWER_MAY_BE_OLD = Duration.ofSeconds(40);

  /**
   * From when a runner does not see a workload until it is told so and has forgotten its last look.
   */
  private static final Duration UNTIL_LOOKED_AT = Duration.ofSeconds(6);

  /** As long as a rollout that stands still may not be written down. */
  private static final Duration AFTER_A_CRASH = Duration.ofSeconds(40);

  private Tolerances() {}

  /** How far the runner's clock is set, back and forth. */
  public static Duration clockSteps(World world) {
    Duration sum = Duration.ZERO;
    for (Fault fault : world.faults()) {
      if (fault instanceof Fault.ClockStep step) {
        sum = sum.plus(step.by().abs());
      } else if (fault instanceof Fault.OtherClock other) {
        sum = sum.plus(other.by().abs());
      }
    }
    return sum;
  }

  /** How long the API server cannot be reached, all outages together. */
  public static Duration outages(World world) {
    Duration sum = Duration.ZERO;
    for (Fault fault : world.faults()) {
      if (fault instanceof Fault.Outage outage) {
        sum = sum.plus(outage.lasts());
      }
    }
    return sum;
  }

  /**
   * Whether a restart in doubt may read as not applied. A real API server answers that question
   * with the newest there is; here it may not, and once nothing may be sent any more, so that no
   * conflict tells better, the engine does not ask again. Nor does one answer after its request was
   * given up, as an answer may here that was long on its way.
   */
  public static boolean mayMisread(World world) {
    return world.faults().stream()
        .anyMatch(it -> it instanceof Fault.StaleReads || it instanceof Fault.BadWire);
  }

  /**
   * By how much a workload may be whole before its controller says so, which a runner can see where
   * the counts run ahead.
   */
  public static Duration countsLag(World world, WorkloadRef ref) {
    boolean isHasty =
        world.faults().stream()
            .anyMatch(it -> it instanceof Fault.HastyCounts counts && counts.ref().equals(ref));
    return isHasty ? Duration.ofSeconds(2) : Duration.ZERO;
  }

  /** How long a runner that watches may go without knowing that a pod was replaced. */
  public static Duration replacementLag(World world) {
    Duration lag = watchLag(world).plusSeconds(2);
    for (Fault fault : world.faults()) {
      // A runner that was stopped believes an answer as old as one that it may wait for.
      if (fault instanceof Fault.BadWire || fault instanceof Fault.Standstill) {
        lag = lag.plus(ANSWER_MAY_BE_OLD);
      }
    }
    return lag;
  }

  /** How long a runner that watches may go without knowing that a condition has passed. */
  static Duration conditionLag(World world) {
    Duration lag = replacementLag(world).plus(outages(world));
    for (Fault fault : world.faults()) {
      if (fault instanceof Fault.DroppedEvents) {
        lag = lag.plus(SimulatedCluster.SILENCE);
      } else if (fault instanceof Fault.Blindness blind) {
        lag = lag.plus(blind.lasts()).plus(SimulatedCluster.SILENCE);
      }
    }
    return lag;
  }

  /** How long runners stand still, and then do not reach the record. */
  public static Duration standstills(World world) {
    Duration sum = Duration.ZERO;
    for (Fault fault : world.faults()) {
      if (fault instanceof Fault.Standstill still) {
        sum = sum.plus(still.lasts()).plus(still.unaware().ofRecord());
      }
    }
    return sum;
  }

  /**
   * Whether the workloads alone have to tell which of several runs was the last one, by stamps of a
   * clock that was set back between them: they cannot.
   */
  public static boolean hasIndistinctRuns(World world) {
    boolean isRecordLost = false;
    boolean isSetBack = false;
    for (Fault fault : world.faults()) {
      isRecordLost |= fault instanceof Fault.LostRecord;
      isSetBack |= fault instanceof Fault.ClockStep step && step.by().isNegative();
      isSetBack |= fault instanceof Fault.OtherClock other && other.by().isNegative();
    }
    return isRecordLost && isSetBack;
  }

  /**
   * How long after a runner may not see a workload any more it may still restart it: until it is
   * told, which it is not while it stands still or cannot reach the API server.
   */
  public static Duration untilToldOfBlindness(World world) {
    return ANSWER_MAY_BE_OLD.plus(outages(world)).plus(standstills(world));
  }

  /** How long at most a change is on its way to a runner that watches. */
  public static Duration watchLag(World world) {
    Duration lag = Latencies.NEAR.watch();
    for (Fault fault : world.faults()) {
      if (fault instanceof Fault.SlowWatch watch) {
        lag = watch.lag();
      }
    }
    return lag;
  }

  /** How long at most a runner may not know what a person asked of its run. */
  public static Duration deafness(World world) {
    Duration sum = Delays.RECORD_LAG.plus(outages(world)).plus(Delays.ASKED_AGAIN);
    for (Fault fault : world.faults()) {
      if (fault instanceof Fault.Crash crash) {
        sum = sum.plus(crash.recordLag());
      } else if (fault instanceof Fault.Standstill still) {
        sum = sum.plus(still.lasts()).plus(still.unaware().ofRecord());
      }
    }
    return sum;
  }

  /** How long persons keep runs paused, where they have to ask twice to let them go on. */
  static Duration pauses(World world) {
    Duration sum = Duration.ZERO;
    for (Fault fault : world.faults()) {
      if (fault instanceof Fault.Instructed(Duration _, Wish.Pause(Duration lasts))) {
        sum = sum.plus(lasts).plus(deafness(world).multipliedBy(2));
      }
    }
    return sum;
  }

  /**
   * How long no runner may have watched a rollout, or have remembered for how long it stood still:
   * what is written down lags behind, and a process may die before it writes.
   */
  public static Duration unwatched(World world) {
    Duration sum = outages(world).plus(standstills(world)).plus(clockSteps(world));
    for (Fault fault : world.faults()) {
      if (fault instanceof Fault.Crash crash) {
        sum = sum.plus(crash.pause()).plus(crash.recordLag()).plus(AFTER_A_CRASH);
      } else if (fault instanceof Fault.Standstill still) {
        sum = sum.plus(Delays.LEASE).plus(still.pause()).plus(AFTER_A_CRASH);
      }
    }
    return sum;
  }

  /**
   * How long after a workload broke a restart may still be sent that builds on it: until its watch
   * has told the runner, or, where that may not be watched, until it is looked at. What it has
   * decided by then goes out a moment later, and what it had in its hands when it was stopped when
   * it wakes up.
   */
  public static Duration ignorance(World world) {
    Duration sum = untold(world).plus(outages(world));
    for (Fault fault : world.faults()) {
      if (fault instanceof Fault.Standstill still) {
        sum = sum.plus(still.lasts());
      } else if (fault instanceof Fault.Blindness) {
        sum = sum.plus(UNTIL_LOOKED_AT);
      }
    }
    return sum;
  }

  /** How long a runner that is awake and watches may go without being told of a change. */
  public static Duration untold(World world) {
    Duration sum = watchLag(world).plusSeconds(1);
    for (Fault fault : world.faults()) {
      if (fault instanceof Fault.StaleReads reads) {
        sum = sum.plus(reads.most());
      } else if (fault instanceof Fault.DroppedEvents) {
        sum = sum.plus(SimulatedCluster.SILENCE);
      }
    }
    return sum;
  }

  /** How long the runner may go without knowing what others did in the cluster. */
  public static Duration blindness(World world) {
    Duration sum = ANSWER_MAY_BE_OLD.plus(outages(world));
    for (Fault fault : world.faults()) {
      switch (fault) {
        case Fault.SlowWatch watch -> sum = sum.plus(watch.lag());
        case Fault.StaleReads reads -> sum = sum.plus(reads.most());
        case Fault.Crash crash -> sum = sum.plus(crash.pause());
        case Fault.Standstill still -> sum = sum.plus(still.lasts());
        case Fault.Blindness blind -> sum = sum.plus(blind.lasts());
        case Fault.DroppedEvents _ -> sum = sum.plus(SimulatedCluster.SILENCE);
        case Fault.Instructed _,
            Fault.EditedPlan _,
            Fault.LostRecord _,
            Fault.BadWire _,
            Fault.HastyCounts _,
            Fault.LongStuck _,
            Fault.Evicted _,
            Fault.SilentKubelets _,
            Fault.ContainerRestart _,
            Fault.Outage _,
            Fault.InjectedErrors _,
            Fault.Meddling _,
            Fault.OtherClock _,
            Fault.ClockStep _ -> {}
      }
    }
    return sum;
  }
}
