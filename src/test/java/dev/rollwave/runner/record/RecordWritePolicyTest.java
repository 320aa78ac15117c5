package dev.rollwave.runner.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.engine.Engine;
import dev.rollwave.engine.RunState;
import dev.rollwave.engine.WaveProgress;
import dev.rollwave.engine.WaveState;
import dev.rollwave.engine.message.GateHold;
import dev.rollwave.engine.message.Notification;
import dev.rollwave.engine.message.RunOutcome;
import dev.rollwave.engine.spec.RunId;
import dev.rollwave.engine.spec.RunSpec;
import dev.rollwave.plan.FailurePolicy;
import dev.rollwave.plan.HealthPolicy;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.plan.Throttle;
import dev.rollwave.plan.Wave;
import dev.rollwave.plan.WorkloadSelection;
import dev.rollwave.runner.MarkedWorkloads;
import dev.rollwave.window.WindowCalendar;
import dev.rollwave.workload.ObjectState;
import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentStrategy.RollingUpdate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecordWritePolicyTest {
  private static final WorkloadRef CART = new WorkloadRef(WorkloadKind.DEPLOYMENT, "shop", "cart");
  private static final Notification PROGRESS =
      new Notification.RolloutProgressed("only", CART, 1, 1, 2, "1 of 2 pods updated");

  private final List<RunRecord> written = new ArrayList<>();
  private final RecordWritePolicy policy =
      new RecordWritePolicy(Records.run("run-1", "us"), written::add);

  @Test
  void a_wave_that_moves_on_is_written_at_once() {
    step(Duration.ofSeconds(1), new Notification.WaveReady("only", 1));
    step(Duration.ofSeconds(2), new Notification.WaveHealthy("only", Duration.ZERO));
    step(Duration.ofSeconds(2), new Notification.WaveReleased("only"));

    assertThat(written).hasSize(3);
  }

  @Test
  void mere_progress_is_written_every_five_seconds_at_most() {
    for (int tenth = 1; tenth <= 100; tenth++) {
      step(Duration.ofMillis(100L * tenth), PROGRESS);
    }

    assertThat(written)
        .extracting(RunRecord::writtenAt)
        .containsExactly(Records.START.plusSeconds(5), Records.START.plusSeconds(10));
  }

  @Test
  void progress_of_a_large_plan_is_written_a_millisecond_apart_for_each_of_its_workloads() {
    RunState large = state(20_000);
    for (int second = 1; second <= 45; second++) {
      policy.stepped(large, List.of(PROGRESS), Records.START.plusSeconds(second));
    }

    assertThat(written)
        .extracting(RunRecord::writtenAt)
        .containsExactly(Records.START.plusSeconds(20), Records.START.plusSeconds(40));
  }

  @Test
  void a_clock_that_is_set_back_does_not_keep_the_record_from_being_written() {
    Duration back = Duration.ofMinutes(-5);
    step(back, new Notification.ClockStepped(back));
    step(back.plusSeconds(6), PROGRESS);

    assertThat(written)
        .extracting(RunRecord::writtenAt)
        .containsExactly(Records.START.plus(back), Records.START.plus(back).plusSeconds(6));
  }

  @Test
  void where_nothing_happens_nothing_is_written() {
    step(Duration.ofHours(1));

    assertThat(written).isEmpty();
  }

  @Test
  void for_how_long_a_rollout_stands_still_is_written_now_and_then() {
    RunState inFlight = inFlight();
    for (int second = 1; second <= 65; second++) {
      policy.stepped(inFlight, List.of(), Records.START.plusSeconds(second));
    }

    assertThat(written)
        .extracting(RunRecord::writtenAt)
        .containsExactly(Records.START.plusSeconds(30), Records.START.plusSeconds(60));
  }

  @Test
  void for_how_long_a_gate_is_held_is_written_now_and_then_though_nothing_is_in_flight() {
    RunState held = held();
    for (int second = 1; second <= 65; second++) {
      policy.stepped(held, List.of(), Records.START.plusSeconds(second));
    }

    assertThat(written)
        .extracting(RunRecord::writtenAt)
        .containsExactly(Records.START.plusSeconds(30), Records.START.plusSeconds(60));
  }

  @Test
  void what_went_wrong_is_remembered_until_something_else_does() {
    step(
        Duration.ofSeconds(1),
        new Notification.WorkloadFailed(
            "only", CART, "CrashLoopBackOff", "it crashes", Optional.empty()));
    step(Duration.ofSeconds(2), new Notification.WaveWithheld("next", "wave only is not healthy"));

    assertThat(written)
        .hasSize(2)
        .allSatisfy(run ->
            assertThat(run.lastError())
                .hasValueSatisfying(why -> assertThat(why).contains("it crashes")));
  }

  @Test
  void a_gate_that_is_held_is_written_at_once_with_what_holds_it() {
    step(
        Duration.ofSeconds(1),
        new Notification.GateHeld("next", new GateHold.Broken(CART, "0 of 1 pod available")));
    step(Duration.ofSeconds(2), new Notification.GateLifted("next", Duration.ofSeconds(1)));

    assertThat(written).hasSize(2);
    assertThat(written.getFirst().lastError())
        .contains(
            "wave next is held: shop/Deployment/cart was healthy and is no longer: 0 of 1 pod"
                + " available");
  }

  @Test
  void the_end_of_a_run_is_part_of_its_record() {
    RunState ended =
        Engine.step(
                state(),
                new dev.rollwave.engine.message.Event.Interrupted("asked to end"),
                Records.START.plusSeconds(3))
            .state();
    policy.stepped(
        ended,
        List.of(new Notification.RunEnded(ended.outcome().orElseThrow(), Records.START)),
        Records.START.plusSeconds(3));

    assertThat(written)
        .singleElement()
        .satisfies(run -> {
          assertThat(run.ending())
              .contains(
                  new Ending(
                      new RunOutcome.Interrupted("asked to end"), Records.START.plusSeconds(3)));
          assertThat(run.isUnfinished()).isTrue();
        });
  }

  private void step(Duration since, Notification... notifications) {
    Instant now = Records.START.plus(since);
    policy.stepped(state(), List.of(notifications), now);
  }

  private static RunState inFlight() {
    ObjectState object =
        new ObjectState(
            CART,
            "uid",
            "7",
            3,
            3,
            false,
            Optional.empty(),
            Optional.empty(),
            "t",
            Optional.empty());
    WorkloadSnapshot cart =
        new DeploymentSnapshot(
            object, 2, 2, 2, 2, 2, false, new RollingUpdate(1, 0), List.of(), 0, List.of());
    RunSpec spec =
        new RunSpec(
            new RunId("run-1"),
            plan(),
            Map.of("only", List.of(cart)),
            WindowCalendar.ALWAYS,
            "because");
    return Engine.begin(spec, Records.START).state();
  }

  private static RunState held() {
    RunState run = state();
    WaveProgress only = run.waves().getFirst();
    WaveState held =
        new WaveState.Held(
            Records.START, new GateHold.Broken(CART, "0 of 1 pod available"), Map.of());
    return new RunState(
        run.spec(),
        run.startedAt(),
        List.of(
            new WaveProgress(
                only.wave(), held, only.workloads(), only.timeline(), only.lastRestart())),
        run.stopping(),
        run.sight(),
        run.lastRestart(),
        run.pause(),
        run.outcome());
  }

  /** A run whose window is closed, so that it waits for nothing but its end. */
  private static RunState state() {
    return state(0);
  }

  private static RunState state(int workloads) {
    List<WorkloadSnapshot> targets =
        IntStream.range(0, workloads)
            .mapToObj(i -> MarkedWorkloads.of("app-" + i, Optional.empty(), 2))
            .toList();
    RunSpec spec =
        new RunSpec(
            new RunId("run-1"), plan(), Map.of("only", targets), WindowCalendar.ALWAYS, "because");
    return Engine.standing(spec, dev.rollwave.engine.Checkpoint.none(Records.START), Records.START);
  }

  private static RestartPlan plan() {
    return new RestartPlan(
        "shop",
        "because",
        WindowCalendar.ALWAYS,
        Optional.empty(),
        Throttle.NONE,
        FailurePolicy.HALT,
        List.of(
            new Wave(
                "only",
                List.of(),
                Throttle.NONE,
                Duration.ofHours(1),
                HealthPolicy.DEFAULT,
                List.of(new WorkloadSelection.ByName(CART)),
                true)));
  }
}
