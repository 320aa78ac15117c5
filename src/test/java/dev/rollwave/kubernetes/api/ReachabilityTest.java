package dev.rollwave.kubernetes.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.engine.message.Event;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Probes that run in the caller's thread, by a clock that records how long it was to wait. */
class ReachabilityTest {
  private static final Optional<String> DOWN = Optional.of("no answer");
  private static final Optional<String> UP = Optional.empty();

  private final List<Event> told = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();
  private final Lifetime lifetime = new Lifetime((_, pause) -> pauses.add(pause));
  private int asked;

  private Reachability answering(List<Optional<String>> answers) {
    Deque<Optional<String>> left = new ArrayDeque<>(answers);
    Reachability reachability =
        new Reachability(
            () -> {
              asked++;
              return left.remove();
            },
            lifetime,
            new Random(7));
    reachability.tell(told::add, Runnable::run);
    return reachability;
  }

  private static List<Optional<String>> downFor(int probes) {
    List<Optional<String>> answers = new ArrayList<>();
    for (int i = 0; i < probes; i++) {
      answers.add(DOWN);
    }
    answers.add(UP);
    return answers;
  }

  @Test
  void while_it_is_out_a_probe_follows_the_other_after_one_to_two_seconds_each_time_anew() {
    Reachability reachability = answering(downFor(200));

    reachability.suspect("a request got no answer");

    assertThat(asked).isEqualTo(201);
    assertThat(pauses)
        .hasSize(200)
        .allSatisfy(
            pause -> assertThat(pause).isBetween(Duration.ofSeconds(1), Duration.ofMillis(1999)));
    // Processes that lost the server at the same moment do not come back in step.
    assertThat(pauses.stream().distinct().count()).isGreaterThan(100);
  }

  @Test
  void an_outage_is_told_once_however_many_probes_fail_and_ends_with_the_first_that_succeeds() {
    Reachability reachability = answering(downFor(5));

    reachability.suspect("a request got no answer");

    assertThat(told)
        .containsExactly(
            new Event.OutageBegan("a request got no answer; no answer"), new Event.OutageEnded());
    assertThat(reachability.isOut()).isFalse();
  }

  @Test
  void a_suspicion_that_the_first_probe_clears_is_no_outage_and_waits_for_nothing() {
    Reachability reachability = answering(List.of(UP));

    reachability.suspect("a request got 503");

    assertThat(told).isEmpty();
    assertThat(pauses).isEmpty();
  }

  @Test
  void nothing_is_probed_any_more_when_something_else_was_answered_during_the_pause() {
    List<Reachability> own = new ArrayList<>();
    Lifetime answeredMeanwhile = new Lifetime((_, _) -> own.forEach(Reachability::answered));
    Reachability reachability =
        new Reachability(
            () -> {
              asked++;
              return DOWN;
            },
            answeredMeanwhile,
            new Random(7));
    own.add(reachability);
    reachability.tell(told::add, Runnable::run);

    reachability.suspect("a request got no answer");

    assertThat(asked).isEqualTo(1);
    assertThat(told)
        .containsExactly(
            new Event.OutageBegan("a request got no answer; no answer"), new Event.OutageEnded());
  }
}
