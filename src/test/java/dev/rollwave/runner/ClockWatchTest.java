package dev.rollwave.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClockWatchTest {
  private static final Duration JUST_SO = ClockWatch.TOLERANCE;
  private static final Duration TOO_FAR = JUST_SO.plusMillis(1);

  private final SettableClocks clocks = new SettableClocks(Instant.parse("2026-11-21T01:00:00Z"));
  private final ClockWatch watch = new ClockWatch(clocks.both());

  @Test
  void time_that_passes_is_no_step() {
    clocks.pass(Duration.ofHours(3));

    assertThat(watch.step()).isEmpty();
  }

  @Test
  void a_step_is_told_once_with_how_far_it_went() {
    clocks.pass(Duration.ofSeconds(7));
    clocks.set(Duration.ofMinutes(5));
    assertThat(watch.step()).contains(Duration.ofMinutes(5));
    assertThat(watch.step()).isEmpty();

    clocks.set(Duration.ofMinutes(-8));
    clocks.pass(Duration.ofSeconds(7));
    assertThat(watch.step()).contains(Duration.ofMinutes(-8));
  }

  @Test
  void a_step_within_the_tolerance_is_none() {
    clocks.set(JUST_SO);
    assertThat(watch.step()).isEmpty();
  }

  @Test
  void a_step_beyond_the_tolerance_is_one_either_way() {
    clocks.set(TOO_FAR);
    assertThat(watch.step()).contains(TOO_FAR);
    clocks.set(TOO_FAR.negated());
    assertThat(watch.step()).contains(TOO_FAR.negated());
  }

  @Test
  void small_steps_add_up() {
    for (int i = 0; i < 5; i++) {
      clocks.set(Duration.ofMillis(100));
      clocks.pass(Duration.ofMinutes(1));
      assertThat(watch.step()).isEmpty();
    }
    clocks.set(Duration.ofMillis(100));

    assertThat(watch.step()).contains(Duration.ofMillis(600));
  }
}
