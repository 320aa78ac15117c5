package dev.rollwave.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rollwave.workload.rollout.ForeignChange;
import dev.rollwave.workload.trouble.PodTrouble;
import dev.rollwave.workload.trouble.Remedy;
import dev.rollwave.workload.trouble.Trouble;
import dev.rollwave.workload.trouble.TroubleCause;
import dev.rollwave.workload.trouble.WorkloadTrouble;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HealthPolicyTest {
  private static HealthPolicy policy(Duration timeout, Duration grace) {
    return new HealthPolicy(timeout, Duration.ZERO, grace, ForeignChange.WAIT);
  }

  private static Trouble of(TroubleCause cause) {
    return new PodTrouble("a", "uid", "", cause, "Any", "", List.of(), new Remedy("x", "y"));
  }

  @Test
  void what_often_passes_by_itself_has_five_minutes_and_the_rest_one() {
    assertThat(HealthPolicy.DEFAULT.graceFor(of(TroubleCause.UNSCHEDULABLE)))
        .isEqualTo(Duration.ofMinutes(5));
    assertThat(HealthPolicy.DEFAULT.graceFor(of(TroubleCause.IMAGE_PULL)))
        .isEqualTo(Duration.ofMinutes(5));
    assertThat(
            List.of(
                of(TroubleCause.CRASH_LOOP),
                of(TroubleCause.INVALID_IMAGE),
                of(TroubleCause.CONFIGURATION),
                of(TroubleCause.CONTAINER_START),
                new WorkloadTrouble("ReplicaFailure", "", "")))
        .allSatisfy(trouble ->
            assertThat(HealthPolicy.DEFAULT.graceFor(trouble)).isEqualTo(Duration.ofMinutes(1)));
  }

  @Test
  void it_is_half_the_timeout_where_that_is_less() {
    assertThat(
            policy(Duration.ofMinutes(3), Duration.ofSeconds(10))
                .graceFor(of(TroubleCause.UNSCHEDULABLE)))
        .isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void it_is_never_less_than_that_of_any_other_trouble() {
    assertThat(
            policy(Duration.ofMinutes(1), Duration.ofSeconds(50))
                .graceFor(of(TroubleCause.UNSCHEDULABLE)))
        .isEqualTo(Duration.ofSeconds(50));
  }

  @Test
  void what_the_plan_says_of_it_counts() {
    HealthPolicy said = HealthPolicy.DEFAULT.withPendingGrace(Optional.of(Duration.ofSeconds(5)));

    assertThat(said.graceFor(of(TroubleCause.IMAGE_PULL))).isEqualTo(Duration.ofSeconds(5));
    assertThat(said.graceFor(of(TroubleCause.CRASH_LOOP))).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void no_time_is_negative() {
    Duration negative = Duration.ofSeconds(-1);

    assertThatIllegalArgumentException().isThrownBy(() -> policy(Duration.ZERO, Duration.ZERO));
    assertThatIllegalArgumentException().isThrownBy(() -> policy(Duration.ofMinutes(1), negative));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HealthPolicy.DEFAULT.withPendingGrace(Optional.of(negative)));
  }
}
