package dev.rollwave.engine;

import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.rollout.RolloutStatus;
import dev.rollwave.workload.rollout.Serving;
import dev.rollwave.workload.trouble.PodTrouble;
import java.util.Optional;

/**
 * Nothing more is to be done with a workload in this run. A healthy one can still turn out to be
 * broken when a workload that depends on it is to be restarted.
 */
public sealed interface FinalState extends WorkloadState {

  /**
   * Proven healthy for the whole soak.
   *
   * @param restart what was applied
   * @param last newest known state of the workload
   * @param status the verdict that proved it, with its remarks
   * @param upkeep what is known of it since
   */
  record Healthy(Restart restart, WorkloadSnapshot last, RolloutStatus status, Upkeep upkeep)
      implements FinalState {

    /** Proven just now by {@code last} and its pods. */
    public Healthy(Restart restart, WorkloadSnapshot last, RolloutStatus status) {
      this(restart, last, status, new Upkeep.AsProven());
    }

    Healthy seenAs(WorkloadSnapshot seen) {
      return new Healthy(restart, seen, status, upkeep);
    }

    /** Proven once more, after it had changed or was not seen. */
    Healthy provenAgain(RolloutStatus verdict, Upkeep known) {
      return new Healthy(restart, last, verdict, known);
    }

    Healthy with(Upkeep known) {
      return new Healthy(restart, last, status, known);
    }
  }

  /**
   * There was nothing to restart.
   *
   * @param reason CamelCase
   * @param message for a person
   */
  record Skipped(String reason, String message) implements FinalState {}

  /**
   * The restart or its rollout failed.
   *
   * @param restart what was applied; empty when nothing was, or it is not known
   * @param reason CamelCase
   * @param message for a person
   * @param trouble the pod that cannot become ready, where one is to blame
   * @param serving whether it still does its work; empty when its pods were not seen
   */
  record Failed(
      Optional<Restart> restart,
      String reason,
      String message,
      Optional<PodTrouble> trouble,
      Optional<Serving> serving)
      implements FinalState {

    /** Of one whose pods were not looked at. */
    public Failed(
        Optional<Restart> restart, String reason, String message, Optional<PodTrouble> trouble) {
      this(restart, reason, message, trouble, Optional.empty());
    }
  }

  /**
   * Left alone until the run ended.
   *
   * @param reason for a person
   */
  record Withheld(String reason) implements FinalState {}

  /**
   * Restarted, or in doubt, and not proven healthy when the run was cut short.
   *
   * @param restart what was applied; empty when it is not known whether anything was
   * @param reason for a person
   * @param kept how far its rollout had got, for the process that continues it
   */
  record Unproven(Optional<Restart> restart, String reason, Optional<RolloutProgress.Kept> kept)
      implements FinalState {}
}
