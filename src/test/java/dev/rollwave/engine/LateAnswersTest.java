package dev.rollwave.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.engine.message.Event;
import dev.rollwave.engine.script.Plans;
import dev.rollwave.engine.script.Script;
import dev.rollwave.workload.WorkloadSnapshot;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** Answers and views that come when nobody waits for them, or are a refusal. */
class LateAnswersTest {
  private final Script script =
      Script.of(new Plans().wave("a", List.of(), "a1").wave("b", List.of("a"), "b1"));

  private void hasFailed(String name, String reason) {
    assertThat(script.state(name))
        .asInstanceOf(InstanceOfAssertFactories.type(FinalState.Failed.class))
        .extracting(FinalState.Failed::reason)
        .isEqualTo(reason);
  }

  @Test
  void what_is_deleted_while_it_rolls_out_has_failed() {
    script.accept("a1").send(new Event.Deleted(Plans.ref("a1")));

    hasFailed("a1", "Deleted");
  }

  @Test
  void what_is_deleted_after_it_was_proven_healthy_stays_healthy() {
    script.makeHealthy("a1").send(new Event.Deleted(Plans.ref("a1")));

    assertThat(script.state("a1")).isInstanceOf(FinalState.Healthy.class);
  }

  @Test
  void who_may_not_read_the_pods_can_prove_nothing() {
    script.accept("a1").rollOut("a1");
    script.send(new Event.ReadRefused(Plans.ref("a1"), "403 Forbidden: cannot list pods"));

    hasFailed("a1", "ReadRefused");
  }

  @Test
  void a_refusal_to_read_what_is_not_in_flight_changes_nothing() {
    WorkloadState before = script.state("b1");
    script.send(new Event.ReadRefused(Plans.ref("b1"), "403 Forbidden"));

    assertThat(script.state("b1")).isEqualTo(before);
  }

  @Test
  void a_watch_that_shows_the_stamp_is_answer_enough_for_a_restart_in_doubt() {
    script.acceptWithoutReply("a1").show("a1");

    assertThat(script.state("a1")).isInstanceOf(InFlightState.RollingOut.class);
    assertThat(script.restarted()).containsExactly("a1");
  }

  @Test
  void an_acknowledgement_that_comes_after_the_doubt_ends_it() {
    WorkloadSnapshot after = script.cluster("a1").apply(script.patch("a1"));
    script.send(new Event.RestartUnknown(Plans.ref("a1"), "no answer"));
    script.send(new Event.RestartAccepted(after));

    assertThat(script.state("a1")).isInstanceOf(InFlightState.RollingOut.class);
  }

  @Test
  void an_acknowledgement_that_comes_twice_begins_nothing_anew() {
    script.accept("a1").rollOut("a1").showPods("a1");
    WorkloadState soaking = script.state("a1");
    script.send(new Event.RestartAccepted(script.cluster("a1").snapshot()));

    assertThat(script.state("a1")).isEqualTo(soaking);
  }

  @Test
  void an_acknowledgement_of_what_is_settled_changes_nothing() {
    script.makeHealthy("a1");
    WorkloadState healthy = script.state("a1");
    script.send(new Event.RestartAccepted(script.cluster("a1").snapshot()));

    assertThat(script.state("a1")).isEqualTo(healthy);
  }

  @Test
  void an_answer_to_a_read_that_comes_when_the_doubt_is_over_is_a_view_like_any_other() {
    script.accept("a1");
    script.cluster("a1").finishRollout();
    script.reread("a1");

    assertThat(script.asksForPods("a1")).isTrue();
  }

  @Test
  void a_view_of_what_waits_is_what_its_restart_is_built_on() {
    script.cluster("b1").writeStatus();
    script.show("b1").makeHealthy("a1");

    assertThat(script.patch("b1").resourceVersion())
        .isEqualTo(script.cluster("b1").snapshot().object().resourceVersion());
  }

  @Test
  void a_view_while_its_pods_are_asked_why_it_failed_is_kept_for_the_report() {
    script.accept("a1").pass(Plans.TIMEOUT);
    script.cluster("a1").startRollout();
    script.show("a1");

    assertThat(script.state("a1"))
        .isInstanceOfSatisfying(
            InFlightState.Diagnosing.class,
            diagnosing -> assertThat(diagnosing.last()).isEqualTo(script.cluster("a1").snapshot()));
  }

  @Test
  void a_late_view_changes_nothing_that_is_settled() {
    script.accept("a1");
    WorkloadSnapshot before = script.cluster("a1").snapshot();
    script.rollOut("a1").showPods("a1").pass(Plans.SOAK).showPods("a1");
    WorkloadState healthy = script.state("a1");
    assertThat(healthy).isInstanceOf(FinalState.Healthy.class);
    script.cluster("a1").recreate();
    script.send(new Event.RestartUnknown(Plans.ref("a1"), "late"));
    script.send(new Event.RestartAccepted(before));

    assertThat(script.state("a1")).isEqualTo(healthy);
  }

  @Test
  void nobody_is_asked_while_nobody_can_answer() {
    script.accept("a1").send(new Event.OutageBegan("connection refused"));
    script.pass(Duration.ofMinutes(4));

    assertThat(script.asksForPods("a1")).isFalse();
    assertThat(script.state("a1")).isInstanceOf(InFlightState.RollingOut.class);
  }
}
