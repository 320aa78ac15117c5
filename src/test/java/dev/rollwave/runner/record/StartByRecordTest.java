package dev.rollwave.runner.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.engine.message.RunOutcome;
import dev.rollwave.plan.CanonicalPlan;
import dev.rollwave.runner.record.StartByRecord.AlreadyEnded;
import dev.rollwave.runner.record.StartByRecord.Begin;
import dev.rollwave.runner.record.StartByRecord.Continue;
import dev.rollwave.runner.record.StartByRecord.Edited;
import dev.rollwave.runner.record.StartByRecord.Start;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StartByRecordTest {
  private static final Duration DAY = Duration.ofHours(24);
  private static final Instant SOON = Records.START.plusSeconds(60);
  private static final Instant LATE = Records.START.plus(DAY).plusSeconds(1);

  private final RunRecord killed = Records.run("run-1", "us");

  @Test
  void a_killed_run_is_gone_on_with() {
    assertThat(decide(killed, StartMode.USUAL, SOON)).isInstanceOf(Continue.class);
  }

  @Test
  void a_run_that_was_left_incomplete_is_gone_on_with() {
    RunRecord left = Records.ended(killed, new RunOutcome.Incomplete("the window closed"));
    assertThat(decide(left, StartMode.USUAL, SOON)).isInstanceOf(Continue.class);
    RunRecord interrupted = Records.ended(killed, new RunOutcome.Interrupted("SIGTERM"));
    assertThat(decide(interrupted, StartMode.USUAL, SOON)).isInstanceOf(Continue.class);
    RunRecord lost = Records.ended(killed, new RunOutcome.Unreachable("gone"));
    assertThat(decide(lost, StartMode.USUAL, SOON)).isInstanceOf(Continue.class);
  }

  @Test
  void after_a_run_that_ended_a_new_one_begins() {
    for (RunOutcome outcome :
        List.of(
            new RunOutcome.Done(),
            new RunOutcome.WorkloadsFailed(),
            new RunOutcome.Cancelled("by ops"))) {
      assertThat(decide(Records.ended(killed, outcome), StartMode.USUAL, SOON))
          .isEqualTo(new Begin(Optional.empty()));
    }
  }

  @Test
  void a_run_without_a_sign_of_life_for_too_long_is_closed_as_incomplete() {
    assertThat(decide(killed, StartMode.USUAL, Records.START.plus(DAY)))
        .isInstanceOf(Continue.class);
    assertThat(decide(killed, StartMode.USUAL, LATE))
        .isInstanceOfSatisfying(
            Begin.class,
            begin ->
                assertThat(begin.closing().orElseThrow().outcome())
                    .isInstanceOf(RunOutcome.Incomplete.class));
  }

  @Test
  void a_pod_of_the_same_job_goes_on_however_late_it_comes() {
    RunRecord ofJob = Records.ofJob(killed, "uid-of-job");
    assertThat(decide(ofJob, start(Records.PLAN, Optional.of("uid-of-job"), StartMode.USUAL), LATE))
        .isInstanceOf(Continue.class);
    assertThat(decide(ofJob, start(Records.PLAN, Optional.of("another"), StartMode.USUAL), LATE))
        .isInstanceOf(Begin.class);
  }

  @Test
  void a_pod_that_was_interrupted_is_followed_by_one_of_the_same_job() {
    RunRecord ofJob =
        Records.ofJob(Records.ended(killed, new RunOutcome.Interrupted("SIGTERM")), "uid-of-job");
    assertThat(decide(ofJob, start(Records.PLAN, Optional.of("uid-of-job"), StartMode.USUAL), LATE))
        .isInstanceOf(Continue.class);
  }

  @Test
  void a_pod_of_a_job_whose_run_has_ended_begins_nothing() {
    RunRecord ofJob =
        Records.ofJob(Records.ended(killed, new RunOutcome.WorkloadsFailed()), "uid-of-job");
    assertThat(decide(ofJob, start(Records.PLAN, Optional.of("uid-of-job"), StartMode.USUAL), SOON))
        .isEqualTo(new AlreadyEnded(ofJob, new RunOutcome.WorkloadsFailed()));
  }

  // While a Job waits for its next pod, another one or a person may have seen its run through. Its
  // next pod must not restart everything again.
  @Test
  void a_pod_of_a_job_whose_run_others_have_ended_begins_nothing() {
    RunRecord ofFirst = Records.ofJob(killed, "uid-of-first");
    Owner second = new Owner("them", "pod", Optional.of("uid-of-second"), List.of());
    Owner person = new Owner("laptop", "ops@laptop", Optional.empty(), List.of());
    Owner last = person.after(second.after(ofFirst.owner()));
    assertThat(last.earlierJobs()).containsExactly("uid-of-first", "uid-of-second");

    RunRecord done = Records.ended(Records.ownedBy(killed, last), new RunOutcome.Done());
    for (String job : last.earlierJobs()) {
      assertThat(decide(done, start(Records.PLAN, Optional.of(job), StartMode.USUAL), SOON))
          .isEqualTo(new AlreadyEnded(done, new RunOutcome.Done()));
    }
    assertThat(
            decide(done, start(Records.PLAN, Optional.of("uid-of-third"), StartMode.USUAL), SOON))
        .isEqualTo(new Begin(Optional.empty()));
  }

  @Test
  void of_many_jobs_that_worked_on_a_run_the_newest_are_remembered_each_once() {
    Owner owner = new Owner("pod", "pod", Optional.of("job-0"), List.of());
    for (int night = 1; night <= 30; night++) {
      owner = new Owner("pod", "pod", Optional.of("job-" + night), List.of()).after(owner);
      owner = new Owner("again", "pod", Optional.of("job-" + night), List.of()).after(owner);
    }

    assertThat(owner.earlierJobs()).hasSize(20).startsWith("job-10").endsWith("job-29");
  }

  @Test
  void an_edited_plan_is_refused_with_the_difference() {
    CanonicalPlan edited =
        new CanonicalPlan(List.of("wave a: shop/Deployment/cart", "wave a: shop/Deployment/ads"));
    assertThat(decide(killed, start(edited, Optional.empty(), StartMode.USUAL), SOON))
        .isEqualTo(new Edited(killed, List.of("+ wave a: shop/Deployment/ads")));
    assertThat(decide(killed, start(edited, Optional.empty(), StartMode.WITH_NEW_PLAN), SOON))
        .isInstanceOf(Continue.class);
    assertThat(decide(killed, start(edited, Optional.empty(), StartMode.NEW_RUN), SOON))
        .isInstanceOf(Begin.class);
  }

  @Test
  void a_run_whose_end_was_asked_for_while_nobody_worked_on_it_is_closed_as_cancelled() {
    PlanRecord planRecord =
        PlanRecord.of(killed)
            .with(new Instruction(Instruction.Verb.CANCEL, "ops", "wrong plan", Records.START));
    assertThat(
            StartByRecord.of(
                planRecord, start(Records.PLAN, Optional.empty(), StartMode.USUAL), SOON))
        .isInstanceOfSatisfying(
            Begin.class,
            begin ->
                assertThat(begin.closing().orElseThrow().outcome())
                    .isEqualTo(new RunOutcome.Cancelled("cancelled by ops: wrong plan")));
  }

  private static StartByRecord decide(RunRecord run, StartMode mode, Instant now) {
    return decide(run, start(Records.PLAN, Optional.empty(), mode), now);
  }

  private static StartByRecord decide(RunRecord run, Start start, Instant now) {
    return StartByRecord.of(PlanRecord.of(run), start, now);
  }

  private static Start start(CanonicalPlan plan, Optional<String> job, StartMode mode) {
    return new Start(plan, job, lastSign -> lastSign.plus(DAY), mode);
  }
}
