package dev.rollwave.simulation.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
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
    CountDownLatch never = new CountDownLatch(1);
    LongFunction<String> play =
        seed -> {
          if (seed == 12) {
            awaitQuietly(never);
          }
          return "";
        };

    assertThat(new Hunt(10, 100, Duration.ofMillis(200)).on(play).orElseThrow())
        .satisfies(it -> assertThat(it.worlds()).isEqualTo(3))
        .satisfies(it -> assertThat(it.promise()).isEqualTo("ENDS"));
    never.countDown();
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

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
