package dev.rollwave.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.engine.message.Event;
import dev.rollwave.engine.message.Notification;
import dev.rollwave.engine.message.Pause;
import dev.rollwave.engine.message.RunOutcome;
import dev.rollwave.engine.script.Plans;
import dev.rollwave.engine.script.Script;
import dev.rollwave.plan.FailurePolicy;
import dev.rollwave.workload.WorkloadRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a person who watches a run is told, each thing once and in this order. */
class StoryTest {
  private static final WorkloadRef ONE = Plans.ref("one");
  private static final WorkloadRef TWO = Plans.ref("two");
  private static final Duration COOLDOWN = Duration.ofMinutes(1);

  private static Plans twoWaves() {
    return new Plans().wave("a", List.of(), "one").wave("b", List.of("a"), "two");
  }

  private static Script oneWorkload() {
    return Script.of(new Plans().wave("a", List.of(), "one"));
  }

  @Test
  void a_run_from_its_start_to_its_end() {
    Script script =
        Script.of(
            new Plans()
                .cooldown(COOLDOWN)
                .wave("a", List.of(), "one")
                .wave("b", List.of("a"), "two"),
            Map.of("two", 0));
    script.accept("one");
    script.cluster("one").startRollout();
    script.show("one").rollOut("one").showPods("one").pass(Plans.SOAK).showPods("one");
    script.pass(COOLDOWN);

    assertThat(script.story())
        .containsExactly(
            new Notification.RunStarted(2, 2),
            new Notification.WaveReady("a", 1),
            new Notification.RestartSent("a", ONE, "2026-11-21T01:00:00Z", "because"),
            new Notification.RestartConfirmed("a", ONE, 4),
            new Notification.RolloutProgressed("a", ONE, 1, 2, 2, "1 of 2 pods updated"),
            new Notification.RolloutProgressed(
                "a", ONE, 2, 2, 2, "2 of 2 pods updated and available"),
            new Notification.SoakStarted("a", ONE, Plans.SOAK),
            new Notification.WorkloadHealthy(
                "a", ONE, Plans.SOAK, "2 of 2 pods updated and available"),
            new Notification.WaveHealthy("a", COOLDOWN),
            new Notification.WaveReleased("a"),
            new Notification.WaveReady("b", 1),
            new Notification.WorkloadSkipped("b", TWO, "ScaledToZero", "it is scaled to 0"),
            new Notification.WaveHealthy("b", Duration.ZERO),
            new Notification.WaveReleased("b"),
            new Notification.RunEnded(new RunOutcome.Done(), Script.START));
  }

  @Test
  void a_failure_stops_what_has_not_begun() {
    Script script = Script.of(twoWaves());
    script.send(new Event.RestartRefused(ONE, "403 Forbidden"));

    assertThat(script.story().subList(3, script.story().size()))
        .containsExactly(
            new Notification.WorkloadFailed(
                "a", ONE, "RestartRefused", "403 Forbidden", Optional.empty()),
            new Notification.Stopping(ONE + " failed, and the plan says halt", 0),
            new Notification.WaveWithheld("b", "wave a is not healthy"),
            new Notification.RunEnded(new RunOutcome.WorkloadsFailed(), Script.START));
  }

  @Test
  void a_failure_withholds_the_dependents_and_stops_nothing_where_the_plan_continues() {
    Script script =
        Script.of(twoWaves().onFailure(FailurePolicy.CONTINUE).wave("c", List.of(), "three"));
    script.send(new Event.RestartRefused(ONE, "403 Forbidden"));

    assertThat(script.story())
        .contains(new Notification.WaveWithheld("b", "wave a is not healthy"))
        .noneMatch(Notification.Stopping.class::isInstance);
    assertThat(script.outcome()).isEmpty();
  }

  @Test
  void a_doubt_is_told_with_its_cause() {
    Script script = oneWorkload().acceptWithoutReply("one");

    assertThat(script.story().getLast())
        .isEqualTo(new Notification.RestartDoubtful("a", ONE, "connection reset"));
  }

  @Test
  void what_falls_back_is_told() {
    Script script = oneWorkload().accept("one").rollOut("one").showPods("one");
    script.cluster("one").loseOnePod();
    script.show("one");

    assertThat(script.story().getLast())
        .isEqualTo(new Notification.FellBack("a", ONE, "1 of 2 pods available"));
  }

  @Test
  void what_the_pods_say_against_the_counts_is_told_and_told_once() {
    Script script = oneWorkload().accept("one").rollOut("one");
    script.cluster("one").keepOldPods(true);
    script.showPods("one").pass(Limits.PROOF_INTERVAL).showPods("one");

    assertThat(script.story())
        .filteredOn(it -> it.toString().contains("older revision"))
        .containsExactly(
            new Notification.RolloutProgressed(
                "a", ONE, 2, 2, 2, "1 pod of an older revision still there: one-old"));
  }

  @Test
  void a_view_that_shows_nothing_new_is_not_told() {
    Script script = oneWorkload().accept("one");
    script.cluster("one").startRollout();
    script.show("one");
    int told = script.story().size();
    script.cluster("one").writeStatus();
    script.show("one");

    assertThat(script.story()).hasSize(told);
  }

  @Test
  void an_outage_and_its_length() {
    Script script = oneWorkload().accept("one");
    script.send(new Event.OutageBegan("connection refused")).sleep(Duration.ofSeconds(90));
    script.send(new Event.OutageEnded());

    assertThat(script.story())
        .containsSubsequence(
            new Notification.OutageBegan("connection refused"),
            new Notification.OutageEnded(Duration.ofSeconds(90)));
  }

  @Test
  void a_clock_that_was_set() {
    Script script = oneWorkload().accept("one").setClock(Duration.ofMinutes(-3));

    assertThat(script.story().getLast())
        .isEqualTo(new Notification.ClockStepped(Duration.ofMinutes(-3)));
  }

  @Test
  void a_person_who_pauses_and_lets_go_on_and_cancels() {
    Script script = Script.of(twoWaves()).accept("one");
    script.send(new Event.Paused(new Pause("ann", "traffic", script.now())));
    script.send(new Event.PauseLifted("ann", "over"));
    script.send(new Event.Cancelled("bob", "wrong night"));
    script.send(new Event.Cancelled("bob", "wrong night"));

    assertThat(script.story().subList(4, script.story().size()))
        .containsExactly(
            new Notification.Paused("ann", "traffic", 1),
            new Notification.PauseLifted("ann", "over"),
            new Notification.Stopping("cancelled by bob: wrong night", 1));
  }

  @Test
  void a_run_that_is_gone_on_with() {
    Pause pause = new Pause("ann", "traffic", Script.START);
    Script script = Script.of(twoWaves()).makeHealthy("one");
    Checkpoint checkpoint = script.checkpoint().with(Optional.of(pause));
    int told = script.story().size();
    script.restore(checkpoint, Duration.ofMinutes(2));

    assertThat(script.story().subList(told, script.story().size()))
        .containsExactly(
            new Notification.RunContinued(Script.START, 1, 2),
            new Notification.Paused("ann", "traffic", 0),
            new Notification.WaveReady("b", 1));
  }

  @Test
  void every_instant_of_the_way_is_kept() {
    Script script = Script.of(twoWaves());
    Instant patched = script.now();
    script.pass(Duration.ofSeconds(1)).accept("one").pass(Duration.ofSeconds(2));
    Instant observed = script.now();
    script.cluster("one").startRollout();
    script.show("one").pass(Duration.ofSeconds(3)).rollOut("one").pass(Duration.ofSeconds(1));
    Instant current = script.now();
    script.showPods("one").pass(Plans.SOAK);
    Instant soaked = script.now();
    script.showPods("one");

    WaveProgress wave = script.run().waves().getFirst();
    assertThat(wave.workloads().getFirst().timeline())
        .isEqualTo(
            new WorkloadProgress.Timeline(
                Optional.of(patched),
                Optional.of(observed),
                Optional.of(current),
                Optional.of(soaked)));
    assertThat(wave.timeline())
        .isEqualTo(
            new WaveProgress.Timeline(
                Optional.of(Script.START),
                Optional.of(patched),
                Optional.of(soaked),
                Optional.of(soaked)));
  }
}
