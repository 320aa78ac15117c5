package dev.rollwave.simulation.worlds.expected;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.plan.FailurePolicy;
import dev.rollwave.plan.HealthPolicy;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.plan.Throttle;
import dev.rollwave.plan.Wave;
import dev.rollwave.plan.WorkloadSelection.ByName;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec.Common;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec.DeploymentSpec;
import dev.rollwave.simulation.worlds.world.Deed;
import dev.rollwave.simulation.worlds.world.Fault;
import dev.rollwave.simulation.worlds.world.Moment;
import dev.rollwave.simulation.worlds.world.Wish;
import dev.rollwave.simulation.worlds.world.World;
import dev.rollwave.window.WindowCalendar;
import dev.rollwave.workload.rollout.ForeignChange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class LongestRunTest {
  private static final WorkloadSpec CART = DeploymentSpec.of(Common.of("shop", "cart"), 2);

  // Ten attempts of 140 s and the interval of 5 s, then twice 20 min of timeout and 30 s of soak,
  // six pods of 7 s, the last look of 140 s, twice the timeout for what it depends on, and 10 s of
  // cooldown: 1,450 + 2,400 + 60 + 42 + 140 + 2,400 + 10 = 6,502 s.
  private static final Duration ALONE = Duration.ofSeconds(6502);
  private static final Duration AROUND_OUTAGES = Duration.ofMinutes(1);

  @Test
  void a_single_workload_may_take_as_long_as_all_its_waits_together() {
    assertThat(LongestRun.bound(world(List.of()), 0)).isEqualTo(ALONE.plus(AROUND_OUTAGES));
  }

  @Test
  void an_outage_counts_twice_and_a_clock_that_is_set_makes_nobody_wait() {
    List<Fault> faults =
        List.of(
            new Fault.Outage(Duration.ofSeconds(5), Duration.ofSeconds(100)),
            new Fault.ClockStep(Duration.ofSeconds(5), Duration.ofSeconds(-7)));

    assertThat(LongestRun.bound(world(faults), 0))
        .isEqualTo(ALONE.plus(AROUND_OUTAGES).plusSeconds(200));
  }

  @Test
  void whoever_scales_a_workload_gives_it_fresh_time_and_its_new_pods_a_soak() {
    List<Fault> faults =
        List.of(
            new Fault.Meddling(
                CART.ref(),
                new Moment(Moment.Since.RESTART, Duration.ofSeconds(5)),
                new Deed.Scale(4)));

    assertThat(LongestRun.bound(world(faults), 0))
        .isEqualTo(ALONE.plus(AROUND_OUTAGES).plusSeconds(1200 + 30));
  }

  @Test
  void a_pause_counts_as_long_as_it_lasts_and_until_its_end_is_heard_of() {
    List<Fault> faults =
        List.of(
            new Fault.Instructed(Duration.ofSeconds(5), new Wish.Pause(Duration.ofSeconds(100))));

    assertThat(LongestRun.bound(world(faults), 0))
        .isEqualTo(ALONE.plus(AROUND_OUTAGES).plusSeconds(100 + 2 * 10).plusMillis(2 * 20));
  }

  @Test
  void a_crash_counts_once_more_and_so_does_a_night() {
    List<Fault> faults = List.of(new Fault.Crash(3, Duration.ofSeconds(30), Duration.ofSeconds(1)));

    assertThat(LongestRun.bound(world(faults), 1))
        .isEqualTo(ALONE.multipliedBy(3).plus(AROUND_OUTAGES).plusSeconds(30));
  }

  @Test
  void a_standstill_counts_as_long_as_it_lasts_or_until_another_one_has_the_run() {
    assertThat(LongestRun.bound(world(List.of(standstill(Duration.ofSeconds(20)))), 0))
        .isEqualTo(ALONE.plus(AROUND_OUTAGES).plusSeconds(20));
    assertThat(LongestRun.bound(world(List.of(standstill(Duration.ofSeconds(200)))), 0))
        .isEqualTo(ALONE.multipliedBy(2).plus(AROUND_OUTAGES).plusSeconds(15 + 10));
  }

  private static Fault standstill(Duration lasts) {
    return new Fault.Standstill(
        3,
        lasts,
        Duration.ofSeconds(10),
        new Fault.Unaware(Duration.ofSeconds(1), Duration.ofSeconds(1)),
        true);
  }

  private static World world(List<Fault> faults) {
    Wave wave =
        new Wave(
            "only",
            List.of(),
            new Throttle(OptionalInt.empty(), Duration.ofSeconds(5)),
            Duration.ofSeconds(10),
            new HealthPolicy(
                Duration.ofMinutes(20), Duration.ofSeconds(30), Duration.ZERO, ForeignChange.WAIT),
            List.of(new ByName(CART.ref())),
            false);
    RestartPlan plan =
        new RestartPlan(
            "nightly",
            "a test",
            WindowCalendar.ALWAYS,
            Optional.empty(),
            Throttle.NONE,
            FailurePolicy.HALT,
            List.of(wave));
    return new World(1, Instant.parse("2026-11-20T01:00:00Z"), 3, plan, List.of(CART), faults);
  }
}
