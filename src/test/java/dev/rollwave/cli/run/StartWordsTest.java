package dev.rollwave.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.cli.process.ExitStatus;
import dev.rollwave.console.Audience;
import dev.rollwave.console.Terminal;
import dev.rollwave.engine.Checkpoint;
import dev.rollwave.engine.spec.RunId;
import dev.rollwave.plan.CanonicalPlan;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.planfile.PlanFile;
import dev.rollwave.planfile.PlanReading;
import dev.rollwave.runner.Resolution;
import dev.rollwave.runner.record.Counts;
import dev.rollwave.runner.record.Owner;
import dev.rollwave.runner.record.PlanRecordStore.Reading;
import dev.rollwave.runner.record.RecordSession;
import dev.rollwave.runner.record.RunRecord;
import dev.rollwave.runner.record.StartDecision;
import dev.rollwave.runner.record.StartMode;
import dev.rollwave.runner.record.Unrecorded;
import dev.rollwave.simulation.SimulatedRecords;
import dev.rollwave.workload.ObjectState;
import dev.rollwave.workload.RestartMark;
import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentStrategy.RollingUpdate;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A start that finds the marks of a run which its own record does not know. */
class StartWordsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T01:31:20Z");
  private static final String JUST_NOW = "2026-11-21T01:30:40Z";
  private static final String HOURS_AGO = "2026-11-20T19:30:40Z";

  private static final String PLAN =
      """
      apiVersion: rollwave.dev/v1
      kind: RestartPlan
      metadata: {name: nightly}
      spec:
        reason: a test
        stateNamespace: rollwave
        waves:
          - name: only
            workloads:
              - {kind: Deployment, namespace: shop, name: cart}
              - {kind: Deployment, namespace: shop, name: mail}
      """;

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private Optional<ExitStatus> status = Optional.empty();

  @Test
  void a_run_of_another_namespace_that_may_be_at_work_is_never_taken_for_lost() {
    assertThat(
            decide(new Reading.Nothing(), StartMode.USUAL, mark(JUST_NOW, Optional.of("laptop"))))
        .isInstanceOf(Unrecorded.AtWork.class);
    assertThat(status).contains(ExitStatus.REFUSED);
    assertThat(told())
        .isEqualTo(
            """
            refused: run run-7 of this plan may be at work under another lock: it began before 2026-11-21T01:30:40Z and restarted shop/Deployment/cart 40 s ago, and its record is in namespace laptop, not in rollwave
              to see who works on it: rollwave status nightly --state-namespace laptop
              `stateNamespace` in the plan's spec gives all who run it one lock and one record
              where that run has ended: wait until 2026-11-21T01:41:10Z, or start over at once with --new-run, which restarts again what it has restarted
            """);
  }

  @Test
  void nor_is_one_that_does_not_say_where_its_record_is() {
    assertThat(decide(new Reading.Nothing(), StartMode.USUAL, mark(JUST_NOW, Optional.empty())))
        .isInstanceOf(Unrecorded.AtWork.class);
    assertThat(status).contains(ExitStatus.REFUSED);
    assertThat(told())
        .contains("and there is no record of it in namespace rollwave")
        .doesNotContain("rollwave status");
  }

  @Test
  void a_record_of_other_runs_does_not_hide_it() throws Exception {
    assertThat(decide(unfinished("run-6"), StartMode.USUAL, mark(JUST_NOW, Optional.of("laptop"))))
        .isInstanceOf(Unrecorded.AtWork.class);
    assertThat(status).contains(ExitStatus.REFUSED);
  }

  @Test
  void a_run_that_the_record_knows_is_gone_on_with_whatever_its_marks_say() throws Exception {
    assertThat(decide(unfinished("run-7"), StartMode.USUAL, mark(JUST_NOW, Optional.empty())))
        .isInstanceOfSatisfying(
            StartDecision.Continue.class,
            enter -> assertThat(enter.run().runId()).isEqualTo(new RunId("run-7")));
  }

  @Test
  void who_starts_over_is_not_held_up_by_it() {
    assertThat(
            decide(new Reading.Nothing(), StartMode.NEW_RUN, mark(JUST_NOW, Optional.of("laptop"))))
        .isInstanceOfSatisfying(
            StartDecision.Begin.class,
            enter -> assertThat(enter.run().runId()).isNotEqualTo(new RunId("run-7")));
  }

  @Test
  void a_run_of_this_namespace_whose_record_was_thrown_away_is_gone_on_with_at_once() {
    assertThat(
            decide(new Reading.Nothing(), StartMode.USUAL, mark(JUST_NOW, Optional.of("rollwave"))))
        .isInstanceOfSatisfying(
            StartDecision.ContinueLost.class,
            enter -> assertThat(enter.run().runId()).isEqualTo(new RunId("run-7")));
    assertThat(told()).contains("there is no record of plan nightly, but run run-7");
  }

  @Test
  void an_unfinished_run_of_another_namespace_is_left_alone_and_told() {
    assertThat(
            decide(new Reading.Nothing(), StartMode.USUAL, mark(HOURS_AGO, Optional.of("laptop"))))
        .isInstanceOfSatisfying(
            StartDecision.BeginBeside.class,
            enter -> assertThat(enter.run().runId()).isNotEqualTo(new RunId("run-7")));
    assertThat(told())
        .contains("run run-7 of this plan is unfinished and keeps its record in namespace laptop");
  }

  private StartDecision decide(Reading found, StartMode mode, RestartMark cart) {
    PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8);
    Audience audience =
        new Audience(
            Optional.empty(),
            out,
            out,
            Map.of(),
            Terminal.of(Map.of(), false, StandardCharsets.UTF_8));
    RunRequest request =
        new RunRequest(plan(), false, Optional.empty(), false, true, mode, Optional.empty());
    Resolution resolution =
        new Resolution(
            Map.of(
                "only",
                List.of(workload("cart", Optional.of(cart)), workload("mail", Optional.empty()))),
            List.of());
    StartDecision decision = request.start(owner(), new Random(1)).decide(found, resolution, NOW);
    StartWords words = new StartWords(request.plan(), audience);
    switch (decision) {
      case StartDecision.Enter enter -> words.tell(enter);
      case StartDecision.Leave leave -> status = Optional.of(words.told(leave, NOW));
    }
    return decision;
  }

  private static Reading unfinished(String run) throws Exception {
    SimulatedRecords records = new SimulatedRecords();
    RunRecord record =
        new RunRecord(
            new RunId(run),
            CanonicalPlan.of(plan()),
            "a test",
            owner(),
            NOW.minusSeconds(60),
            Counts.NONE,
            Optional.empty(),
            Optional.empty(),
            Checkpoint.none(NOW.minusSeconds(60)));
    assertThat(
            RecordSession.open(
                records, "nightly", new Reading.Nothing(), Optional.empty(), record, event -> {}))
        .isPresent();
    return records.read("nightly");
  }

  private static Owner owner() {
    return new Owner("here/1/2", "ana@here", Optional.empty(), List.of());
  }

  private static RestartMark mark(String stamp, Optional<String> stateNamespace) {
    return new RestartMark("run-7", "nightly", stamp, stateNamespace);
  }

  private static RestartPlan plan() {
    return switch (PlanFile.read("nightly.yaml", PLAN.getBytes(StandardCharsets.UTF_8))) {
      case PlanReading.Sound sound -> sound.plan();
      case PlanReading.Faulty faulty -> throw new AssertionError(faulty.problems());
    };
  }

  private static WorkloadSnapshot workload(String name, Optional<RestartMark> mark) {
    ObjectState object =
        new ObjectState(
            new WorkloadRef(WorkloadKind.DEPLOYMENT, "shop", name),
            "uid-" + name,
            "7",
            3,
            3,
            false,
            mark.map(RestartMark::stamp),
            mark,
            "template",
            Optional.empty());
    return new DeploymentSnapshot(
        object, 2, 2, 2, 2, 2, false, new RollingUpdate(1, 0), List.of(), 0, List.of());
  }

  private String told() {
    return shown.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}
