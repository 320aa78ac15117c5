package dev.rollwave.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.engine.FinalState.Failed;
import dev.rollwave.engine.FinalState.Healthy;
import dev.rollwave.engine.InFlightState.RollingOut;
import dev.rollwave.engine.InFlightState.Soaking;
import dev.rollwave.engine.WorkloadState.Waiting;
import dev.rollwave.engine.message.Event;
import dev.rollwave.engine.message.Notification;
import dev.rollwave.engine.message.RunOutcome;
import dev.rollwave.engine.script.Plans;
import dev.rollwave.engine.script.Script;
import dev.rollwave.plan.FailurePolicy;
import dev.rollwave.workload.WorkloadRef;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScopesTest {
  private static final String CAUSE = "list deployments.apps in namespace shop: 401 Unauthorized";
  private static final Duration TIMEOUT = Limits.REFUSAL_TIMEOUT;

  private static SortedSet<WorkloadRef> refs(String... names) {
    return new TreeSet<>(Stream.of(names).map(Plans::ref).toList());
  }

  private static Event lost(String... names) {
    return new Event.ScopeLost(refs(names), true, CAUSE);
  }

  private static Event inDoubt(String... names) {
    return new Event.ScopeLost(refs(names), false, "list deployments.apps: 500 no such key");
  }

  private static Event seen(String... names) {
    return new Event.ScopeSeen(refs(names));
  }

  private static Script oneAfterTheOther() {
    return Script.of(
        new Plans()
            .throttle(Plans.atMost(1))
            .onFailure(FailurePolicy.CONTINUE)
            .wave("a", List.of(), "a1", "a2"));
  }

  @Test
  void what_is_not_seen_is_not_restarted_and_what_is_seen_goes_before_it() {
    Script script =
        Script.of(new Plans().throttle(Plans.atMost(1)).wave("a", List.of(), "a1", "a2", "a3"));

    script.send(lost("a2")).makeHealthy("a1");
    assertThat(script.restarted()).containsExactly("a1", "a3");

    script.makeHealthy("a3");
    assertThat(script.restarted()).containsExactly("a1", "a3");

    script.send(seen("a2"));
    assertThat(script.restarted()).containsExactly("a1", "a3", "a2");
  }

  @Test
  void what_is_not_seen_is_not_skipped_by_what_it_looked_like_before() {
    Script script =
        Script.of(
            new Plans()
                .throttle(Plans.atMost(1))
                .wave("a", List.of(), "a1")
                .wave("b", List.of("a"), "b1"),
            Map.of("b1", 0));

    script.send(lost("b1")).makeHealthy("a1");
    assertThat(script.state("b1")).isInstanceOf(Waiting.class);

    script.send(seen("b1"));
    assertThat(script.state("b1")).isInstanceOf(FinalState.Skipped.class);
  }

  @Test
  void a_restart_in_doubt_is_not_sent_again_while_it_is_not_seen() {
    Script script = Script.of(new Plans().wave("a", List.of(), "a1"));
    script.send(new Event.RestartUnknown(Plans.ref("a1"), "409 Conflict")).send(lost("a1"));
    script.cluster("a1").writeStatus();

    script.reread("a1");
    assertThat(script.restarted()).containsExactly("a1");
    assertThat(script.run().inFlight()).as("its first request may still arrive").isEqualTo(1);

    script.send(seen("a1")).pass(Limits.UNSEEN_LOOK);
    assertThat(script.asksToReread("a1")).isTrue();
    script.reread("a1");
    assertThat(script.restarted()).containsExactly("a1", "a1");
    assertThat(script.patch("a1").mark().stamp()).isEqualTo("2026-11-21T01:00:00Z");
  }

  @Test
  void a_restart_in_doubt_that_is_not_seen_for_too_long_fails() {
    Script script = Script.of(new Plans().wave("a", List.of(), "a1"));
    script.send(new Event.RestartUnknown(Plans.ref("a1"), "409 Conflict")).send(lost("a1"));

    script.passAwake(TIMEOUT).reread("a1");

    assertThat(script.state("a1")).isInstanceOf(Failed.class);
  }

  @Test
  void it_is_told_once_that_workloads_are_not_seen_and_once_that_they_are() {
    Script script = oneAfterTheOther();

    script.send(lost("a1", "a2")).send(lost("a1", "a2")).sleep(Duration.ofSeconds(40));
    script.send(seen("a1", "a2")).send(seen("a1", "a2"));

    assertThat(script.story())
        .filteredOn(
            it -> it instanceof Notification.ScopeLost || it instanceof Notification.ScopeSeen)
        .containsExactly(
            new Notification.ScopeLost(refs("a1", "a2"), CAUSE),
            new Notification.ScopeSeen(refs("a1", "a2"), Duration.ofSeconds(40)));
  }

  @Test
  void a_deadline_waits_for_as_long_as_a_rollout_is_not_seen() {
    Script script = oneAfterTheOther();
    script.accept("a1").pass(Plans.TIMEOUT.minusSeconds(1)).send(lost("a1"));

    script.passAwake(TIMEOUT.minusSeconds(1));
    assertThat(script.state("a1")).isInstanceOf(RollingOut.class);

    script.send(seen("a1")).pass(Duration.ofMillis(999));
    assertThat(script.state("a1")).isInstanceOf(RollingOut.class);
    assertThat(script.pass(Duration.ofMillis(1)).state("a1"))
        .isInstanceOf(InFlightState.Diagnosing.class);
  }

  @Test
  void an_outage_within_a_loss_and_a_loss_within_an_outage_put_a_deadline_off_once() {
    for (List<Event> way :
        List.of(
            List.of(lost("a1"), outage(), new Event.OutageEnded(), seen("a1")),
            List.of(lost("a1"), outage(), seen("a1"), new Event.OutageEnded()),
            List.of(outage(), lost("a1"), seen("a1"), new Event.OutageEnded()),
            List.of(outage(), lost("a1"), new Event.OutageEnded(), seen("a1")))) {
      Script script = oneAfterTheOther();
      script.accept("a1");
      var before = ((RollingOut) script.state("a1")).progress().deadline();

      way.forEach(event -> script.send(event).sleep(Duration.ofSeconds(30)));

      assertThat(((RollingOut) script.state("a1")).progress().deadline())
          .as(way.toString())
          .isEqualTo(before.plusSeconds(90));
    }
  }

  private static Event outage() {
    return new Event.OutageBegan("connection refused");
  }

  @Test
  void a_rollout_that_is_not_seen_for_too_long_fails_with_the_cause_and_since_when() {
    Script script = oneAfterTheOther();
    script.accept("a1").pass(Duration.ofSeconds(10)).send(lost("a1"));
    assertThat(script.untilWake()).isLessThanOrEqualTo(TIMEOUT);

    script.passAwake(TIMEOUT);

    assertThat(script.state("a1"))
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> {
              assertThat(failed.reason()).isEqualTo("ReadRefused");
              assertThat(failed.message())
                  .isEqualTo("not seen since 2026-11-21T01:00:10Z: " + CAUSE);
              assertThat(failed.restart()).isPresent();
            });
    assertThat(script.restarted()).containsExactly("a1", "a2");
  }

  @Test
  void a_workload_that_waits_and_is_not_seen_for_too_long_fails_when_it_is_its_turn() {
    Script script =
        Script.of(
            new Plans()
                .onFailure(FailurePolicy.CONTINUE)
                .wave("a", List.of(), "a1")
                .wave("b", List.of("a"), "b1"));
    script.send(lost("b1")).passAwake(TIMEOUT.plusSeconds(5));
    assertThat(script.state("b1")).isInstanceOf(Waiting.class);

    script.makeHealthy("a1");

    assertThat(script.state("b1")).isInstanceOf(Failed.class);
    assertThat(script.outcome()).contains(new RunOutcome.WorkloadsFailed());
  }

  @Test
  void a_run_that_only_waits_for_what_is_not_seen_wakes_up_to_give_it_up() {
    Script script = Script.of(new Plans().wave("a", List.of(), "a1").wave("b", List.of("a"), "b1"));
    script.accept("a1").rollOut("a1").showPods("a1").send(lost("b1"));
    script.pass(Plans.SOAK).showPods("a1");

    assertThat(script.passAwake(TIMEOUT.minus(Plans.SOAK).minusSeconds(1)).outcome()).isEmpty();
    assertThat(script.passAwake(Duration.ofSeconds(1)).outcome())
        .contains(new RunOutcome.WorkloadsFailed());
  }

  @Test
  void a_process_that_stood_still_fails_nothing_before_it_can_have_been_told_that_it_is_seen() {
    Script script = oneAfterTheOther();
    script.accept("a1").passAwake(Duration.ofSeconds(1)).send(lost("a1"));
    script.passAwake(TIMEOUT.minusSeconds(10));

    script.standStill(Duration.ofMinutes(1));
    assertThat(script.state("a1")).isInstanceOf(RollingOut.class);

    script.passAwake(Limits.TOLD_AGAIN.minusSeconds(1));
    assertThat(script.state("a1")).isInstanceOf(RollingOut.class);
    assertThat(script.passAwake(Duration.ofSeconds(1)).state("a1")).isInstanceOf(Failed.class);
  }

  @Test
  void an_answer_in_doubt_is_waited_out_for_as_long_as_an_outage() {
    Script script = oneAfterTheOther();
    script.accept("a1").send(inDoubt("a1"));

    script.passAwake(Limits.OUTAGE_TIMEOUT.minusSeconds(1));
    assertThat(script.state("a1")).isInstanceOf(RollingOut.class);

    assertThat(script.pass(Duration.ofSeconds(1)).state("a1")).isInstanceOf(Failed.class);
  }

  @Test
  void an_outage_does_not_count_against_what_is_not_seen() {
    Script script = oneAfterTheOther();
    script.accept("a1").send(lost("a1")).pass(Duration.ofSeconds(30)).send(outage());
    script.passAwake(TIMEOUT);
    assertThat(script.state("a1")).isInstanceOf(RollingOut.class);

    script.send(new Event.OutageEnded()).passAwake(TIMEOUT.minusSeconds(31));
    assertThat(script.state("a1")).isInstanceOf(RollingOut.class);

    assertThat(script.pass(Duration.ofSeconds(1)).state("a1")).isInstanceOf(Failed.class);
  }

  @Test
  void a_rollout_whose_pods_can_be_asked_gets_healthy_unseen() {
    Script script = oneAfterTheOther();
    script.accept("a1").send(lost("a1", "a2")).pass(Duration.ofSeconds(20));
    assertThat(script.asksForPods("a1")).isTrue();

    script.rollOut("a1").showPods("a1");
    assertThat(script.state("a1")).isInstanceOf(Soaking.class);
    script.passAwake(TIMEOUT).showPods("a1");

    assertThat(script.state("a1")).isInstanceOf(Healthy.class);
  }

  @Test
  void a_clock_that_is_set_neither_shortens_nor_lengthens_the_wait_for_what_is_not_seen() {
    for (Duration by : List.of(Duration.ofHours(3), Duration.ofHours(-3))) {
      Script script = oneAfterTheOther();
      script.accept("a1").send(lost("a1")).setClock(by);

      script.passAwake(TIMEOUT.minusSeconds(1));
      assertThat(script.state("a1")).isInstanceOf(RollingOut.class);
      assertThat(script.pass(Duration.ofSeconds(1)).state("a1")).isInstanceOf(Failed.class);
    }
  }
}
