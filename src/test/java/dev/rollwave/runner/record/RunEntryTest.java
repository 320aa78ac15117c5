package dev.rollwave.runner.record;

import static dev.rollwave.runner.Plans.named;
import static dev.rollwave.runner.Plans.wave;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rollwave.engine.message.RunOutcome;
import dev.rollwave.engine.spec.RunId;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.runner.MarkedWorkloads;
import dev.rollwave.runner.Plans;
import dev.rollwave.runner.Resolution;
import dev.rollwave.runner.RunLock;
import dev.rollwave.runner.record.PlanRecordStore.Reading;
import dev.rollwave.runner.record.RunEntry.Consent;
import dev.rollwave.simulation.SimulatedRecords;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunEntryTest {
  private static final Instant NOW = Records.START.plusSeconds(60);
  private static final RestartPlan PLAN =
      Plans.of(wave("only", named(MarkedWorkloads.ref("cart")))).keptIn("rollwave");
  private static final Resolution RESOLUTION =
      new Resolution(
          Map.of("only", List.of(MarkedWorkloads.of("cart", Optional.empty(), 2))), List.of());
  private static final Consent<String> GIVEN = (_, _) -> Optional.empty();

  private final SimulatedRecords records = new SimulatedRecords();
  private final List<String> asked = new ArrayList<>();
  private int begun;

  @Test
  void a_run_is_written_down_before_it_makes_a_step() throws Exception {
    RunEntry.Entered<String> entered = entered(enter("us", StartMode.USUAL, GIVEN));

    assertThat(entered.decision()).isInstanceOf(StartDecision.Begin.class);
    assertThat(entered.decision().checkpoint()).isEmpty();
    assertThat(entered.spec().runId()).isEqualTo(new RunId("run-1"));
    assertThat(planRecord().newest()).isEqualTo(entered.decision().run());
  }

  @Test
  void a_run_that_is_withheld_leaves_no_trace() throws Exception {
    assertThat(enter("us", StartMode.USUAL, (_, _) -> Optional.of("not today")))
        .isEqualTo(new RunEntry.Withheld<>("not today"));

    assertThat(records.read(PLAN.name())).isInstanceOf(Reading.Nothing.class);
  }

  @Test
  void a_run_whose_record_will_not_fit_is_refused_before_anything_is_written_or_asked() {
    records.objectTo("too many workloads");

    assertThatExceptionOfType(ClusterException.Refused.class)
        .isThrownBy(() -> enter("us", StartMode.USUAL, GIVEN))
        .withMessage("too many workloads");

    assertThat(asked).isEmpty();
    assertThat(records.read(PLAN.name())).isInstanceOf(Reading.Nothing.class);
  }

  @Test
  void the_run_of_a_process_that_died_is_continued_though_its_record_will_not_fit()
      throws Exception {
    entered(enter("them", StartMode.USUAL, GIVEN));
    records.objectTo("too many workloads");

    assertThat(entered(enter("us", StartMode.USUAL, GIVEN)).decision())
        .isInstanceOf(StartDecision.Continue.class);
  }

  @Test
  void the_run_of_a_process_that_died_is_continued_under_its_id() throws Exception {
    entered(enter("them", StartMode.USUAL, GIVEN));

    RunEntry.Entered<String> entered = entered(enter("us", StartMode.USUAL, GIVEN));

    assertThat(entered.decision()).isInstanceOf(StartDecision.Continue.class);
    assertThat(entered.decision().checkpoint()).isPresent();
    assertThat(entered.spec().runId()).isEqualTo(new RunId("run-1"));
    assertThat(planRecord().newest().owner().holder()).isEqualTo("us");
  }

  @Test
  void who_starts_over_closes_the_unfinished_run_in_the_same_writing() throws Exception {
    entered(enter("them", StartMode.USUAL, GIVEN));

    RunEntry.Entered<String> entered = entered(enter("us", StartMode.NEW_RUN, GIVEN));

    assertThat(entered.spec().runId()).isEqualTo(new RunId("run-2"));
    assertThat(planRecord().history())
        .singleElement()
        .satisfies(closed -> {
          assertThat(closed.runId()).isEqualTo(new RunId("run-1"));
          assertThat(closed.outcome())
              .isEqualTo(new RunOutcome.Incomplete("a new run was asked for"));
        });
  }

  @Test
  void where_another_process_wrote_meanwhile_all_is_decided_anew() throws Exception {
    Consent<String> slow =
        (decision, _) -> {
          asked.add(decision.getClass().getSimpleName());
          if (asked.size() == 1) {
            meanwhile("them");
          }
          return Optional.empty();
        };

    RunEntry.Entered<String> entered = entered(enter("us", StartMode.USUAL, slow));

    assertThat(asked).containsExactly("Begin", "Continue");
    assertThat(entered.spec().runId()).isEqualTo(new RunId("run-2"));
  }

  @Test
  void where_others_write_all_the_time_nothing_is_restarted() {
    Consent<String> hopeless =
        (_, _) -> {
          meanwhile("them-" + begun);
          return Optional.empty();
        };

    assertThatExceptionOfType(ClusterException.Refused.class)
        .isThrownBy(() -> enter("us", StartMode.USUAL, hopeless))
        .withMessageContaining("was changed by another process at each of several tries");
  }

  @Test
  void a_plan_that_was_edited_is_refused_without_asking_or_writing() throws Exception {
    entered(enter("them", StartMode.USUAL, GIVEN));
    PlanRecord before = planRecord();
    RestartPlan edited = Plans.of(wave("renamed", named(MarkedWorkloads.ref("cart"))));

    RunEntry.Result<String> result =
        entry("us", StartMode.USUAL, edited.keptIn("rollwave"))
            .enter(RESOLUTION, (_, _) -> Optional.of("asked"));

    assertThat(result)
        .isInstanceOfSatisfying(
            RunEntry.Left.class,
            left -> assertThat(left.decision()).isInstanceOf(StartByRecord.Edited.class));
    assertThat(planRecord()).isEqualTo(before);
  }

  private void meanwhile(String holder) {
    try {
      enter(holder, StartMode.USUAL, GIVEN);
    } catch (ClusterException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private RunEntry.Result<String> enter(String holder, StartMode mode, Consent<String> consent)
      throws ClusterException, InterruptedException {
    return entry(holder, mode, PLAN).enter(RESOLUTION, consent);
  }

  private RunEntry entry(String holder, StartMode mode, RestartPlan plan) {
    RunStart start =
        new RunStart(
            plan,
            plan.calendar(),
            plan.reason(),
            new Owner(holder, "a test", Optional.empty(), List.of()),
            mode,
            _ -> new RunId("run-" + ++begun));
    return new RunEntry(start, records, new Held(), () -> NOW, _ -> {});
  }

  private static RunEntry.Entered<String> entered(RunEntry.Result<String> result) {
    assertThat(result).isInstanceOf(RunEntry.Entered.class);
    return (RunEntry.Entered<String>) result;
  }

  private PlanRecord planRecord() {
    return ((Reading.Found) records.read(PLAN.name())).planRecord();
  }

  /** A lock without a rival. */
  private static final class Held implements RunLock.Hold {
    @Override
    public boolean isFresh() {
      return true;
    }

    @Override
    public void confirm() {}

    @Override
    public void close() {}
  }
}
