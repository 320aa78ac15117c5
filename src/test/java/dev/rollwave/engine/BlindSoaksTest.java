package dev.rollwave.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.engine.FinalState.Healthy;
import dev.rollwave.engine.InFlightState.RollingOut;
import dev.rollwave.engine.InFlightState.Soaking;
import dev.rollwave.engine.message.Command;
import dev.rollwave.engine.message.Command.InspectPods;
import dev.rollwave.engine.message.Event;
import dev.rollwave.engine.script.FakeDeployment;
import dev.rollwave.engine.script.Plans;
import dev.rollwave.engine.script.Script;
import dev.rollwave.plan.HealthPolicy;
import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.WorkloadRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * A soak goes on through time in which its pods could not be seen, when they prove afterwards that
 * nothing happened; where they cannot, they begin anew.
 */
class BlindSoaksTest {
  private static final Duration REPORT = Limits.KUBELETS_REPORT;
  private static final Duration MOMENT = Duration.ofMillis(1);
  private static final Event OUTAGE = new Event.OutageBegan("connection refused");
  private static final Event ANSWERS = new Event.OutageEnded();

  private final Script script = soaking(Plans.SOAK);

  private static Script soaking(Duration soak) {
    return rollingOut(soak).rollOut("a1").showPods("a1");
  }

  private static Script rollingOut(Duration soak) {
    HealthPolicy health =
        new HealthPolicy(Plans.TIMEOUT, soak, Plans.GRACE, Plans.HEALTH.onForeignChange());
    return Script.of(new Plans().health(health).wave("a", List.of(), "a1"), Map.of("a1", 3))
        .accept("a1");
  }

  private void assertNothingIsAskedFor(Duration time) {
    script.pass(time.minus(MOMENT));
    assertThat(script.asksForPods("a1")).isFalse();
    script.pass(MOMENT);
    assertThat(script.asksForPods("a1")).isTrue();
  }

  private void assertHealthy() {
    assertThat(script.state("a1")).isInstanceOf(Healthy.class);
  }

  @Test
  void an_outage_in_the_middle_of_a_soak_does_not_prolong_it() {
    script.pass(Duration.ofSeconds(5)).send(OUTAGE).pass(Duration.ofSeconds(5)).send(ANSWERS);

    assertNothingIsAskedFor(REPORT);
    script.showPods("a1");
    assertThat(script.state("a1")).isInstanceOf(Soaking.class);

    assertNothingIsAskedFor(Plans.SOAK.minusSeconds(10).minus(REPORT));
    script.showPods("a1");
    assertHealthy();
  }

  @Test
  void what_pods_showed_before_the_end_of_a_soak_does_not_prove_it_however_late_it_comes() {
    script.pass(Plans.SOAK.minus(REPORT).minusSeconds(10)).send(OUTAGE).send(ANSWERS).pass(REPORT);
    InspectPods early = script.asked("a1");
    PodSet pods = script.cluster("a1").pods();

    script.sleep(Duration.ofSeconds(12)).send(new Event.PodsInspected(early, pods));
    assertThat(script.state("a1")).isInstanceOf(Soaking.class);

    script.showPods("a1");
    assertHealthy();
  }

  @Test
  void a_clock_that_is_set_back_makes_no_early_look_a_late_one() {
    script.pass(Plans.SOAK.minus(REPORT).minusSeconds(10)).send(OUTAGE).send(ANSWERS).pass(REPORT);
    InspectPods early = script.asked("a1");
    PodSet pods = script.cluster("a1").pods();

    script.setClock(Duration.ofMinutes(-1)).sleep(Duration.ofSeconds(12));
    script.send(new Event.PodsInspected(early, pods));
    assertThat(script.state("a1")).isInstanceOf(Soaking.class);

    script.showPods("a1");
    assertHealthy();
  }

  @Test
  void pods_are_not_believed_before_their_kubelets_can_have_reported() {
    script.pass(Plans.SOAK.minusSeconds(5)).send(OUTAGE).pass(Duration.ofSeconds(4)).send(ANSWERS);

    assertNothingIsAskedFor(REPORT);
    script.showPods("a1");

    assertHealthy();
  }

  @Test
  void a_soak_that_was_over_before_the_outage_was_is_proven_as_soon_as_kubelets_have_reported() {
    script.pass(Duration.ofSeconds(5)).send(OUTAGE).pass(Duration.ofMinutes(8)).send(ANSWERS);

    assertNothingIsAskedFor(REPORT);
    script.showPods("a1");

    assertHealthy();
  }

  @Test
  void an_answer_to_a_question_from_before_the_outage_ended_proves_nothing() {
    script.pass(Plans.SOAK);
    Command.InspectPods old = script.asked("a1");
    script.send(OUTAGE).pass(Duration.ofSeconds(2)).send(ANSWERS);

    script.send(new Event.PodsInspected(old, script.cluster("a1").pods()));

    assertThat(script.state("a1")).isInstanceOf(Soaking.class);
  }

  @Test
  void a_pod_that_was_unready_unseen_begins_anew() {
    disturbed().flapOnePod();
    assertSoaksAnew();
  }

  @Test
  void a_pod_that_was_replaced_unseen_begins_anew() {
    disturbed().replaceOnePod();
    assertSoaksAnew();
  }

  @Test
  void containers_that_restarted_unseen_begin_anew() {
    disturbed().restartContainers();
    assertSoaksAnew();
  }

  private FakeDeployment disturbed() {
    script.pass(Duration.ofSeconds(5)).send(OUTAGE).pass(Duration.ofSeconds(5)).send(ANSWERS);
    return script.cluster("a1");
  }

  private void assertSoaksAnew() {
    script.pass(REPORT).showPods("a1");
    assertThat(script.state("a1")).isInstanceOf(RollingOut.class);
    script.showPods("a1");

    assertNothingIsAskedFor(Plans.SOAK);
    script.showPods("a1");
    assertHealthy();
  }

  @Test
  void a_pod_that_was_disturbed_unseen_takes_nothing_from_the_others() {
    disturbed().flapOnePod();
    Instant begun = script.now().minusSeconds(10);
    script.pass(REPORT).showPods("a1").showPods("a1");

    SoakProof.Seen proof = (SoakProof.Seen) ((Soaking) script.state("a1")).proof();
    assertThat(proof.since())
        .containsEntry("uid-a1-0", script.now())
        .containsEntry("uid-a1-1", begun)
        .containsEntry("uid-a1-2", begun);
  }

  @Test
  void what_had_fallen_back_before_the_outage_goes_on_with_what_its_pods_had_proven() {
    script.pass(Duration.ofSeconds(5));
    script.cluster("a1").loseOnePod();
    script.show("a1").send(OUTAGE).pass(Duration.ofSeconds(5)).send(ANSWERS);
    script.rollOut("a1").showPods("a1");

    script.pass(REPORT).showPods("a1");
    assertNothingIsAskedFor(Plans.SOAK.minusSeconds(10).minus(REPORT));
    script.showPods("a1");
    assertHealthy();
  }

  @Test
  void what_had_fallen_back_is_not_believed_before_kubelets_have_reported() {
    script.pass(Duration.ofSeconds(5));
    script.cluster("a1").loseOnePod();
    script.show("a1").send(OUTAGE).pass(Plans.SOAK).send(ANSWERS);

    script.rollOut("a1").showPods("a1");
    assertThat(script.state("a1")).isInstanceOf(Soaking.class);

    assertNothingIsAskedFor(REPORT);
    script.showPods("a1");
    assertHealthy();
  }

  @Test
  void nor_is_an_answer_that_comes_later_and_was_asked_for_before() {
    script.pass(Duration.ofSeconds(5));
    script.cluster("a1").loseOnePod();
    script.show("a1").send(OUTAGE).pass(Plans.SOAK).send(ANSWERS);
    PodSet before = script.cluster("a1").pods();

    script.rollOut("a1").pass(REPORT).showPods("a1", before);
    assertThat(script.state("a1")).isInstanceOf(Soaking.class);
    assertThat(script.asksForPods("a1")).isTrue();

    script.showPods("a1");
    assertHealthy();
  }

  @Test
  void a_look_because_it_was_scaled_is_no_proof_before_kubelets_have_reported() {
    script.send(OUTAGE).pass(Plans.SOAK).send(ANSWERS);
    script.cluster("a1").scale(2);
    script.rollOut("a1").showPods("a1");
    assertThat(script.state("a1")).isInstanceOf(Soaking.class);

    assertNothingIsAskedFor(REPORT);
    script.showPods("a1");
    assertHealthy();
  }

  @Test
  void without_a_soak_pods_prove_nothing_either_before_their_kubelets_have_reported() {
    Script brief = rollingOut(Duration.ZERO).send(OUTAGE).pass(Plans.GRACE).send(ANSWERS);
    brief.rollOut("a1").showPods("a1");
    assertThat(brief.state("a1")).isInstanceOf(Soaking.class);

    brief.pass(REPORT).showPods("a1");
    assertThat(brief.state("a1")).isInstanceOf(Healthy.class);
  }

  @Test
  void a_clock_that_is_set_moves_the_wait_for_the_kubelets() {
    script.send(OUTAGE).pass(Plans.SOAK).send(ANSWERS).setClock(Duration.ofHours(1));
    script.cluster("a1").scale(2);
    script.rollOut("a1").showPods("a1");

    assertNothingIsAskedFor(REPORT);
    script.showPods("a1");
    assertHealthy();
  }

  @Test
  void another_process_that_goes_on_does_not_look_sooner() {
    script.send(OUTAGE).pass(Plans.SOAK).send(ANSWERS);

    script.restore(script.checkpoint(), Duration.ofSeconds(1));

    assertNothingIsAskedFor(REPORT.minusSeconds(1));
    script.showPods("a1");
    assertHealthy();
  }

  @Test
  void a_soak_goes_on_while_its_workload_is_not_let_be_watched() {
    SortedSet<WorkloadRef> refs = new TreeSet<>(List.of(Plans.ref("a1")));
    script.pass(Duration.ofSeconds(5)).send(new Event.ScopeLost(refs, true, "401 Unauthorized"));
    script.pass(Duration.ofSeconds(5)).send(new Event.ScopeSeen(refs));

    assertNothingIsAskedFor(Plans.SOAK.minusSeconds(10));
    script.showPods("a1");
    assertHealthy();
  }

  @Test
  void a_pod_that_was_unready_while_its_workload_could_not_be_watched_begins_anew() {
    SortedSet<WorkloadRef> refs = new TreeSet<>(List.of(Plans.ref("a1")));
    script.pass(Duration.ofSeconds(5)).send(new Event.ScopeLost(refs, true, "401 Unauthorized"));
    script.cluster("a1").flapOnePod();
    script.pass(Duration.ofSeconds(5)).send(new Event.ScopeSeen(refs));

    script.pass(Plans.SOAK.minusSeconds(10)).showPods("a1").showPods("a1");
    assertNothingIsAskedFor(Plans.SOAK);
    script.showPods("a1");
    assertHealthy();
  }
}
