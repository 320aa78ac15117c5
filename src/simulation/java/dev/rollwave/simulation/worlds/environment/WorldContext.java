package dev.rollwave.simulation.worlds.environment;

import dev.rollwave.runner.Clocks;
import dev.rollwave.runner.MonotonicClock;
import dev.rollwave.simulation.RunnerClock;
import dev.rollwave.simulation.SimulatedRecords;
import dev.rollwave.simulation.cluster.SimulatedWorld;
import dev.rollwave.simulation.network.Wire;
import dev.rollwave.simulation.time.Outage;
import dev.rollwave.simulation.worlds.world.Delays;
import dev.rollwave.simulation.worlds.world.Document;
import dev.rollwave.simulation.worlds.world.World;
import java.time.Duration;
import java.time.Instant;

/**
 * Where the runners of a world work.
 *
 * @param world that is played
 * @param cluster its cluster
 * @param clock of the runners' machine
 * @param wire between the two
 * @param records of the runs
 * @param document the plan as it is written down
 * @param observer is told what happens
 */
public record WorldContext(
    World world,
    SimulatedWorld cluster,
    RunnerClock clock,
    Wire wire,
    SimulatedRecords records,
    Document document,
    WorldObserver observer) {

  /** The world's time. */
  public Instant now() {
    return cluster.time().instant();
  }

  /** What a runner knows of the time. */
  public Clocks clocks() {
    return new Clocks(clock, MonotonicClock.of(cluster.time()));
  }

  /** The first instant from {@code instant} on at which the API server answers. */
  public Instant reachableFrom(Instant instant) {
    Instant later = instant;
    for (Outage outage : wire.outages()) {
      later = outage.covers(later) ? outage.until() : later;
    }
    return later;
  }

  /**
   * The first instant from {@code instant} on at which a runner may begin that follows another one:
   * a runner that could not reach the API server has not released its lock, and such a lock is
   * taken over when it was seen unchanged for as long as others respect it.
   */
  public Instant takenOverFrom(Instant instant) {
    Instant later = instant;
    for (Outage outage : wire.outages()) {
      Instant seen = outage.until().plus(Delays.LEASE);
      later = outage.from().isBefore(later) && later.isBefore(seen) ? seen : later;
    }
    return reachableFrom(later);
  }

  /** Whether the API server cannot be reached now. */
  public boolean isOutOfReach() {
    return reachableFrom(now()).isAfter(now());
  }

  /** Sets the clock of the runners' machine forward, or back when {@code by} is negative. */
  public void setClock(Duration by) {
    clock.step(by);
    tell("the runner's clock is set by " + by);
  }

  /** Throws the record of the runs away. */
  public void loseRecord() {
    tell("the record is thrown away");
    records.lose(world.plan().name());
  }

  /** Tells the listener {@code what} happens now. */
  public void tell(String what) {
    observer.struck(now() + " * " + what);
  }
}
