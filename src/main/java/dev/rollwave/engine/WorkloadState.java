package dev.rollwave.engine;

import dev.rollwave.engine.Command.PatchRestart;
import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.PodTrouble;
import dev.rollwave.workload.RolloutStatus;
import dev.rollwave.workload.WorkloadSnapshot;
import java.time.Instant;
import java.util.Optional;

/**
 * Where one workload stands in a run.
 *
 * <pre>
 * Waiting ──────► Patching ──accepted──────────────► RollingOut ◄──fell back── Soaking ──stayed so──► Healthy
 *    │  ▲            │ unknown          applied          ▲  │ proven              ▲
 *    │  └─not sent───┤                     ┌─────────────┘  └─────────────────────┘
 *    │               └──────► Rereading ───┤
 *    ├─► Skipped                           └─not applied──► Patching
 *    └─► Withheld                any but the terminal ──► Failed
 * </pre>
 *
 * Healthy, Skipped, Failed and Withheld are terminal.
 */
public sealed interface WorkloadState {

  /** Not restarted yet. */
  record Waiting(WorkloadSnapshot last) implements WorkloadState {}

  /**
   * The restart was sent; its answer is awaited.
   *
   * @param sent the request
   * @param attempt 1 for the first
   * @param at when it was first decided to restart this workload
   * @param giveUpAt when an answer is no longer waited for, but looked up
   */
  record Patching(PatchRestart sent, int attempt, Instant at, Instant giveUpAt)
      implements WorkloadState {}

  /**
   * Nobody knows whether the restart was applied; the object is being read again.
   *
   * @param sent the request in doubt
   * @param attempt of that request
   * @param at when it was first decided to restart this workload
   * @param cause of the doubt
   * @param askAt when to ask (again)
   */
  record Rereading(PatchRestart sent, int attempt, Instant at, String cause, Instant askAt)
      implements WorkloadState {}

  /**
   * The controllers are at work.
   *
   * @param restart what was applied
   * @param last newest known state of the workload
   * @param status what the rules say of it
   * @param deadline when it fails unless it soaks by then
   * @param inspectAt when to look at its pods next; {@link Instant#MAX} while an answer is awaited
   * @param trouble pods that will not make it, as last seen
   * @param troubledSince since when without interruption
   * @param lastChange when its numbers last changed
   */
  record RollingOut(
      Restart restart,
      WorkloadSnapshot last,
      RolloutStatus status,
      Instant deadline,
      Instant inspectAt,
      Optional<PodTrouble> trouble,
      Optional<Instant> troubledSince,
      Instant lastChange)
      implements WorkloadState {}

  /**
   * Proven healthy; it has to stay so.
   *
   * @param restart what was applied
   * @param last newest known state of the workload
   * @param since when it was first proven
   * @param until when the soak is over
   * @param deadline when falling back fails it
   * @param proof the pods as they were when it was first proven
   * @param askedAgain whether the closing inspection is under way
   */
  record Soaking(
      Restart restart,
      WorkloadSnapshot last,
      Instant since,
      Instant until,
      Instant deadline,
      PodSet proof,
      boolean askedAgain)
      implements WorkloadState {}

  /**
   * Proven healthy for the whole soak.
   *
   * @param restart what was applied
   * @param last the state that proved it
   * @param status the verdict, with its remarks
   */
  record Healthy(Restart restart, WorkloadSnapshot last, RolloutStatus status)
      implements WorkloadState {}

  /**
   * There was nothing to restart.
   *
   * @param reason CamelCase
   * @param message for a person
   */
  record Skipped(String reason, String message) implements WorkloadState {}

  /**
   * The restart or its rollout failed.
   *
   * @param restart what was applied; empty when nothing was, or nobody knows
   * @param reason CamelCase
   * @param message for a person
   * @param trouble the pod that will not make it, where one is to blame
   */
  record Failed(
      Optional<Restart> restart, String reason, String message, Optional<PodTrouble> trouble)
      implements WorkloadState {}

  /**
   * Left alone until the run ended.
   *
   * @param reason for a person
   */
  record Withheld(String reason) implements WorkloadState {}

  /** Whether nothing more can happen to it in this run. */
  default boolean isTerminal() {
    return switch (this) {
      case Waiting _, Patching _, Rereading _, RollingOut _, Soaking _ -> false;
      case Healthy _, Skipped _, Failed _, Withheld _ -> true;
    };
  }

  /**
   * Whether it takes a place of {@code maxInFlight}: from the decision to restart until proven or
   * failed.
   */
  default boolean isInFlight() {
    return switch (this) {
      case Patching _, Rereading _, RollingOut _, Soaking _ -> true;
      case Waiting _, Healthy _, Skipped _, Failed _, Withheld _ -> false;
    };
  }
}
