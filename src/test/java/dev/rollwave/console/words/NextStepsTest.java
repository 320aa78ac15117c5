package dev.rollwave.console.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.console.Runs;
import dev.rollwave.engine.FinalState.Failed;
import dev.rollwave.engine.Restart;
import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.rollout.Serving;
import dev.rollwave.workload.trouble.PodTrouble;
import dev.rollwave.workload.trouble.Remedy;
import dev.rollwave.workload.trouble.TroubleCause;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NextStepsTest {
  private static final WorkloadRef CACHE =
      new WorkloadRef(WorkloadKind.STATEFUL_SET, "shop", "cache");
  private static final Optional<Restart> RESTARTED = Optional.of(Runs.restart(Runs.START));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3|3|3| yes: 3 pods are Ready, 3 wanted; all from before the restart",
        "4|3|3| yes: 4 pods are Ready, 3 wanted; 3 of them from before the restart",
        "1|0|3| with less: 1 pod is Ready, 3 wanted; none of them is from before the" + " restart",
        "0|0|3| no: none of its pods is Ready, 3 wanted"
      })
  void whether_it_still_serves_is_told_by_its_pods(int ready, int old, int wanted, String told) {
    NextSteps next =
        NextSteps.of(
            CACHE,
            new Failed(
                RESTARTED,
                "NotHealthyInTime",
                "",
                Optional.empty(),
                Optional.of(new Serving(ready, old, wanted))));
    assertThat(next.serving()).hasValue(told);
  }

  @Test
  void without_a_pod_to_blame_the_command_shows_the_workload() {
    NextSteps next =
        NextSteps.of(CACHE, new Failed(RESTARTED, "NotHealthyInTime", "", Optional.empty()));
    assertThat(next.command()).isEqualTo("kubectl describe statefulset/cache -n shop");
    assertThat(next.undo()).hasValue("kubectl rollout undo statefulset/cache -n shop");
    assertThat(next.serving()).isEmpty();
  }

  @Test
  void a_StatefulSet_goes_back_only_when_its_broken_pod_is_deleted_too() {
    Remedy remedy = new Remedy("push the image", "kubectl delete pod cache-0 -n shop");
    PodTrouble trouble =
        new PodTrouble(
            "cache-0",
            "uid",
            "main",
            TroubleCause.IMAGE_PULL,
            "ImagePullBackOff",
            "",
            List.of(),
            remedy);
    Failed failed = new Failed(RESTARTED, "ImagePullBackOff", "", Optional.of(trouble));
    assertThat(NextSteps.of(CACHE, failed).undo())
        .hasValue(
            "kubectl rollout undo statefulset/cache -n shop && kubectl delete pod cache-0 -n shop");
  }

  @Test
  void what_was_not_restarted_has_nothing_to_undo() {
    Failed refused = new Failed(Optional.empty(), "RestartRefused", "no", Optional.empty());
    assertThat(NextSteps.of(CACHE, refused).undo()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Deleted", "Recreated", "NotFound", "Reverted"})
  void what_is_gone_has_nothing_to_undo(String reason) {
    Failed gone = new Failed(RESTARTED, reason, "", Optional.empty());
    assertThat(NextSteps.of(CACHE, gone).undo()).isEmpty();
  }
}
