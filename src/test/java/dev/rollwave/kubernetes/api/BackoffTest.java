package dev.rollwave.kubernetes.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private final Backoff backoff = new Backoff(new Random(42));

  @Test
  void waits_grow_and_are_never_longer_than_the_longest() {
    assertThat(IntStream.range(0, 200).mapToObj(i -> backoff.afterFailure(Optional.empty())))
        .allSatisfy(wait -> assertThat(wait).isBetween(Duration.ZERO, Backoff.LONGEST))
        .anySatisfy(wait -> assertThat(wait).isGreaterThan(Duration.ofSeconds(10)));
  }

  @Test
  void the_first_wait_is_short_and_so_is_the_first_after_a_success() {
    assertThat(backoff.afterFailure(Optional.empty())).isLessThan(Duration.ofMillis(200));
    IntStream.range(0, 20).forEach(i -> backoff.afterFailure(Optional.empty()));
    backoff.succeeded();

    assertThat(backoff.afterFailure(Optional.empty())).isLessThan(Duration.ofMillis(200));
  }

  @Test
  void a_server_that_names_a_time_is_given_it_and_a_little_more() {
    assertThat(backoff.afterFailure(Optional.of(Duration.ofSeconds(40))))
        .isBetween(Duration.ofSeconds(40), Duration.ofSeconds(41));
  }

  @Test
  void a_server_that_names_an_absurd_time_is_asked_before() {
    assertThat(backoff.afterFailure(Optional.of(Duration.ofDays(3))))
        .isLessThan(Duration.ofMinutes(6));
  }
}
