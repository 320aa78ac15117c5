package dev.rollwave.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.engine.message.Event;
import dev.rollwave.engine.message.Notification;
import dev.rollwave.engine.spec.RunId;
import dev.rollwave.engine.spec.RunSpec;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.simulation.cluster.SimulatedWorld;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec.Common;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec.DeploymentSpec;
import dev.rollwave.simulation.cluster.spec.WorldSettings;
import dev.rollwave.simulation.network.Connection;
import dev.rollwave.simulation.network.Wire;
import dev.rollwave.simulation.time.Latencies;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunStepperTest {
  private static final WorkloadSpec CART = DeploymentSpec.of(Common.of("shop", "cart"), 2);
  private static final RestartPlan PLAN = Plans.of(Plans.wave("only", Plans.named(CART.ref())));
  private static final Instant START = Instant.parse("2026-11-21T01:00:00Z");

  private final SettableClocks clocks = new SettableClocks(START);
  private final List<Notification> story = new ArrayList<>();
  private final List<Instant> times = new ArrayList<>();
  private final List<Instant> rings = new ArrayList<>();
  private final RunStepper stepper = begun();

  private RunStepper begun() {
    SimulatedWorld world = new SimulatedWorld(WorldSettings.of(1, START));
    world.add(CART);
    Connection connection = Connection.over(Wire.steady(Latencies.NEAR), world);
    RunStepper begun =
        new RunStepper(
            connection.cluster(),
            connection.inbox(),
            new Alarm() {
              @Override
              public void ringAt(Instant instant) {
                rings.add(instant);
              }

              @Override
              public void close() {}
            },
            (_, notifications, now) -> {
              story.addAll(notifications);
              times.add(now);
            },
            clocks.both());
    begun.begin(
        new RunSpec(
            new RunId("run-1"),
            PLAN,
            connection.cluster().resolve(PLAN).targets(),
            PLAN.calendar(),
            PLAN.reason()),
        Optional.empty());
    story.clear();
    times.clear();
    return begun;
  }

  @Test
  void a_clock_that_was_set_is_told_before_whatever_comes_next() {
    clocks.pass(Duration.ofSeconds(3));
    clocks.set(Duration.ofMinutes(-5));

    stepper.take(new Event.OutageBegan("refused"));

    assertThat(story)
        .containsExactly(
            new Notification.ClockStepped(Duration.ofMinutes(-5)),
            new Notification.OutageBegan("refused"));
    Instant now = START.plusSeconds(3).minus(Duration.ofMinutes(5));
    assertThat(times).containsExactly(now, now);
    assertThat(stepper.state().startedAt()).isEqualTo(START.minus(Duration.ofMinutes(5)));
  }

  @Test
  void a_process_that_was_stopped_is_told_before_whatever_it_missed() {
    Duration tillDue = Duration.between(START, rings.getLast());
    clocks.pass(tillDue.plusMinutes(4));

    stepper.take(new Event.OutageBegan("refused"));

    assertThat(story)
        .startsWith(new Notification.StoodStill(Duration.ofMinutes(4)))
        .endsWith(new Notification.OutageBegan("refused"));
  }

  @Test
  void a_clock_that_runs_is_told_to_nobody() {
    clocks.pass(Duration.ofSeconds(3));

    stepper.take(new Event.OutageBegan("refused"));

    assertThat(story).containsExactly(new Notification.OutageBegan("refused"));
  }
}
