package dev.rollwave.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rollwave.window.WindowCalendar;
import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadRef;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CanonicalPlanTest {

  @Test
  void a_reason_of_several_lines_is_one_line_of_the_print() {
    CanonicalPlan print = CanonicalPlan.of(plan("first\nsecond\r\nthird"));

    assertThat(print.lines().getFirst()).isEqualTo("reason: first\\nsecond\\r\\nthird");
  }

  @Test
  void a_line_that_is_two_is_no_line() {
    assertThatIllegalArgumentException().isThrownBy(() -> new CanonicalPlan(List.of("a\nb")));
    assertThatIllegalArgumentException().isThrownBy(() -> new CanonicalPlan(List.of("a\rb")));
  }

  // The record that holds the print lies in that namespace: one that is found is never of another.
  @Test
  void where_the_record_is_kept_makes_no_edit() {
    RestartPlan plan = plan("first");

    assertThat(CanonicalPlan.of(plan.keptIn("rollwave"))).isEqualTo(CanonicalPlan.of(plan));
  }

  @Test
  void a_total_is_told_where_there_is_one() {
    HealthPolicy bounded = HealthPolicy.DEFAULT.withTotal(Optional.of(Duration.ofMinutes(40)));

    assertThat(
            CanonicalPlan.of(plan("because"))
                .difference(CanonicalPlan.of(plan("because", bounded))))
        .containsExactly(
            "- wave one: health timeout PT10M, soak PT30S, grace PT1M, onForeignChange WAIT",
            "+ wave one: health timeout PT10M, soak PT30S, grace PT1M, onForeignChange WAIT, total"
                + " PT40M");
  }

  @Test
  void a_time_for_pending_pods_is_printed_where_the_plan_says_one() {
    HealthPolicy said = HealthPolicy.DEFAULT.withPendingGrace(Optional.of(Duration.ofMinutes(2)));

    assertThat(CanonicalPlan.of(plan("x", said)).lines())
        .contains(
            "wave one: health timeout PT10M, soak PT30S, grace PT1M, pendingGrace PT2M,"
                + " onForeignChange WAIT");
    assertThat(CanonicalPlan.of(plan("x")).lines())
        .noneMatch(line -> line.contains("pendingGrace"));
  }

  private static RestartPlan plan(String reason) {
    return plan(reason, HealthPolicy.DEFAULT);
  }

  private static RestartPlan plan(String reason, HealthPolicy health) {
    Wave wave =
        new Wave(
            "one",
            List.of(),
            Throttle.NONE,
            Duration.ZERO,
            health,
            List.of(
                new WorkloadSelection.ByName(
                    new WorkloadRef(WorkloadKind.DEPLOYMENT, "shop", "cart"))),
            false);
    return new RestartPlan(
        "nightly",
        reason,
        WindowCalendar.ALWAYS,
        Optional.empty(),
        Throttle.NONE,
        FailurePolicy.HALT,
        List.of(wave));
  }
}
