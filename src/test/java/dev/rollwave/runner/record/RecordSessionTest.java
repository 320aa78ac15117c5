package dev.rollwave.runner.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.engine.message.Event;
import dev.rollwave.engine.message.Pause;
import dev.rollwave.engine.message.RunOutcome;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.runner.record.Instruction.Verb;
import dev.rollwave.runner.record.PlanRecordStore.Reading;
import dev.rollwave.simulation.SimulatedRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordSessionTest {
  private final SimulatedRecords records = new SimulatedRecords();
  private final List<Event> told = new ArrayList<>();
  private final RunRecord ours = Records.run("run-1", "us");

  @Test
  void a_run_is_kept_again_and_again() throws ClusterException {
    RecordSession session = open(ours);
    RunRecord done = Records.ended(ours, new RunOutcome.Done());

    assertThat(session.keep(ours)).isEmpty();
    assertThat(session.keep(done)).isEmpty();
    assertThat(planRecord().newest()).isEqualTo(done);
    assertThat(planRecord().history()).extracting(RunSummary::runId).containsExactly(ours.runId());
  }

  @Test
  void what_a_person_asks_meanwhile_is_handed_on_once_and_not_written_over()
      throws ClusterException {
    RecordSession session = open(ours);
    ask(Verb.PAUSE, "busy");

    assertThat(session.keep(ours)).isEmpty();
    assertThat(session.keep(ours)).isEmpty();
    assertThat(told).containsExactly(new Event.Paused(new Pause("ops", "busy", Records.START)));
    assertThat(planRecord().instructions().pause()).isPresent();

    ask(Verb.RESUME, "over");
    assertThat(session.refresh("")).isEmpty();
    assertThat(told.getLast()).isEqualTo(new Event.PauseLifted("ops", "over"));
    assertThat(planRecord().instructions().pause()).isEmpty();
  }

  @Test
  void who_took_the_run_over_is_told_and_nothing_of_theirs_is_written_over()
      throws ClusterException {
    RecordSession session = open(ours);
    RunRecord theirs = Records.run("run-1", "them");
    RecordSession.open(records, "shop", records.read("shop"), Optional.empty(), theirs, told::add);

    assertThat(session.keep(ours)).contains("them");
    assertThat(planRecord().newest()).isEqualTo(theirs);
  }

  @Test
  void a_book_that_was_thrown_away_is_brought_back() throws ClusterException {
    RecordSession session = open(ours);
    records.lose("shop");

    assertThat(session.keep(ours)).isEmpty();
    assertThat(planRecord().newest()).isEqualTo(ours);
  }

  @Test
  void a_book_that_was_thrown_away_is_brought_back_as_soon_as_that_is_heard_of()
      throws ClusterException {
    RecordSession session = open(ours);
    ask(Verb.PAUSE, "busy");
    session.keep(ours);
    records.lose("shop");

    assertThat(session.refresh("the version at which it was deleted")).isEmpty();

    assertThat(planRecord().instructions().pause()).isPresent();
    ask(Verb.RESUME, "over");
    session.refresh("");
    assertThat(told.getLast()).isEqualTo(new Event.PauseLifted("ops", "over"));
  }

  @Test
  void what_cannot_be_asked_of_a_run_is_objected_to() throws ClusterException {
    RecordSession session = open(ours);
    assertThat(planRecord().objectionTo(Verb.RESUME)).contains("run run-1 is not paused");
    assertThat(planRecord().objectionTo(Verb.PAUSE)).isEmpty();

    ask(Verb.PAUSE, "busy");
    assertThat(planRecord().objectionTo(Verb.PAUSE)).contains("run run-1 is paused already");
    assertThat(planRecord().objectionTo(Verb.RESUME)).isEmpty();
    assertThat(planRecord().objectionTo(Verb.CANCEL)).isEmpty();

    ask(Verb.CANCEL, "no longer wanted");
    assertThat(planRecord().objectionTo(Verb.CANCEL)).contains("run run-1 is cancelled already");

    session.keep(Records.ended(ours, new RunOutcome.Done()));
    assertThat(planRecord().objectionTo(Verb.PAUSE))
        .contains("the last run, run-1, has ended, and none is unfinished");
  }

  @Test
  void who_reads_before_somebody_else_writes_has_to_read_again() throws ClusterException {
    Reading before = records.read("shop");
    open(ours);

    assertThat(RecordSession.open(records, "shop", before, Optional.empty(), ours, told::add))
        .isEmpty();
  }

  @Test
  void an_unfinished_run_that_is_closed_is_remembered_as_such() throws ClusterException {
    open(ours);
    Ending closing = new Ending(new RunOutcome.Incomplete("too old"), Records.START);
    RunRecord next = Records.run("run-2", "us");
    RecordSession.open(
        records, "shop", records.read("shop"), Optional.of(closing), next, told::add);

    assertThat(planRecord().newest()).isEqualTo(next);
    assertThat(planRecord().history())
        .singleElement()
        .satisfies(run -> assertThat(run.outcome()).isEqualTo(closing.outcome()));
  }

  @Test
  void no_more_than_twenty_runs_are_remembered() throws ClusterException {
    for (int i = 1; i <= 25; i++) {
      RunRecord run = Records.run("run-" + i, "us");
      RecordSession session =
          RecordSession.open(
                  records, "shop", records.read("shop"), Optional.empty(), run, told::add)
              .orElseThrow();
      session.keep(Records.ended(run, new RunOutcome.Done()));
    }

    assertThat(planRecord().history()).hasSize(20);
    assertThat(planRecord().history().getFirst().runId().value()).isEqualTo("run-25");
  }

  private RecordSession open(RunRecord run) throws ClusterException {
    return RecordSession.open(
            records, "shop", records.read("shop"), Optional.empty(), run, told::add)
        .orElseThrow();
  }

  private void ask(Verb verb, String reason) {
    Reading.Found found = (Reading.Found) records.read("shop");
    records.write(
        "shop",
        found.planRecord().with(new Instruction(verb, "ops", reason, Records.START)),
        Optional.of(found.version()));
  }

  private PlanRecord planRecord() {
    return ((Reading.Found) records.read("shop")).planRecord();
  }
}
