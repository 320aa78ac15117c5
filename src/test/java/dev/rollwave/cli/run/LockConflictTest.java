package dev.rollwave.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.plan.RestartPlan;
import dev.rollwave.planfile.PlanFile;
import dev.rollwave.planfile.PlanReading;
import dev.rollwave.runner.RunLock.Outcome.HeldBy;
import dev.rollwave.simulation.SimulatedRecords;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LockConflictTest {
  @Test
  void who_holds_the_plan_is_told_with_since_when_and_for_what() {
    assertThat(
            told(
                new HeldBy(
                    "pod-a/1",
                    Optional.of(Instant.parse("2026-11-21T01:00:00Z")),
                    Optional.empty(),
                    "run of x")))
        .isEqualTo(
            "another run holds the plan nightly: pod-a/1 since 2026-11-21T01:00:00Z (run of x)");
  }

  @Test
  void of_a_lease_that_says_nothing_but_a_name_nothing_else_is_told() {
    assertThat(told(new HeldBy("restored", Optional.empty(), Optional.empty(), "")))
        .isEqualTo("another run holds the plan nightly: restored");
  }

  private static String told(HeldBy held) {
    String document =
        """
        apiVersion: rollwave.dev/v1
        kind: RestartPlan
        metadata: {name: nightly}
        spec:
          reason: Relieve the leak
          waves: [{name: a, workloads: [{kind: Deployment, namespace: shop, name: cart}]}]
        """;
    RestartPlan plan =
        ((PlanReading.Sound) PlanFile.read("p.yaml", document.getBytes(StandardCharsets.UTF_8)))
            .plan();
    return LockConflict.told(plan, held, new SimulatedRecords());
  }
}
