package dev.rollwave.simulation.worlds.world;

import dev.rollwave.runner.record.StartMode;
import dev.rollwave.simulation.network.BlindSpot;
import dev.rollwave.simulation.network.InjectedError;
import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Something that goes wrong in a world. */
public sealed interface Fault {

  /** Whom it strikes; empty when it strikes all. */
  default Optional<WorkloadRef> target() {
    return Optional.empty();
  }

  /**
   * Requests and answers are lost, delayed and repeated.
   *
   * @param inHundred how many of them, 0 to 100
   */
  record BadWire(int inHundred) implements Fault {}

  /**
   * What a watch tells comes late and sometimes twice.
   *
   * @param lag of every event
   * @param repeatedInHundred how many come twice, 0 to 100
   */
  record SlowWatch(Duration lag, int repeatedInHundred) implements Fault {}

  /**
   * A watch does not tell of some events, until the runner lists again since it heard nothing.
   *
   * @param inHundred how many of them, 0 to 100
   */
  record DroppedEvents(int inHundred) implements Fault {}

  /**
   * The record of the runs is thrown away.
   *
   * @param after the start of the run, or what comes next
   * @param sinceStop whether it is counted from when a runner is stopped
   */
  record LostRecord(Duration after, boolean sinceStop) implements Fault {}

  /**
   * Reads show workloads as they were.
   *
   * @param most how long ago at most
   */
  record StaleReads(Duration most) implements Fault {}

  /**
   * The API server cannot be reached.
   *
   * @param after the start of the run
   * @param lasts how long
   */
  record Outage(Duration after, Duration lasts) implements Fault {}

  /**
   * Kubelets cannot reach the API server in any outage either, and go on reporting later than it
   * goes on answering.
   *
   * @param late by how much; a kubelet tries every 10 s
   */
  record SilentKubelets(Duration late) implements Fault {}

  /**
   * A container of a workload's pod ends by itself and is started again.
   *
   * @param ref whose
   * @param after the start of the run
   * @param unready for how long its pod is not Ready for it
   */
  record ContainerRestart(WorkloadRef ref, Duration after, Duration unready) implements Fault {
    @Override
    public Optional<WorkloadRef> target() {
      return Optional.of(ref);
    }
  }

  /**
   * The API server answers, and does not let the workloads of one kind be listed or watched.
   *
   * @param kind of those workloads
   * @param after the start of the run
   * @param lasts how long
   * @param refused whether it says no, and not that it cannot say now
   * @param ofReads whether they cannot be read one by one either
   */
  record Blindness(
      WorkloadKind kind, Duration after, Duration lasts, boolean refused, boolean ofReads)
      implements Fault {

    /** When it strikes in a world that begins at {@code start}. */
    public BlindSpot spot(Instant start) {
      return new BlindSpot(
          kind, start.plus(after), start.plus(after).plus(lasts), refused, ofReads);
    }
  }

  /**
   * The API server answers restarts of a workload otherwise than it should.
   *
   * @param ref whose
   * @param times how often in a row
   * @param injectedError what it answers
   */
  record InjectedErrors(WorkloadRef ref, int times, InjectedError injectedError) implements Fault {
    @Override
    public Optional<WorkloadRef> target() {
      return Optional.of(ref);
    }
  }

  /**
   * Another person or controller changes a workload.
   *
   * @param ref which
   * @param moment when
   * @param deed what is done
   */
  record Meddling(WorkloadRef ref, Moment moment, Deed deed) implements Fault {
    @Override
    public Optional<WorkloadRef> target() {
      return Optional.of(ref);
    }
  }

  /**
   * After a workload's restart its counts run ahead of its pods: they say that all is done as soon
   * as the controller has observed the restart, as one does that counts from a cache.
   *
   * @param ref whose
   * @param lasts until they are right again
   */
  record HastyCounts(WorkloadRef ref, Duration lasts) implements Fault {
    @Override
    public Optional<WorkloadRef> target() {
      return Optional.of(ref);
    }
  }

  /**
   * A pod of a workload is evicted, as from a node that is drained, and replaced.
   *
   * @param ref whose
   * @param moment when
   */
  record Evicted(WorkloadRef ref, Moment moment) implements Fault {
    @Override
    public Optional<WorkloadRef> target() {
      return Optional.of(ref);
    }
  }

  /**
   * The clock of the runner's machine is set.
   *
   * @param after the start of the run
   * @param by forward, or back when negative
   */
  record ClockStep(Duration after, Duration by) implements Fault {}

  /**
   * The first runner that follows one that died works on a machine with another clock.
   *
   * @param by how far that one is ahead, or behind when negative
   */
  record OtherClock(Duration by) implements Fault {}

  /**
   * A Deployment has been stuck since long before the run: none of its pods is Ready, and its
   * progress deadline has passed. Its restart frees it.
   */
  record LongStuck(WorkloadRef ref) implements Fault {
    @Override
    public Optional<WorkloadRef> target() {
      return Optional.of(ref);
    }
  }

  /**
   * A person asks something of the run.
   *
   * @param after the start of the run
   * @param wish what
   */
  record Instructed(Duration after, Wish wish) implements Fault {}

  /**
   * An operator edits the plan; the runner at work continues what it has read, and the next start
   * is refused until a person says what they wish.
   *
   * @param after the start of the run
   * @param edit what is changed
   * @param mode what they say then; not {@link StartMode#USUAL}
   */
  record EditedPlan(Duration after, PlanEdit edit, StartMode mode) implements Fault {}

  /**
   * The runner dies, and another one goes on.
   *
   * @param calls how many commands and steps it gets through before
   * @param pause until the next one begins
   * @param recordLag how long each writing of the run's record takes before
   */
  record Crash(int calls, Duration pause, Duration recordLag) implements Fault {}

  /**
   * The runner is stopped, as by a laptop's lid or a hypervisor, and wakes up later. When that is
   * past its lease another runner has taken the run over.
   *
   * @param calls how many commands and steps it gets through before
   * @param lasts how long
   * @param pause from the end of its lease until the next runner begins, unless it wakes before
   * @param unaware for how long it then does not know of the other runner
   * @param isFenced whether it confirms its lock before a restart
   */
  record Standstill(int calls, Duration lasts, Duration pause, Unaware unaware, boolean isFenced)
      implements Fault {}

  /**
   * How long after waking up a runner learns that it has been replaced.
   *
   * @param ofLock until it is told that its lock is lost
   * @param ofRecord until it reaches the record, which tells as well
   */
  record Unaware(Duration ofLock, Duration ofRecord) {}
}
