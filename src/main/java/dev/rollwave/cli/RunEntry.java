package dev.rollwave.cli;

import dev.rollwave.console.Audience;
import dev.rollwave.engine.Past;
import dev.rollwave.engine.RunId;
import dev.rollwave.engine.RunOutcome;
import dev.rollwave.plan.PlanPrint;
import dev.rollwave.runner.Continuation;
import dev.rollwave.runner.Counts;
import dev.rollwave.runner.Ending;
import dev.rollwave.runner.MarkedRun;
import dev.rollwave.runner.Owner;
import dev.rollwave.runner.Resolution;
import dev.rollwave.runner.RunBook;
import dev.rollwave.runner.RunRecord;
import dev.rollwave.runner.RunRecords.Reading;
import dev.rollwave.runner.Unrecorded;
import dev.rollwave.workload.WorkloadSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * How a process enters a run: it begins one, goes on with the one that is there, or must not.
 *
 * @param request what is asked for
 * @param owner this process
 * @param audience is told why it must not
 * @param random of run ids
 */
record RunEntry(RunRequest request, Owner owner, Audience audience, RandomGenerator random) {
  private static final int MOST_SHOWN = 20;

  /** What was decided. */
  sealed interface Decision {

    /**
     * The run may be worked on.
     *
     * @param closing how the unfinished run before it is closed
     * @param run as it stands
     * @param past what an earlier process wrote down; empty for a run that begins
     */
    record Enter(Optional<Ending> closing, RunRecord run, Optional<Past> past)
        implements Decision {}

    /** The process leaves; the audience was told why. */
    record Leave(ExitStatus status) implements Decision {}
  }

  /**
   * What this start means where {@code found} is kept and the plan's workloads are as in {@code
   * resolution}.
   */
  Decision decide(Reading found, Resolution resolution, Instant now) {
    return switch (found) {
      case Reading.Nothing() -> withoutRecord(unrecorded(resolution, Set.of(), now), now);
      case Reading.Unreadable unreadable -> unreadable(unreadable, now);
      case Reading.Found(RunBook book, String _) ->
          decide(book, unrecorded(resolution, book.runs(), now), now);
    };
  }

  // Who starts over has been told of what is unfinished, or does not mind.
  private Unrecorded unrecorded(Resolution resolution, Set<RunId> known, Instant now) {
    List<WorkloadSnapshot> targets =
        resolution.targets().values().stream().flatMap(List::stream).toList();
    return request.wish() == Continuation.Wish.NEW_RUN
        ? new Unrecorded.None()
        : Unrecorded.among(targets, request.plan(), known, now);
  }

  private Decision withoutRecord(Unrecorded unrecorded, Instant now) {
    return switch (unrecorded) {
      case Unrecorded.None _ -> begin(Optional.empty(), now);
      case Unrecorded.Lost(MarkedRun lost) -> {
        others().lost(lost);
        Past past = Past.none(lost.since());
        yield new Decision.Enter(
            Optional.empty(),
            record(lost.runId(), owner, Counts.NONE, Optional.empty(), past, now),
            Optional.of(past));
      }
      case Unrecorded.Elsewhere elsewhere -> {
        others().leftAlone(elsewhere);
        yield begin(Optional.empty(), now);
      }
      case Unrecorded.AtWork other -> refused(other, now);
    };
  }

  private Decision refused(Unrecorded.AtWork other, Instant now) {
    others().atWork(other, now);
    return new Decision.Leave(ExitStatus.REFUSED);
  }

  private OtherRuns others() {
    return new OtherRuns(request.plan(), audience);
  }

  private Decision unreadable(Reading.Unreadable found, Instant now) {
    if (request.wish() == Continuation.Wish.NEW_RUN) {
      return begin(Optional.empty(), now);
    }
    audience.complain(
        "refused: the record of earlier runs, "
            + found.where()
            + ", cannot be read: "
            + found.why());
    audience.complain(
        "  whether a run is unfinished is not known; --new-run starts over, and replaces it");
    return new Decision.Leave(ExitStatus.REFUSED);
  }

  private Decision decide(RunBook book, Unrecorded unrecorded, Instant now) {
    Continuation.Start start =
        new Continuation.Start(
            PlanPrint.of(request.plan()),
            owner.job(),
            request.plan()::resumableUntil,
            request.wish());
    return switch (Continuation.of(book, start, now)) {
      case Continuation.Begin _, Continuation.GoOn _
          when unrecorded instanceof Unrecorded.AtWork other ->
          refused(other, now);
      case Continuation.Begin(Optional<Ending> closing) -> {
        closing.ifPresent(ending ->
            audience.complain(
                "this start begins a new run, and closes run "
                    + book.newest().runId()
                    + ": "
                    + cause(ending.outcome())));
        yield begin(closing, now);
      }
      case Continuation.GoOn(RunRecord run, var instructions) -> {
        Past past = run.past().with(instructions.pause());
        yield new Decision.Enter(
            Optional.empty(),
            record(run.runId(), owner.after(run.owner()), run.counts(), run.lastError(), past, now),
            Optional.of(past));
      }
      case Continuation.AlreadyEnded(RunRecord run, var outcome) -> {
        ExitStatus status = ExitStatus.of(outcome);
        audience.complain(
            "run "
                + run.runId()
                + " of this Job has ended already, and nothing is restarted again: "
                + status.meaning());
        yield new Decision.Leave(status);
      }
      case Continuation.Edited(RunRecord run, List<String> difference) -> {
        edited(run, difference);
        yield new Decision.Leave(ExitStatus.REFUSED);
      }
    };
  }

  private static String cause(RunOutcome outcome) {
    return switch (outcome) {
      case RunOutcome.Incomplete(String cause) -> "incomplete, " + cause;
      case RunOutcome.Interrupted(String cause) -> "incomplete, " + cause;
      case RunOutcome.Unreachable(String cause) -> "incomplete, " + cause;
      case RunOutcome.Cancelled(String cause) -> cause;
      case RunOutcome.Done _, RunOutcome.WorkloadsFailed _ -> "it had ended";
    };
  }

  private void edited(RunRecord run, List<String> difference) {
    audience.complain(
        "refused: run " + run.runId() + " is unfinished, and the plan was edited since it began:");
    difference.stream().limit(MOST_SHOWN).forEach(line -> audience.complain("  " + line));
    if (difference.isEmpty()) {
      audience.complain("  the same lines in another order");
    }
    if (difference.size() > MOST_SHOWN) {
      audience.complain("  and " + (difference.size() - MOST_SHOWN) + " lines more");
    }
    audience.complain(
        "  --continue-with-new-plan continues it with the plan as it is now; --new-run starts"
            + " over");
  }

  private Decision begin(Optional<Ending> closing, Instant now) {
    Past none = Past.none(now);
    return new Decision.Enter(
        closing,
        record(RunIds.next(now, random), owner, Counts.NONE, Optional.empty(), none, now),
        Optional.empty());
  }

  private RunRecord record(
      RunId id, Owner by, Counts counts, Optional<String> lastError, Past past, Instant now) {
    return new RunRecord(
        id,
        PlanPrint.of(request.plan()),
        request.reason(),
        by,
        now,
        counts,
        lastError,
        Optional.empty(),
        past);
  }
}
