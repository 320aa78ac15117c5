package dev.rollwave.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.engine.FinalState.Failed;
import dev.rollwave.engine.FinalState.Healthy;
import dev.rollwave.engine.InFlightState.RollingOut;
import dev.rollwave.engine.message.Event;
import dev.rollwave.engine.message.RunOutcome;
import dev.rollwave.engine.script.Plans;
import dev.rollwave.engine.script.Script;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of deadlines that pass while the process is stopped. */
class StandstillsTest {
  private static final Duration LONG = Duration.ofHours(1);

  private static Plans chain() {
    return new Plans().wave("a", List.of(), "a1").wave("b", List.of("a"), "b1");
  }

  @Test
  void a_rollout_that_moved_meanwhile_has_its_time_from_when_that_is_told() {
    Script script = Script.of(chain(), Map.of("a1", 4)).accept("a1");
    script.cluster("a1").startRollout();
    script.show("a1").passAwake(Plans.TIMEOUT.minusSeconds(10));

    script.standStill(LONG);
    assertThat(script.state("a1")).isInstanceOf(RollingOut.class);

    script.cluster("a1").progress(2, 4);
    script.show("a1").passAwake(Plans.TIMEOUT.minusSeconds(1));
    assertThat(script.state("a1")).isInstanceOf(RollingOut.class);
  }

  @Test
  void a_rollout_that_did_not_fails_as_soon_as_it_must_have_been_told() {
    Script script = Script.of(chain(), Map.of("a1", 4)).accept("a1");
    script.cluster("a1").startRollout();
    script.show("a1").passAwake(Plans.TIMEOUT.minusSeconds(1));

    script.standStill(LONG).passAwake(Limits.TOLD_AGAIN.plusSeconds(1));

    assertThat(script.passAwake(Limits.LAST_WORDS).state("a1")).isInstanceOf(Failed.class);
  }

  @Test
  void nothing_is_restarted_on_what_was_seen_before_it() {
    Script script =
        Script.of(
            new Plans()
                .cooldown(Duration.ofMinutes(2))
                .wave("a", List.of(), "a1")
                .wave("b", List.of("a"), "b1"));
    script.makeHealthy("a1");

    script.standStill(LONG);
    assertThat(script.restarted()).containsExactly("a1");
    script.cluster("a1").loseOnePod();
    script.show("a1").passAwake(Limits.TOLD_AGAIN);
    assertThat(script.restarted()).containsExactly("a1");
  }

  @Test
  void what_depends_on_others_is_restarted_once_it_must_have_been_told_what_broke() {
    Script script =
        Script.of(
            new Plans()
                .cooldown(Duration.ofMinutes(2))
                .wave("a", List.of(), "a1")
                .wave("b", List.of("a"), "b1"));
    script.makeHealthy("a1").standStill(LONG);

    script.passAwake(Limits.TOLD_AGAIN.minusSeconds(1));
    assertThat(script.restarted()).containsExactly("a1");

    script.passAwake(Duration.ofSeconds(1));
    assertThat(script.restarted()).containsExactly("a1", "b1");
  }

  @Test
  void what_holds_a_gate_is_not_given_up_for_it() {
    Duration cooldown = Duration.ofMinutes(2);
    Script script =
        Script.of(
                new Plans()
                    .cooldown(cooldown)
                    .wave("a", List.of(), "a1")
                    .wave("b", List.of("a"), "b1"))
            .makeHealthy("a1");
    script.cluster("a1").loseOnePod();
    script.show("a1").passAwake(cooldown).passAwake(Plans.TIMEOUT.minusSeconds(10));

    script.standStill(LONG);
    assertThat(script.state("a1")).isInstanceOf(Healthy.class);

    script.rollOut("a1").showPods("a1").passAwake(Limits.TOLD_AGAIN);
    assertThat(script.restarted()).containsExactly("a1", "b1");
  }

  @Test
  void a_clock_that_was_set_meanwhile_hides_none_of_it() {
    Script script = Script.of(chain(), Map.of("a1", 4)).accept("a1");
    script.cluster("a1").startRollout();
    script.show("a1").passAwake(Plans.TIMEOUT.minusSeconds(10));
    Duration late = LONG.minus(script.untilWake());

    script.sleep(LONG.plusMinutes(3)).send(new Event.ClockStepped(Duration.ofMinutes(3), late));

    assertThat(script.state("a1")).isInstanceOf(RollingOut.class);
  }

  @Test
  void an_outage_that_may_be_over_is_not_given_up() {
    Script script = Script.of(chain()).accept("a1").send(new Event.OutageBegan("refused"));
    script.passAwake(Limits.OUTAGE_TIMEOUT.minusSeconds(10));

    script.standStill(LONG);
    assertThat(script.outcome()).isEmpty();

    script.passAwake(Limits.TOLD_AGAIN);
    assertThat(script.outcome()).contains(new RunOutcome.Unreachable("refused"));
  }
}
