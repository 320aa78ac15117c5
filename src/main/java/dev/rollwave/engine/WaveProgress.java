package dev.rollwave.engine;

import dev.rollwave.plan.Wave;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One wave of a run.
 *
 * @param wave what was asked
 * @param state where it stands
 * @param workloads in order of their references
 * @param timeline when it got there
 * @param lastRestart when a workload of it was last restarted
 */
public record WaveProgress(
    Wave wave,
    WaveState state,
    List<WorkloadProgress> workloads,
    Timeline timeline,
    Optional<Instant> lastRestart) {
  public WaveProgress {
    workloads = WaveWorkloads.of(workloads);
  }

  /**
   * The instants of a wave's way.
   *
   * @param ready when its last dependency was released
   * @param started when its first workload was restarted
   * @param healthy when its last workload was
   * @param released when it had cooled down
   */
  public record Timeline(
      Optional<Instant> ready,
      Optional<Instant> started,
      Optional<Instant> healthy,
      Optional<Instant> released) {
    static final Timeline EMPTY =
        new Timeline(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    Timeline withReady(Instant at) {
      // A process that continues a run opens the gate again; the first time is what counts.
      return ready.isPresent() ? this : new Timeline(Optional.of(at), started, healthy, released);
    }

    Timeline withStarted(Instant at) {
      return started.isPresent() ? this : new Timeline(ready, Optional.of(at), healthy, released);
    }

    Timeline withHealthy(Instant at) {
      return new Timeline(ready, started, Optional.of(at), released);
    }

    Timeline withReleased(Instant at) {
      return new Timeline(ready, started, healthy, Optional.of(at));
    }

    /** Of the same wave when it is not healthy any more, or not known to be. */
    Timeline unfinished() {
      return new Timeline(ready, started, Optional.empty(), Optional.empty());
    }

    /** All its instants moved by as much as the clock was set. */
    Timeline movedBy(Duration by) {
      return new Timeline(
          ready.map(at -> at.plus(by)),
          started.map(at -> at.plus(by)),
          healthy.map(at -> at.plus(by)),
          released.map(at -> at.plus(by)));
    }
  }

  /** How many of its workloads are in flight. */
  public int inFlight() {
    return counted().inFlight();
  }

  /** Those of its workloads that are in flight, in order. */
  public List<WorkloadProgress> workloadsInFlight() {
    return counted().workloadsInFlight();
  }

  /** Whether any of its workloads was restarted, by this process or an earlier one. */
  boolean hasBegun() {
    // The start of a wave is not written down when the process that made it was killed at once.
    return timeline.started().isPresent()
        || inFlight() > 0
        || workloads.stream().anyMatch(it -> it.timeline().patched().isPresent());
  }

  /** Its workloads, counted by where they stand. */
  WaveWorkloads counted() {
    return WaveWorkloads.of(workloads);
  }

  WaveProgress with(int index, WorkloadProgress workload) {
    return new WaveProgress(wave, state, counted().with(index, workload), timeline, lastRestart);
  }

  WaveProgress with(WaveState next, Timeline changed) {
    return new WaveProgress(wave, next, workloads, changed, lastRestart);
  }

  /**
   * One of its workloads is restarted at {@code now}, which starts the wave when it is the first.
   */
  WaveProgress restartedAt(Instant now) {
    return new WaveProgress(wave, state, workloads, timeline.withStarted(now), Optional.of(now));
  }

  /** An earlier process restarted one of its workloads at {@code at}, or at least not later. */
  WaveProgress lastRestartedAt(Instant at) {
    return new WaveProgress(wave, state, workloads, timeline, Optional.of(at));
  }

  /** All its instants moved by as much as the clock was set. */
  WaveProgress movedBy(Duration by) {
    return new WaveProgress(
        wave,
        ClockSteps.moved(state, by),
        workloads.stream().map(workload -> workload.movedBy(by)).toList(),
        timeline.movedBy(by),
        lastRestart.map(at -> at.plus(by)));
  }
}
