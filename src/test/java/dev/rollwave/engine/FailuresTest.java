package dev.rollwave.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FailuresTest {
  private final Script script = Script.of(new Plans().wave("a", List.of(), "a1"));

  @Test
  void pods_that_may_not_be_read_do_not_hide_why_a_workload_failed() {
    script.accept("a1").pass(Plans.TIMEOUT);

    script.send(new Event.ReadRefused(Plans.ref("a1"), "list pods in namespace shop: forbidden"));

    assertThat(script.state("a1"))
        .isInstanceOfSatisfying(
            WorkloadState.Failed.class,
            failed -> {
              assertThat(failed.reason()).isEqualTo("HealthTimeout");
              assertThat(failed.message()).contains("not healthy within").contains("list pods");
            });
  }

  @Test
  void an_interrupt_does_not_turn_a_failure_into_something_unproven() {
    script.accept("a1").pass(Plans.TIMEOUT);
    assertThat(script.state("a1")).isInstanceOf(WorkloadState.Diagnosing.class);

    script.send(new Event.Interrupted("SIGTERM"));

    assertThat(script.state("a1"))
        .isInstanceOfSatisfying(
            WorkloadState.Failed.class, f -> assertThat(f.reason()).isEqualTo("HealthTimeout"));
    assertThat(script.outcome()).contains(new RunOutcome.WorkloadsFailed());
  }
}
