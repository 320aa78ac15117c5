package dev.rollwave.simulation.worlds.oracle;

import dev.rollwave.engine.FinalState;
import dev.rollwave.engine.InFlightState;
import dev.rollwave.engine.RunState;
import dev.rollwave.engine.RunState.Stop;
import dev.rollwave.engine.WaveProgress;
import dev.rollwave.engine.WorkloadProgress;
import dev.rollwave.engine.WorkloadState;
import dev.rollwave.engine.message.RunOutcome;
import dev.rollwave.simulation.worlds.environment.ExternalActors;
import dev.rollwave.simulation.worlds.environment.WorldContext;
import dev.rollwave.simulation.worlds.expected.ExpectedFailures;
import dev.rollwave.simulation.worlds.expected.ExpectedOutcomes;
import dev.rollwave.simulation.worlds.expected.Tolerances;
import dev.rollwave.simulation.worlds.world.World;
import dev.rollwave.workload.WorkloadRef;
import java.time.Instant;
import java.util.List;

/** Holds what a run says at its end against the cluster. */
public final class OutcomeClaims {
  private final World world;
  private final Truth truth;
  private final RunPromises promises;
  private final ExternalActors externalActors;
  private final boolean hasSeveralRuns;
  private final Instant now;

  /**
   * Of a run that ends now.
   *
   * @param hasSeveralRuns whether another run of the plan may get in its way
   */
  public OutcomeClaims(
      WorldContext context,
      RunPromises promises,
      ExternalActors externalActors,
      boolean hasSeveralRuns) {
    this.world = context.world();
    this.truth = promises.truth();
    this.promises = promises;
    this.externalActors = externalActors;
    this.hasSeveralRuns = hasSeveralRuns;
    this.now = context.now();
  }

  /**
   * Judges the last state of the run.
   *
   * @throws BrokenPromise when it does not match the cluster
   */
  public void judge(RunState last) {
    List<WorkloadProgress> all =
        last.waves().stream().map(WaveProgress::workloads).flatMap(List::stream).toList();
    all.forEach(this::requireMatch);
    RunOutcome outcome = last.outcome().orElseThrow();
    boolean hasFailed = all.stream().anyMatch(it -> it.state() instanceof FinalState.Failed);
    boolean isCutShort = outcome instanceof RunOutcome.Unreachable;
    if (!isCutShort && hasFailed != (outcome instanceof RunOutcome.WorkloadsFailed)) {
      throw broken(Promise.TELLS_TRUTH, "it ends as " + outcome + " with " + all);
    }
    boolean isCancelled = last.stopping().filter(Stop.Cancelled.class::isInstance).isPresent();
    switch (outcome) {
      case RunOutcome.Done _ -> {
        if (!all.stream().map(WorkloadProgress::state).allMatch(OutcomeClaims::isDone)) {
          throw broken(Promise.TELLS_TRUTH, "it ends as done with " + all);
        }
      }
      case RunOutcome.WorkloadsFailed _ -> {}
      case RunOutcome.Incomplete _ -> {
        if (isCancelled && !hasSeveralRuns) {
          throw broken(Promise.OBEYS, "it was cancelled, and would be continued: " + outcome);
        }
        if (!mayBeIncomplete() && !hasSeveralRuns) {
          throw broken(Promise.NOTHING_LOST, "it ends as " + outcome + ", with no window to close");
        }
      }
      case RunOutcome.Interrupted _ -> throw broken(Promise.TELLS_TRUTH, "nobody asked it to end");
      case RunOutcome.Cancelled _ -> {
        if (!isCancelled || !ExpectedOutcomes.mayBeCancelled(world)) {
          throw broken(Promise.TELLS_TRUTH, "nobody cancelled it");
        }
      }
      case RunOutcome.Unreachable _ -> {
        if (!ExpectedOutcomes.mayBeUnreachable(world)) {
          throw broken(Promise.NOTHING_LOST, "nothing is out of reach for that long");
        }
      }
    }
    if (!hasSeveralRuns && ExpectedOutcomes.mustSucceed(world)) {
      if (!(outcome instanceof RunOutcome.Done)) {
        throw broken(
            Promise.NOTHING_LOST, "it ends as " + outcome + ", and nothing keeps it from done");
      }
      Twin.compare(world, last, promises, externalActors, now);
    }
  }

  // What may not be seen for long keeps what depends on it from being restarted.
  private boolean mayBeIncomplete() {
    return ExpectedOutcomes.mayBeIncomplete(world) || ExpectedOutcomes.mayBeGivenUpUnseen(world);
  }

  private static boolean isDone(WorkloadState state) {
    return state instanceof FinalState.Healthy || state instanceof FinalState.Skipped;
  }

  private void requireMatch(WorkloadProgress workload) {
    WorkloadRef ref = workload.ref();
    switch (workload.state()) {
      case FinalState.Healthy _ -> {
        boolean isAsItWas =
            externalActors.lastDeed(ref).isEmpty()
                && externalActors.lastEviction(ref).isEmpty()
                && !ExpectedFailures.flaps(world, ref)
                && !ExpectedFailures.isDisturbed(world, ref, now)
                && !truth.isAnothers(ref);
        if (promises.stampsOn(ref) == 0 || (isAsItWas && !truth.isHealthy(ref))) {
          throw broken(Promise.TELLS_TRUTH, ref + " is called healthy at the end");
        }
      }
      case FinalState.Skipped _, FinalState.Withheld _ -> {
        boolean isMisread =
            workload.state() instanceof FinalState.Withheld && Tolerances.mayMisread(world);
        // What a dead runner had on its way, or a live one has given up, may arrive when the run
        // has done with it.
        if (promises.stampsOn(ref) > 0
            && externalActors.lastDeed(ref).isEmpty()
            && !isMisread
            && !promises.isStampedLate(ref)) {
          throw broken(Promise.TELLS_TRUTH, ref + " was restarted, and is " + workload.state());
        }
      }
      case FinalState.Failed failed -> {
        if (!ExpectedFailures.mayFail(world, ref)) {
          throw broken(Promise.NOTHING_LOST, ref + " has no reason to fail: " + failed);
        }
        // Only a runner that has seen the restart itself can tell what became of it.
        boolean isToldAsReverted =
            failed.reason().equals("Reverted") && failed.restart().isPresent();
        if (isToldAsReverted && !ExpectedFailures.mayBeReverted(world, ref)) {
          throw broken(Promise.TELLS_TRUTH, ref + " was not put back: " + failed);
        }
      }
      case FinalState.Unproven unproven when isSaidToHaveChanged(unproven) -> {
        boolean isTouched =
            externalActors.lastDeed(ref).isPresent()
                || externalActors.lastEviction(ref).isPresent()
                || ExpectedFailures.flaps(world, ref)
                || ExpectedFailures.isDisturbed(world, ref, now);
        if (!isTouched) {
          throw broken(Promise.TELLS_TRUTH, ref + " broke, and nobody broke it: " + unproven);
        }
      }
      case FinalState.Unproven _ -> {
        if (!ExpectedOutcomes.mayBeUnreachable(world) && !hasSeveralRuns) {
          throw broken(Promise.TELLS_TRUTH, ref + " was given up, and nobody cut the run short");
        }
      }
      case WorkloadState.Waiting _,
          InFlightState.Patching _,
          InFlightState.Rereading _,
          InFlightState.RollingOut _,
          InFlightState.Soaking _,
          InFlightState.Diagnosing _ ->
          throw broken(Promise.TELLS_TRUTH, ref + " is not settled: " + workload.state());
    }
  }

  private static boolean isSaidToHaveChanged(FinalState.Unproven unproven) {
    return WorkloadClaims.isSaidToBeBroken(unproven)
        || unproven.reason().startsWith("it changed after it was proven healthy");
  }

  private BrokenPromise broken(Promise promise, String what) {
    return new BrokenPromise(promise, what, now);
  }
}
