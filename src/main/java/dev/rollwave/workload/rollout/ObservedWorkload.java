package dev.rollwave.workload.rollout;

import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.rollout.Expectation.AsFound;
import dev.rollwave.workload.trouble.PodTrouble;
import java.util.Optional;

/**
 * A workload as it was found, with its pods where those were read.
 *
 * @param snapshot what it says about itself
 * @param pods what its pods say; empty when they were not read
 */
public record ObservedWorkload(WorkloadSnapshot snapshot, Optional<PodSet> pods) {

  /**
   * Judges it as found: proven by its pods where they are known, else by its counts. A pod that
   * cannot become ready is named; it fails nothing alone, since one look does not tell for how long
   * it has been so.
   */
  public JudgedWorkload judged() {
    RolloutStatus status =
        pods.map(known -> named(RolloutRules.prove(snapshot, known, new AsFound()), known))
            .orElseGet(() -> RolloutRules.judge(snapshot, new AsFound()));
    return new JudgedWorkload(snapshot.ref(), status);
  }

  private RolloutStatus named(RolloutStatus status, PodSet known) {
    return switch (status.status()) {
      case IN_PROGRESS, FAILED ->
          new RolloutStatus(status.status(), status.reason(), status.message() + troubled(known));
      case CURRENT, TERMINATING, NOT_FOUND, UNKNOWN -> status;
    };
  }

  private String troubled(PodSet known) {
    return RolloutRules.trouble(snapshot, known).map(ObservedWorkload::told).orElse("");
  }

  private static String told(PodTrouble trouble) {
    String container = trouble.container().isEmpty() ? "" : ", container " + trouble.container();
    String message = trouble.message().isEmpty() ? "" : ": " + trouble.message();
    String remedy = "; " + trouble.remedy().advice() + ": `" + trouble.remedy().command() + "`";
    return "; pod " + trouble.pod() + container + ": " + trouble.reason() + message + remedy;
  }
}
