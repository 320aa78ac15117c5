package dev.rollwave.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.engine.message.Event;
import dev.rollwave.engine.message.Notification;
import dev.rollwave.engine.message.RunOutcome;
import dev.rollwave.engine.script.Plans;
import dev.rollwave.engine.script.Script;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Clocks that are set in the middle of a wait: it lasts as long as it was to. */
class ClockStepsTest {
  private static final Duration FORWARD = Duration.ofMinutes(10);
  private static final Duration BACK = FORWARD.negated();
  private static final Duration MOMENT = Duration.ofSeconds(1);
  private static final Plans TWO_WAVES =
      new Plans()
          .cooldown(Duration.ofMinutes(2))
          .wave("first", List.of(), "cart")
          .wave("second", List.of("first"), "web");

  private static Script soaking() {
    return Script.of(TWO_WAVES).accept("cart").rollOut("cart").showPods("cart");
  }

  @Test
  void a_clock_that_is_set_forward_does_not_cut_a_soak_short() {
    Script script = soaking().pass(MOMENT).setClock(FORWARD);
    assertThat(script.asksForPods("cart")).isFalse();

    script.pass(Plans.SOAK.minus(MOMENT).minusMillis(1));
    assertThat(script.asksForPods("cart")).isFalse();

    assertThat(script.pass(Duration.ofMillis(1)).asksForPods("cart")).isTrue();
  }

  @Test
  void a_clock_that_is_set_back_does_not_make_a_soak_longer() {
    Script script = soaking().pass(MOMENT).setClock(BACK);

    assertThat(script.pass(Plans.SOAK.minus(MOMENT)).asksForPods("cart")).isTrue();
  }

  @Test
  void a_cooldown_lasts_as_long_as_it_was_to() {
    Script forward = Script.of(TWO_WAVES).makeHealthy("cart").setClock(FORWARD);
    assertThat(forward.restarted()).containsExactly("cart");
    assertThat(forward.pass(Duration.ofMinutes(2)).restarted()).containsExactly("cart", "web");

    Script back = Script.of(TWO_WAVES).makeHealthy("cart").setClock(BACK);
    assertThat(back.pass(Duration.ofMinutes(2)).restarted()).containsExactly("cart", "web");
  }

  @Test
  void an_interval_lasts_as_long_as_it_was_to() {
    Duration apart = Duration.ofSeconds(20);
    Plans plan =
        new Plans().throttle(Plans.apart(apart)).wave("only", List.of(), "cart", "checkout");
    Script forward = Script.of(plan).setClock(FORWARD);
    assertThat(forward.restarted()).hasSize(1);
    assertThat(forward.pass(apart).restarted()).hasSize(2);
    assertThat(Script.of(plan).setClock(BACK).pass(apart).restarted()).hasSize(2);

    Plans own = new Plans().wave("only", List.of(), Plans.apart(apart), "cart", "checkout");
    assertThat(Script.of(own).setClock(FORWARD).restarted()).hasSize(1);
    assertThat(Script.of(own).setClock(BACK).pass(apart).restarted()).hasSize(2);
  }

  @Test
  void a_rollout_has_its_whole_timeout() {
    Script forward = Script.of(TWO_WAVES).accept("cart").setClock(FORWARD);
    assertThat(forward.state("cart")).isInstanceOf(InFlightState.RollingOut.class);
    assertThat(forward.pass(Plans.TIMEOUT).state("cart"))
        .isInstanceOf(InFlightState.Diagnosing.class);

    Script back = Script.of(TWO_WAVES).accept("cart").setClock(BACK);
    assertThat(back.pass(Plans.TIMEOUT).state("cart")).isInstanceOf(InFlightState.Diagnosing.class);
  }

  @Test
  void an_answer_is_waited_for_as_long_as_before() {
    Script script = Script.of(TWO_WAVES).setClock(FORWARD);
    assertThat(script.state("cart")).isInstanceOf(InFlightState.Patching.class);

    assertThat(script.pass(Limits.PATCH_TIMEOUT).state("cart"))
        .isInstanceOf(InFlightState.Rereading.class);
    assertThat(script.setClock(FORWARD).asksToReread("cart")).isFalse();
    assertThat(script.pass(Limits.READ_TIMEOUT).asksToReread("cart")).isTrue();
  }

  @Test
  void last_words_are_waited_for_as_long_as_before() {
    Script script = Script.of(TWO_WAVES).accept("cart").pass(Plans.TIMEOUT).setClock(FORWARD);
    assertThat(script.state("cart")).isInstanceOf(InFlightState.Diagnosing.class);

    assertThat(script.pass(Limits.LAST_WORDS).state("cart")).isInstanceOf(FinalState.Failed.class);
  }

  @Test
  void an_answer_to_a_question_asked_before_is_still_the_answer() {
    Script script = Script.of(TWO_WAVES).accept("cart").rollOut("cart").setClock(BACK);

    assertThat(script.showPods("cart").state("cart")).isInstanceOf(InFlightState.Soaking.class);
  }

  @Test
  void a_cluster_out_of_reach_is_given_up_no_sooner_and_no_later() {
    Script script = Script.of(TWO_WAVES).send(new Event.OutageBegan("refused")).setClock(FORWARD);
    assertThat(script.pass(Limits.OUTAGE_TIMEOUT.minus(MOMENT)).outcome()).isEmpty();

    assertThat(script.setClock(BACK).pass(MOMENT).outcome())
        .containsInstanceOf(RunOutcome.Unreachable.class);
  }

  @Test
  void a_window_is_judged_by_the_clock_as_it_is_now() {
    Plans plan =
        new Plans()
            .within(DispatchTest.UNTIL_HALF_PAST_ONE)
            .wave("first", List.of(), "cart")
            .wave("second", List.of("first"), "web");

    Script script = Script.of(plan).accept("cart").setClock(Duration.ofMinutes(31));

    assertThat(script.run().stopping()).containsInstanceOf(RunState.Stop.WindowClosed.class);
  }

  @Test
  void what_is_written_down_tells_of_everything_by_the_clock_as_it_is_now() {
    Script script = Script.of(TWO_WAVES).makeHealthy("cart");
    Checkpoint before = script.checkpoint();

    Checkpoint after = script.setClock(FORWARD).checkpoint();

    assertThat(after.startedAt()).isEqualTo(before.startedAt().plus(FORWARD));
    assertThat(after.lastRestart()).isEqualTo(before.lastRestart().map(it -> it.plus(FORWARD)));
    assertThat(first(after).healthy())
        .isEqualTo(first(before).healthy().map(it -> it.plus(FORWARD)));
    Settled cart = Objects.requireNonNull(after.settled().get(Plans.ref("cart")));
    assertThat(cart.timeline().patched()).contains(Script.START.plus(FORWARD));
    assertThat(cart.timeline().soaked()).contains(Script.START.plus(Plans.SOAK).plus(FORWARD));
  }

  private static WaveProgress.Timeline first(Checkpoint checkpoint) {
    return Objects.requireNonNull(checkpoint.waves().get("first"));
  }

  @Test
  void a_rollout_is_told_to_have_taken_as_long_as_it_took() {
    Script script = soaking().setClock(FORWARD).pass(Plans.SOAK).showPods("cart");

    assertThat(script.story())
        .filteredOn(Notification.WorkloadHealthy.class::isInstance)
        .map(it -> ((Notification.WorkloadHealthy) it).took())
        .containsExactly(Plans.SOAK);
    assertThat(script.story()).contains(new Notification.ClockStepped(FORWARD));
  }

  @Test
  void what_a_process_with_its_clock_ahead_wrote_down_makes_no_wait_of_the_next_one_longer() {
    Duration cooldown = Duration.ofMinutes(2);
    Script cooling = Script.of(TWO_WAVES).makeHealthy("cart");
    cooling.restore(cooling.checkpoint(), BACK);
    assertThat(cooling.pass(cooldown).restarted()).containsExactly("cart", "web");

    Script soaking = soaking();
    soaking.restore(soaking.checkpoint(), BACK);
    assertThat(soaking.pass(Plans.SOAK).asksForPods("cart")).isTrue();

    Script apart =
        Script.of(
                new Plans()
                    .throttle(Plans.apart(cooldown))
                    .wave("only", List.of(), "cart", "checkout"))
            .makeHealthy("cart");
    apart.restore(apart.checkpoint(), BACK);
    assertThat(apart.restarted()).containsExactly("cart");
    assertThat(apart.pass(cooldown).restarted()).containsExactly("cart", "checkout");
  }
}
