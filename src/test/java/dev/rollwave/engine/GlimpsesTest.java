package dev.rollwave.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.engine.FinalState.Healthy;
import dev.rollwave.engine.FinalState.Unproven;
import dev.rollwave.engine.message.Event;
import dev.rollwave.engine.message.GateHold;
import dev.rollwave.engine.message.Notification;
import dev.rollwave.engine.message.Pause;
import dev.rollwave.engine.message.RunOutcome;
import dev.rollwave.engine.script.Plans;
import dev.rollwave.engine.script.Script;
import dev.rollwave.plan.FailurePolicy;
import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.WorkloadRef;
import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What was proven healthy and cannot be seen any more, at the gates of what depends on it. */
class GlimpsesTest {
  private static final String CAUSE = "list deployments.apps in namespace shop: 403 Forbidden";
  private static final String NO_PODS = "list pods in namespace shop: 403 Forbidden";
  private static final Duration COOLDOWN = Duration.ofMinutes(1);
  private static final Duration TIMEOUT = Limits.REFUSAL_TIMEOUT;
  private static final String UNSEEN =
      "it cannot be seen since 2026-11-21T01:00:30Z: " + CAUSE + "; nor can its pods be read: ";

  private static SortedSet<WorkloadRef> refs(String... names) {
    return new TreeSet<>(Stream.of(names).map(Plans::ref).toList());
  }

  private static Event lost(String... names) {
    return new Event.ScopeLost(refs(names), true, CAUSE);
  }

  private static Event seen(String... names) {
    return new Event.ScopeSeen(refs(names));
  }

  private static Script chain() {
    return Script.of(
        new Plans().cooldown(COOLDOWN).wave("a", List.of(), "a1").wave("b", List.of("a"), "b1"));
  }

  /** Behind a1, which was proven and is not seen; its pods are being asked for. */
  private static Script atTheGate() {
    return chain().makeHealthy("a1").send(lost("a1")).pass(COOLDOWN);
  }

  private static Script forbid(Script script) {
    return script.send(new Event.ReadRefused(Plans.ref("a1"), NO_PODS));
  }

  /** For so long the pods are asked for again and again, and refused. */
  private static Script forbidFor(Script script, Duration time) {
    for (Duration left = time; left.isPositive(); left = left.minus(Limits.READ_TIMEOUT)) {
      forbid(script).pass(Limits.READ_TIMEOUT);
    }
    return script;
  }

  private static GateHold hold(Script script) {
    return ((WaveState.Held) script.wave("b")).hold();
  }

  @Test
  void its_pods_are_asked_before_anything_is_built_on_it() {
    Script script = atTheGate();
    assertThat(script.asksForPods("a1")).isTrue();
    assertThat(script.restarted()).containsExactly("a1");

    script.showPods("a1");
    assertThat(script.restarted()).containsExactly("a1", "b1");
    assertThat(script.story()).noneMatch(Notification.GateHeld.class::isInstance);
  }

  @Test
  void a_pod_that_was_lost_unseen_holds_the_gate_until_it_is_back() {
    Script script = atTheGate();
    PodSet whole = script.cluster("a1").pods();
    script.cluster("a1").neverGetReady();
    script.showPods("a1");

    assertThat(hold(script))
        .isEqualTo(new GateHold.Broken(Plans.ref("a1"), "not ready: a1-0, a1-1"));
    assertThat(script.restarted()).containsExactly("a1");

    script.pass(Limits.PROOF_INTERVAL).showPods("a1", whole);
    assertThat(script.restarted()).containsExactly("a1", "b1");
  }

  @Test
  void one_look_is_good_for_what_starts_at_that_moment_and_for_nothing_later() {
    Script script =
        Script.of(
            new Plans()
                .wave("a", List.of(), "a1")
                .wave("b", List.of("a"), Plans.atMost(2), "b1", "b2", "b3"));
    script.makeHealthy("a1").send(lost("a1")).pass(COOLDOWN).showPods("a1");
    assertThat(script.restarted()).containsExactly("a1", "b1", "b2");

    script.accept("b2").makeHealthy("b1");
    assertThat(script.restarted()).containsExactly("a1", "b1", "b2");
    assertThat(script.asksForPods("a1")).isTrue();

    script.showPods("a1");
    assertThat(script.restarted()).containsExactly("a1", "b1", "b2", "b3");
  }

  @Test
  void looks_at_several_count_together_though_one_is_answered_later() {
    Script script =
        Script.of(new Plans().wave("a", List.of(), "a1", "a2").wave("b", List.of("a"), "b1"));
    script.makeHealthy("a1").accept("a2").rollOut("a2").showPods("a2").pass(Plans.SOAK);
    script.send(lost("a1", "a2")).showPods("a2").sleep(Duration.ofSeconds(4)).showPods("a1");

    assertThat(script.restarted()).containsExactly("a1", "a2", "b1");
  }

  @Test
  void but_not_for_long() {
    Script script =
        Script.of(new Plans().wave("a", List.of(), "a1", "a2").wave("b", List.of("a"), "b1"));
    script.makeHealthy("a1").accept("a2").rollOut("a2").showPods("a2").pass(Plans.SOAK);
    script.send(lost("a1", "a2")).showPods("a2").sleep(Limits.PROOF_HOLDS).showPods("a1");
    assertThat(script.restarted()).containsExactly("a1", "a2");

    assertThat(script.asksForPods("a2")).isTrue();
    assertThat(script.showPods("a2").restarted()).containsExactly("a1", "a2", "b1");
  }

  @Test
  void what_gets_healthy_unseen_is_built_on_at_that_moment_only() {
    Script script =
        Script.of(
            new Plans()
                .wave("a", List.of(), "a1")
                .wave("b", List.of("a"), Plans.atMost(1), "b1", "b2"));
    script.accept("a1").rollOut("a1").showPods("a1").send(lost("a1"));
    script.pass(Plans.SOAK).showPods("a1");
    assertThat(script.restarted()).containsExactly("a1", "b1");

    script.makeHealthy("b1");
    assertThat(script.asksForPods("a1")).isTrue();
    assertThat(script.restarted()).containsExactly("a1", "b1");
  }

  @Test
  void where_its_pods_cannot_be_read_either_the_gate_is_held_and_says_since_when_and_why() {
    Script script = forbid(atTheGate());

    GateHold unseen = new GateHold.Unseen(Plans.ref("a1"), UNSEEN + NO_PODS);
    assertThat(hold(script)).isEqualTo(unseen);
    assertThat(script.story()).containsOnlyOnce(new Notification.GateHeld("b", unseen));
    assertThat(script.restarted()).containsExactly("a1");
    assertThat(script.untilWake()).isEqualTo(Limits.READ_TIMEOUT);

    script.pass(Limits.READ_TIMEOUT).showPods("a1");
    assertThat(script.restarted()).containsExactly("a1", "b1");
  }

  @Test
  void so_it_is_where_they_are_not_answered() {
    Script script = atTheGate().pass(Limits.READ_TIMEOUT);

    assertThat(hold(script))
        .isEqualTo(new GateHold.Unseen(Plans.ref("a1"), UNSEEN + "no answer within 20 s"));
    assertThat(script.asksForPods("a1")).isTrue();
  }

  @Test
  void what_stays_unseen_has_not_failed_and_what_depends_on_it_is_not_restarted() {
    Script script = forbidFor(atTheGate(), TIMEOUT.minus(Limits.READ_TIMEOUT));
    assertThat(script.outcome()).as("not asked in vain for two minutes yet").isEmpty();
    forbid(script).pass(Limits.READ_TIMEOUT);

    String why =
        "shop/Deployment/a1: " + UNSEEN + NO_PODS + "; what depends on it is not restarted";
    assertThat(script.outcome()).contains(new RunOutcome.Incomplete(why));
    assertThat(script.state("b1")).isEqualTo(new FinalState.Withheld(why));
    assertThat(script.wave("b")).isEqualTo(new WaveState.Withheld(why));
    assertThat(script.state("a1")).isInstanceOf(Healthy.class);
    assertThat(script.restarted()).containsExactly("a1");
    assertThat(script.story()).noneMatch(Notification.WorkloadFailed.class::isInstance);
  }

  @Test
  void
      a_run_ends_with_what_cannot_be_seen_as_its_cause_in_whatever_order_the_plan_names_its_waves() {
    Script script =
        Script.of(
            new Plans()
                .cooldown(COOLDOWN)
                .wave("c", List.of("b"), "c1")
                .wave("b", List.of("a"), "b1")
                .wave("a", List.of(), "a1"));
    script.makeHealthy("a1").send(lost("a1")).pass(COOLDOWN);
    forbid(forbidFor(script, TIMEOUT));

    assertThat(script.wave("c")).isEqualTo(new WaveState.Withheld("wave b is not healthy"));
    assertThat(script.outcome())
        .containsInstanceOf(RunOutcome.Incomplete.class)
        .hasValueSatisfying(it -> assertThat(it.toString()).contains(UNSEEN));
  }

  @Test
  void what_holds_a_gate_unseen_for_longer_than_its_timeout_is_not_called_broken() {
    Script script = chain().makeHealthy("a1");
    script.send(new Event.ScopeLost(refs("a1"), false, CAUSE)).pass(COOLDOWN);
    forbidFor(script, Plans.TIMEOUT.plusMinutes(5));
    assertThat(script.state("a1")).isInstanceOf(Healthy.class);
    assertThat(script.wave("b")).isInstanceOf(WaveState.Held.class);

    script.send(new Event.Interrupted("SIGTERM"));
    assertThat(script.state("a1")).isInstanceOf(Healthy.class);
  }

  @Test
  void an_unrelated_branch_goes_on_when_a_wave_is_given_up_for_what_cannot_be_seen() {
    Script script =
        Script.of(
            new Plans()
                .onFailure(FailurePolicy.HALT)
                .cooldown(COOLDOWN)
                .wave("a", List.of(), "a1")
                .wave("b", List.of("a"), "b1")
                .wave("c", List.of(), Plans.atMost(1), "c1", "c2")
                .wave("d", List.of("b"), "d1"));
    script.makeHealthy("a1").send(lost("a1")).accept("c1").pass(COOLDOWN);
    forbid(forbidFor(script, TIMEOUT));
    assertThat(script.wave("b")).isInstanceOf(WaveState.Withheld.class);
    assertThat(script.wave("d")).isInstanceOf(WaveState.Withheld.class);
    assertThat(script.outcome()).isEmpty();

    script.rollOut("c1").pass(Duration.ofSeconds(1)).showPods("c1").pass(Plans.SOAK).showPods("c1");
    script.makeHealthy("c2");
    assertThat(script.restarted()).containsExactly("a1", "c1", "c2");
    assertThat(script.outcome()).containsInstanceOf(RunOutcome.Incomplete.class);
  }

  @Test
  void what_did_not_change_until_it_is_seen_again_is_healthy_without_more() {
    Script script = chain().makeHealthy("a1").send(lost("a1"));
    script.show("a1").send(seen("a1")).pass(COOLDOWN);

    assertThat(script.asksForPods("a1")).isFalse();
    assertThat(script.restarted()).containsExactly("a1", "b1");
  }

  @Test
  void what_changed_until_it_is_seen_again_is_looked_at() {
    Script script = chain().makeHealthy("a1").send(lost("a1"));
    script.cluster("a1").loseOnePod();
    script.show("a1").send(seen("a1")).pass(COOLDOWN);

    assertThat(hold(script))
        .isEqualTo(new GateHold.Broken(Plans.ref("a1"), "1 of 2 pods available"));
    script.rollOut("a1");
    assertThat(script.asksForPods("a1")).isTrue();
  }

  @Test
  void what_had_changed_before_it_was_lost_is_looked_at_when_it_is_seen_again() {
    Script script = chain().makeHealthy("a1");
    script.cluster("a1").loseOnePod();
    script.show("a1").rollOut("a1").send(lost("a1")).send(seen("a1")).pass(COOLDOWN);

    assertThat(script.asksForPods("a1")).isTrue();
    assertThat(script.restarted()).containsExactly("a1");
  }

  @Test
  void what_its_pods_proved_unseen_and_stays_so_is_healthy_when_it_is_seen_again() {
    Script script = chain().makeHealthy("a1");
    script.cluster("a1").loseOnePod();
    script.show("a1").rollOut("a1").send(lost("a1")).pass(COOLDOWN).showPods("a1");
    script.send(seen("a1"));

    assertThat(((Healthy) script.state("a1")).upkeep()).isEqualTo(new Upkeep.AsProven());
  }

  @Test
  void it_is_not_asked_for_as_long_as_no_restart_is_to_be_built_on_it() {
    Script script = chain().makeHealthy("a1").send(lost("a1")).pass(COOLDOWN.minusSeconds(1));

    assertThat(script.asksForPods("a1")).isFalse();
  }

  @Test
  void a_refusal_of_long_ago_gives_nothing_up_that_was_not_looked_at_since() {
    Script script = forbid(atTheGate());
    script.send(new Event.Paused(new Pause("ana", "I grant it", script.now())));
    script.pass(Duration.ofHours(1)).send(new Event.PauseLifted("ana", "done"));
    assertThat(script.outcome()).isEmpty();
    assertThat(script.asksForPods("a1")).isTrue();

    script.showPods("a1");
    assertThat(script.restarted()).containsExactly("a1", "b1");
  }

  @Test
  void a_restart_in_doubt_is_sent_again_right_after_a_look_at_what_it_depends_on() {
    Script script = atTheGate().showPods("a1");
    script.send(new Event.RestartUnknown(Plans.ref("b1"), "409 Conflict"));
    assertThat(script.asksForPods("a1")).isTrue();
    script.cluster("b1").writeStatus();
    script.reread("b1");
    assertThat(script.restarted()).containsExactly("a1", "b1");

    script.showPods("a1").pass(Limits.PROOF_INTERVAL).reread("b1");
    assertThat(script.restarted()).containsExactly("a1", "b1", "b1");
  }

  @Test
  void what_broke_unseen_by_its_pods_is_not_called_healthy_at_the_end() {
    Script script = atTheGate();
    script.cluster("a1").neverGetReady();
    script.showPods("a1").send(new Event.Interrupted("SIGTERM"));

    assertThat(script.state("a1"))
        .isInstanceOfSatisfying(
            Unproven.class,
            unproven ->
                assertThat(unproven.reason())
                    .isEqualTo("it was proven healthy, and is no longer: not ready: a1-0, a1-1"));
  }

  @Test
  void a_clock_that_is_set_neither_shortens_nor_lengthens_any_of_it() {
    for (Duration by : List.of(Duration.ofHours(3), Duration.ofHours(-3))) {
      Script script = forbid(atTheGate()).setClock(by);

      assertThat(script.untilWake()).isEqualTo(Limits.READ_TIMEOUT);
      forbidFor(script, TIMEOUT.minus(Limits.READ_TIMEOUT));
      assertThat(script.outcome()).isEmpty();
      forbidFor(script, Limits.READ_TIMEOUT);
      assertThat(script.outcome()).containsInstanceOf(RunOutcome.Incomplete.class);
    }
  }
}
