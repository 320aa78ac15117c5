package dev.rollwave.kubernetes.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.kubernetes.api.Answer.Kind;
import dev.rollwave.kubernetes.api.Answer.Refused;
import dev.rollwave.kubernetes.api.Answer.Unavailable;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InsistenceTest {
  private static final Answer<String> FORBIDDEN = new Refused<>(403, "forbidden", false);
  private static final Answer<String> IN_ERROR =
      new Unavailable<>("500", Optional.empty(), Kind.IN_ERROR);

  private Duration now = Duration.ZERO;

  private final Ticker ticker =
      new Ticker() {
        @Override
        public Duration elapsed() {
          return now;
        }

        @Override
        public void waitFor(Duration pause) {
          now = now.plus(pause);
        }
      };

  private final Insistence insistence = new Insistence(new Backoff(new Random(7)), ticker);

  private boolean isAskedAgain(Answer<String> answer) {
    return insistence.pauseAfter(answer, false).isPresent();
  }

  @Test
  void what_may_pass_is_asked_again_for_two_minutes() {
    assertThat(isAskedAgain(FORBIDDEN)).isTrue();
    now = Insistence.REFUSED.minusMillis(1);
    assertThat(isAskedAgain(FORBIDDEN)).isTrue();
    now = Insistence.REFUSED;
    assertThat(isAskedAgain(FORBIDDEN)).isFalse();
  }

  @Test
  void an_object_that_is_not_there_and_a_request_that_is_wrong_are_not_asked_for_again() {
    assertThat(isAskedAgain(new Refused<>(404, "deployments.apps \"cart\" not found", true)))
        .isFalse();
    assertThat(isAskedAgain(new Refused<>(422, "invalid", true))).isFalse();
    assertThat(isAskedAgain(new Refused<>(409, "conflict", true))).isFalse();
  }

  @Test
  void what_cannot_be_said_now_is_asked_again_for_as_long_as_an_outage_is_waited_out() {
    assertThat(isAskedAgain(IN_ERROR)).isTrue();
    now = Insistence.IN_DOUBT.minusMillis(1);
    assertThat(isAskedAgain(IN_ERROR)).isTrue();
    now = Insistence.IN_DOUBT;
    assertThat(isAskedAgain(IN_ERROR)).isFalse();
  }

  @Test
  void an_outage_does_not_count() {
    assertThat(isAskedAgain(FORBIDDEN)).isTrue();
    now = Insistence.REFUSED;
    assertThat(insistence.pauseAfter(IN_ERROR, true)).isPresent();
    assertThat(isAskedAgain(FORBIDDEN)).isTrue();
  }
}
