package dev.rollwave.simulation.worlds;

import dev.rollwave.simulation.Latencies;
import dev.rollwave.simulation.SimulatedCluster;
import java.time.Duration;

/** Sums over the faults of a world, by which its oracle has to be lenient. */
final class Circumstances {
  /** As long as an answer may take to be overtaken by a newer question. */
  private static final Duration ANSWER_MAY_BE_OLD = Duration.ofSeconds(40);

  private Circumstances() {}

  /** How far the runner's clock is set, back and forth. */
  static Duration clockSteps(World world) {
    Duration sum = Duration.ZERO;
    for (Fault fault : world.faults()) {
      if (fault instanceof Fault.ClockStep step) {
        sum = sum.plus(step.by().abs());
      }
    }
    return sum;
  }

  static Duration outages(World world) {
    Duration sum = Duration.ZERO;
    for (Fault fault : world.faults()) {
      if (fault instanceof Fault.Outage outage) {
        sum = sum.plus(outage.lasts());
      }
    }
    return sum;
  }

  /** How long at most a change is on its way to a runner that watches. */
  static Duration watchLag(World world) {
    Duration lag = Latencies.NEAR.watch();
    for (Fault fault : world.faults()) {
      if (fault instanceof Fault.SlowWatch watch) {
        lag = watch.lag();
      }
    }
    return lag;
  }

  /** How long the runner may go without knowing what somebody did in the cluster. */
  static Duration blindness(World world) {
    Duration sum = ANSWER_MAY_BE_OLD.plus(outages(world));
    for (Fault fault : world.faults()) {
      switch (fault) {
        case Fault.SlowWatch watch -> sum = sum.plus(watch.lag());
        case Fault.StaleReads reads -> sum = sum.plus(reads.most());
        case Fault.Crash crash -> sum = sum.plus(crash.pause());
        case Fault.Standstill still -> sum = sum.plus(still.lasts());
        case Fault.DroppedEvents _ -> sum = sum.plus(SimulatedCluster.SILENCE);
        case Fault.LostRecord _,
            Fault.BadWire _,
            Fault.Outage _,
            Fault.Rebuffed _,
            Fault.Meddling _,
            Fault.ClockStep _ -> {}
      }
    }
    return sum;
  }
}
