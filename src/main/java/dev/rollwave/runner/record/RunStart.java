package dev.rollwave.runner.record;

import dev.rollwave.engine.Checkpoint;
import dev.rollwave.engine.spec.RunId;
import dev.rollwave.engine.spec.RunSpec;
import dev.rollwave.plan.CanonicalPlan;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.runner.Resolution;
import dev.rollwave.runner.record.PlanRecordStore.Reading;
import dev.rollwave.window.WindowCalendar;
import dev.rollwave.workload.WorkloadSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A start of a plan by one process. Decides whether that begins a run, continues one, or must not
 * touch anything. Every start decides here, that of a simulated process too.
 *
 * @param plan with the namespace of this start's lock and record
 * @param calendar when restarts may start
 * @param reason written on each restart
 * @param owner this process
 * @param mode of a person, about what is unfinished
 * @param ids makes the id of a run that begins at an instant
 */
public record RunStart(
    RestartPlan plan,
    WindowCalendar calendar,
    String reason,
    Owner owner,
    StartMode mode,
    Function<Instant, RunId> ids) {

  /**
   * What this start does, given the record that was {@code found} and the plan's workloads as in
   * {@code resolution}.
   */
  public StartDecision decide(Reading found, Resolution resolution, Instant now) {
    return switch (found) {
      case Reading.Nothing() -> withoutRecord(unrecorded(resolution, Set.of(), now), now);
      case Reading.Unreadable unreadable ->
          mode == StartMode.NEW_RUN ? begin(Optional.empty(), now) : unreadable;
      case Reading.Found(PlanRecord planRecord, String _) ->
          decide(planRecord, unrecorded(resolution, planRecord.runs(), now), now);
    };
  }

  // A person who starts over was told what is unfinished, or does not mind.
  private Unrecorded unrecorded(Resolution resolution, Set<RunId> known, Instant now) {
    List<WorkloadSnapshot> targets =
        resolution.targets().values().stream().flatMap(List::stream).toList();
    return mode == StartMode.NEW_RUN
        ? new Unrecorded.None()
        : Unrecorded.among(targets, plan, known, now);
  }

  private StartDecision withoutRecord(Unrecorded unrecorded, Instant now) {
    return switch (unrecorded) {
      case Unrecorded.None _ -> begin(Optional.empty(), now);
      case Unrecorded.Lost(MarkedRun lost) -> {
        Checkpoint checkpoint = Checkpoint.none(lost.since());
        RunRecord run = record(lost.runId(), owner, Counts.NONE, Optional.empty(), checkpoint, now);
        yield new StartDecision.ContinueLost(run, checkpoint, lost);
      }
      case Unrecorded.Elsewhere elsewhere ->
          new StartDecision.BeginBeside(begin(Optional.empty(), now).run(), elsewhere);
      case Unrecorded.AtWork other -> other;
    };
  }

  private StartDecision decide(PlanRecord planRecord, Unrecorded unrecorded, Instant now) {
    return switch (byRecord(planRecord, now)) {
      case StartByRecord.Begin _, StartByRecord.Continue _
          when unrecorded instanceof Unrecorded.AtWork other ->
          other;
      case StartByRecord.Begin(Optional<Ending> closing) ->
          begin(
              closing.map(ending -> new StartDecision.Closed(planRecord.newest().runId(), ending)),
              now);
      case StartByRecord.Continue(RunRecord run, var instructions) -> {
        Checkpoint checkpoint = run.checkpoint().with(instructions.pause());
        RunRecord ours =
            record(
                run.runId(),
                owner.after(run.owner()),
                run.counts(),
                run.lastError(),
                checkpoint,
                now);
        yield new StartDecision.Continue(ours, checkpoint);
      }
      case StartByRecord.AlreadyEnded ended -> ended;
      case StartByRecord.Edited edited -> edited;
    };
  }

  /** What this start means by the record alone. */
  public StartByRecord byRecord(PlanRecord planRecord, Instant now) {
    StartByRecord.Start start =
        new StartByRecord.Start(CanonicalPlan.of(plan), owner.job(), plan::resumableUntil, mode);
    return StartByRecord.of(planRecord, start, now);
  }

  private StartDecision.Begin begin(Optional<StartDecision.Closed> closed, Instant now) {
    RunRecord first =
        record(ids.apply(now), owner, Counts.NONE, Optional.empty(), Checkpoint.none(now), now);
    return new StartDecision.Begin(first, closed);
  }

  private RunRecord record(
      RunId id,
      Owner by,
      Counts counts,
      Optional<String> lastError,
      Checkpoint checkpoint,
      Instant now) {
    return new RunRecord(
        id,
        CanonicalPlan.of(plan),
        reason,
        by,
        now,
        counts,
        lastError,
        Optional.empty(),
        checkpoint);
  }

  /**
   * What the run {@code id} is to do with the workloads of {@code resolution}, in the order that
   * the rollouts of the run in {@code found} suggest.
   */
  public RunSpec spec(RunId id, Resolution resolution, Reading found) {
    RunSpec plain = new RunSpec(id, plan, resolution.targets(), calendar, reason);
    return plain.withEstimates(RolloutDurations.in(found, plain));
  }
}
