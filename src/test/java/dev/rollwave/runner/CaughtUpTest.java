package dev.rollwave.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.engine.Checkpoint;
import dev.rollwave.engine.Engine;
import dev.rollwave.engine.UnderWay;
import dev.rollwave.engine.WorkloadProgress.Timeline;
import dev.rollwave.engine.spec.RunId;
import dev.rollwave.engine.spec.RunSpec;
import dev.rollwave.plan.FailurePolicy;
import dev.rollwave.plan.HealthPolicy;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.plan.Throttle;
import dev.rollwave.plan.Wave;
import dev.rollwave.plan.WorkloadSelection;
import dev.rollwave.window.WindowCalendar;
import dev.rollwave.workload.RestartMark;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is shown of a run never has more in flight than its plan allows, late as its record is. */
class CaughtUpTest {
  private static final Instant START = Instant.parse("2026-11-21T01:30:00Z");
  private static final RunId RUN = new RunId("run-1");
  private static final Throttle ONE = new Throttle(OptionalInt.of(1), Duration.ZERO);

  private static WorkloadSnapshot restarted(String name, int second, int updatedOfTwo) {
    String stamp = START.plusSeconds(second).toString();
    return MarkedWorkloads.of(
        name, Optional.of(new RestartMark("run-1", "test", stamp)), updatedOfTwo);
  }

  private static RestartPlan plan(Throttle whole, Throttle wave) {
    return new RestartPlan(
        "test",
        "because",
        WindowCalendar.ALWAYS,
        Optional.empty(),
        whole,
        FailurePolicy.HALT,
        List.of(
            new Wave(
                "only",
                List.of(),
                wave,
                Duration.ZERO,
                HealthPolicy.DEFAULT,
                List.of(new WorkloadSelection.ByName(MarkedWorkloads.ref("cart"))),
                false)));
  }

  private static Checkpoint onRecord(String... underWay) {
    Timeline timeline =
        new Timeline(Optional.of(START), Optional.empty(), Optional.empty(), Optional.empty());
    Map<WorkloadRef, UnderWay> ways = new TreeMap<>();
    for (String name : underWay) {
      ways.put(
          MarkedWorkloads.ref(name), new UnderWay(timeline, Optional.empty(), Optional.empty()));
    }
    return new Checkpoint(START, Optional.of(START), Map.of(), Map.of(), ways, Optional.empty());
  }

  private static int inFlight(
      RestartPlan plan, Checkpoint checkpoint, List<WorkloadSnapshot> workloads) {
    RunSpec spec = new RunSpec(RUN, plan, Map.of("only", workloads), plan.calendar(), "because");
    return Engine.standing(spec, checkpoint, START.plusSeconds(60)).inFlight();
  }

  @Test
  void a_workload_that_had_to_be_healthy_before_the_next_restart_is_no_longer_in_flight() {
    List<WorkloadSnapshot> seen =
        List.of(
            restarted("cart", 0, 2),
            restarted("ads", 4, 1),
            MarkedWorkloads.of("web", Optional.empty(), 2));
    Checkpoint written = onRecord("cart");
    for (RestartPlan plan : List.of(plan(ONE, Throttle.NONE), plan(Throttle.NONE, ONE))) {
      assertThat(inFlight(plan, written, seen)).as("two readings mixed").isEqualTo(2);

      Checkpoint checkpoint = CaughtUp.of(written, plan, Map.of("only", seen), RUN);

      assertThat(checkpoint.healthy()).containsExactly(MarkedWorkloads.ref("cart"));
      assertThat(inFlight(plan, checkpoint, seen)).isEqualTo(1);
    }
  }

  @Test
  void of_several_that_are_current_the_first_that_was_restarted_made_room() {
    List<WorkloadSnapshot> seen = List.of(restarted("cart", 4, 2), restarted("ads", 0, 2));
    RestartPlan plan = plan(ONE, Throttle.NONE);

    assertThat(CaughtUp.of(onRecord("ads"), plan, Map.of("only", seen), RUN).healthy())
        .containsExactly(MarkedWorkloads.ref("ads"));
  }

  @Test
  void within_the_limit_and_without_one_the_record_stands_as_it_was_written() {
    List<WorkloadSnapshot> seen = List.of(restarted("cart", 0, 2), restarted("ads", 4, 1));
    Checkpoint written = onRecord("cart");
    Throttle two = new Throttle(OptionalInt.of(2), Duration.ZERO);
    for (Throttle throttle : List.of(Throttle.NONE, two)) {
      assertThat(CaughtUp.of(written, plan(throttle, Throttle.NONE), Map.of("only", seen), RUN))
          .isEqualTo(written);
    }
  }

  @Test
  void what_is_not_current_is_not_called_healthy_though_it_is_too_much() {
    List<WorkloadSnapshot> seen = List.of(restarted("cart", 0, 1), restarted("ads", 4, 1));
    Checkpoint written = onRecord("cart", "ads");

    assertThat(CaughtUp.of(written, plan(ONE, Throttle.NONE), Map.of("only", seen), RUN))
        .isEqualTo(written);
  }
}
