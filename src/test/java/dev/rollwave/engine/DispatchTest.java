package dev.rollwave.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.engine.message.Event;
import dev.rollwave.engine.message.Notification;
import dev.rollwave.engine.message.RunOutcome;
import dev.rollwave.engine.script.Plans;
import dev.rollwave.engine.script.Script;
import dev.rollwave.plan.Throttle;
import dev.rollwave.window.MaintenanceWindow;
import dev.rollwave.window.WindowCalendar;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class DispatchTest {
  static final WindowCalendar UNTIL_HALF_PAST_ONE =
      new WindowCalendar(
          ZoneOffset.UTC,
          List.of(
              new MaintenanceWindow.Weekly(
                  EnumSet.allOf(DayOfWeek.class), LocalTime.of(0, 30), LocalTime.of(1, 30))),
          List.of());

  @Test
  void no_more_than_max_in_flight_are_under_way_until_one_has_soaked() {
    Script script =
        Script.of(
            new Plans().throttle(Plans.atMost(2)).wave("a", List.of(), "a1", "a2", "a3", "a4"));
    assertThat(script.restarted()).containsExactly("a1", "a2");

    script.accept("a1").rollOut("a1").showPods("a1");
    assertThat(script.state("a1")).isInstanceOf(InFlightState.Soaking.class);
    assertThat(script.restarted()).containsExactly("a1", "a2");

    script.pass(Plans.SOAK).showPods("a1");
    assertThat(script.restarted()).containsExactly("a1", "a2", "a3");
  }

  @Test
  void the_limit_of_a_wave_holds_besides_the_limit_of_the_plan() {
    Script script =
        Script.of(
            new Plans()
                .throttle(Plans.atMost(3))
                .wave("a", List.of(), Plans.atMost(1), "a1", "a2")
                .wave("b", List.of(), "b1", "b2", "b3"));

    assertThat(script.restarted()).containsExactly("a1", "b1", "b2");
  }

  @Test
  void restarts_are_min_interval_apart_over_all_waves() {
    Script script =
        Script.of(
            new Plans()
                .throttle(Plans.apart(Duration.ofSeconds(5)))
                .wave("a", List.of(), "a1")
                .wave("b", List.of(), "b1"));
    assertThat(script.restarted()).containsExactly("a1");
    assertThat(script.untilWake()).isEqualTo(Duration.ofSeconds(5));

    script.pass(Duration.ofMillis(4_999));
    assertThat(script.restarted()).containsExactly("a1");

    script.pass(Duration.ofMillis(1));
    assertThat(script.restarted()).containsExactly("a1", "b1");
  }

  @Test
  void the_interval_of_a_wave_holds_within_it_only() {
    Throttle slow = new Throttle(OptionalInt.empty(), Duration.ofSeconds(20));
    Script script =
        Script.of(
            new Plans().wave("a", List.of(), slow, "a1", "a2").wave("b", List.of(), "b1", "b2"));

    assertThat(script.restarted()).containsExactly("a1", "b1", "b2");
  }

  @Test
  void nothing_starts_once_the_window_has_closed_and_what_is_in_flight_is_seen_through() {
    Script script =
        Script.of(
            new Plans()
                .within(UNTIL_HALF_PAST_ONE)
                .wave("a", List.of(), "a1")
                .wave("b", List.of("a"), "b1"));
    script.accept("a1").pass(Duration.ofMinutes(4)).rollOut("a1").showPods("a1");

    script.pass(Duration.ofMinutes(26));
    assertThat(script.outcome()).isEmpty();
    assertThat(script.story().getLast())
        .isEqualTo(new Notification.Stopping("the window closed (outside every window)", 1));

    script.showPods("a1");
    assertThat(script.state("a1")).isInstanceOf(FinalState.Healthy.class);
    assertThat(script.restarted()).containsExactly("a1");
    assertThat(script.outcome())
        .contains(new RunOutcome.Incomplete("the window closed (outside every window)"));
  }

  @Test
  void the_window_is_looked_at_when_the_cooldown_is_over_and_not_before_it() {
    Script script =
        Script.of(
            new Plans()
                .within(UNTIL_HALF_PAST_ONE)
                .cooldown(Duration.ofMinutes(45))
                .wave("a", List.of(), "a1")
                .wave("b", List.of("a"), "b1"));

    script.makeHealthy("a1").pass(Duration.ofMinutes(45));

    assertThat(script.restarted()).containsExactly("a1");
    assertThat(script.outcome()).get().isInstanceOf(RunOutcome.Incomplete.class);
  }

  @Test
  void the_request_carries_the_closing_time_as_the_instant_after_which_it_must_not_be_sent() {
    Script script =
        Script.of(
            new Plans()
                .within(UNTIL_HALF_PAST_ONE)
                .cooldown(Duration.ofMinutes(29))
                .wave("a", List.of(), "a1")
                .wave("b", List.of("a"), "b1"));

    script.makeHealthy("a1").pass(Duration.ofMinutes(29).plusSeconds(20));

    assertThat(script.patch("b1").notAfter()).isEqualTo(Script.START.plus(Duration.ofMinutes(30)));
  }

  @Test
  void a_request_whose_answer_is_no_longer_waited_for_must_not_be_sent() {
    Script script = Script.of(new Plans().wave("a", List.of(), "a1"));

    assertThat(script.patch("a1").notAfter()).isEqualTo(Script.START.plus(Limits.PATCH_TIMEOUT));
  }

  @Test
  void a_window_that_closes_when_nothing_is_left_to_start_does_not_make_the_run_incomplete() {
    Script script = Script.of(new Plans().within(UNTIL_HALF_PAST_ONE).wave("a", List.of(), "a1"));

    script.accept("a1").rollOut("a1").showPods("a1").pass(Duration.ofMinutes(31)).showPods("a1");

    assertThat(script.outcome()).contains(new RunOutcome.Done());
  }

  @Test
  void nothing_starts_while_the_api_server_is_out_of_reach() {
    Script script =
        Script.of(
            new Plans()
                .throttle(Plans.atMost(1))
                .wave("a", List.of(), "a1")
                .wave("b", List.of(), "b1"));
    script.accept("a1").rollOut("a1").showPods("a1").pass(Plans.SOAK);
    script.send(new Event.OutageBegan("connection refused")).showPods("a1");
    assertThat(script.restarted()).containsExactly("a1");

    script.send(new Event.OutageEnded());
    script.pass(Duration.ofSeconds(1));
    assertThat(script.restarted()).containsExactly("a1", "b1");
  }

  @Test
  void what_depends_on_others_waits_after_an_outage_until_kubelets_have_reported() {
    Script script = Script.of(new Plans().wave("a", List.of(), "a1").wave("b", List.of("a"), "b1"));
    script.accept("a1").rollOut("a1").showPods("a1").pass(Plans.SOAK);
    script.send(new Event.OutageBegan("connection refused")).showPods("a1");

    script.send(new Event.OutageEnded());
    script.passAwake(Limits.KUBELETS_REPORT.minusSeconds(1));
    assertThat(script.restarted()).containsExactly("a1");

    script.passAwake(Duration.ofSeconds(1));
    assertThat(script.restarted()).containsExactly("a1", "b1");
  }

  @Test
  void a_restart_in_doubt_that_depends_on_others_is_not_sent_again_before_that_either() {
    Script script = Script.of(new Plans().wave("a", List.of(), "a1").wave("b", List.of("a"), "b1"));
    script.makeHealthy("a1").send(new Event.RestartUnknown(Plans.ref("b1"), "409: it was written"));
    script.send(new Event.OutageBegan("connection refused")).send(new Event.OutageEnded());

    script.reread("b1");
    assertThat(script.restarted()).containsExactly("a1", "b1");
    script.passAwake(Limits.KUBELETS_REPORT.minusSeconds(1));
    assertThat(script.asksToReread("b1")).isFalse();

    script.passAwake(Duration.ofSeconds(1)).reread("b1");
    assertThat(script.restarted()).containsExactly("a1", "b1", "b1");
  }
}
