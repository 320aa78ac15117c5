package dev.rollwave.simulation.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

/** Which world of many is told to have noticed something. */
class HuntTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @Test
  void the_first_seed_that_notices_is_told_however_many_threads_play() throws InterruptedException {
    assertThat(new Hunt(10, 100, LONG).on(seed -> seed >= 30 ? "PROVEN: not so" : ""))
        .contains(new Hunt.Catch(21, "PROVEN: not so"));
  }

  @Test
  void nothing_is_told_where_nothing_is_noticed() throws InterruptedException {
    assertThat(new Hunt(10, 100, LONG).on(_ -> "")).isEmpty();
  }

  @Test
  void a_world_that_is_computed_for_ever_does_not_end() throws InterruptedException {
    AtomicBoolean isOver = new AtomicBoolean();
    LongFunction<String> play =
        seed -> {
          while (seed == 12 && !isOver.get()) {
            Thread.onSpinWait();
          }
          return "";
        };

    assertThat(new Hunt(10, 100, Duration.ofMillis(200)).on(play).orElseThrow())
        .satisfies(it -> assertThat(it.worlds()).isEqualTo(3))
        .satisfies(it -> assertThat(it.promise()).isEqualTo("ENDS"));
    isOver.set(true);
  }

  @Test
  void a_world_for_which_a_busy_machine_has_no_time_is_waited_for() throws InterruptedException {
    LongFunction<String> play =
        seed -> {
          if (seed == 12) {
            LockSupport.parkNanos(Duration.ofMillis(600).toNanos());
          }
          return "";
        };

    assertThat(new Hunt(10, 100, Duration.ofMillis(200)).on(play)).isEmpty();
  }

  @Test
  void what_cannot_even_be_played_is_noticed() throws InterruptedException {
    LongFunction<String> play =
        _ -> {
          throw new ExceptionInInitializerError("broken");
        };

    assertThat(new Hunt(10, 100, LONG).on(play).orElseThrow().promise())
        .isEqualTo("NO_FAULT_OF_OURS");
  }
}
