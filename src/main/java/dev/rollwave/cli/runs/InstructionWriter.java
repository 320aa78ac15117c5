package dev.rollwave.cli.runs;

import dev.rollwave.cli.process.ExitStatus;
import dev.rollwave.cli.site.MissingRecord;
import dev.rollwave.cli.site.Site;
import dev.rollwave.console.Audience;
import dev.rollwave.console.report.NoRecord;
import dev.rollwave.plan.StatePlace;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.runner.Liveness;
import dev.rollwave.runner.record.Instruction;
import dev.rollwave.runner.record.PlanRecord;
import dev.rollwave.runner.record.PlanRecordStore.Reading;
import dev.rollwave.runner.record.PlanRecordStore.Writing;
import dev.rollwave.runner.record.RunRecord;
import java.util.Optional;

/**
 * A person's verb: it is written into the run's record, where its process hears of it.
 *
 * @param site where the record is kept
 * @param place whose record it is, and where
 * @param audience is told what came of it
 */
record InstructionWriter(Site site, StatePlace place, Audience audience) {
  private static final int MAX_ATTEMPTS = 10;

  /** Asks for {@code wanted}. */
  ExitStatus ask(Instruction wanted) throws ClusterException {
    String plan = place.plan();
    for (int tried = 0; tried < MAX_ATTEMPTS; tried++) {
      switch (site.records().read(plan)) {
        case Reading.Nothing() -> {
          NoRecord none = new NoRecord(place, site.access(), site.recordsAround());
          return MissingRecord.refused(none, audience);
        }
        case Reading.Unreadable unreadable -> {
          return refuse(unreadable.where() + " cannot be read: " + unreadable.why());
        }
        case Reading.Found(PlanRecord planRecord, String version) -> {
          Optional<String> objection = planRecord.objectionTo(wanted.verb());
          if (objection.isPresent()) {
            return refuse("plan " + plan + ": " + objection.get());
          }
          if (site.records().write(plan, planRecord.with(wanted), Optional.of(version))
              instanceof Writing.Kept) {
            audience.say(
                done(planRecord.newest(), wanted, hasProcess(planRecord.newest(), wanted)));
            return ExitStatus.DONE;
          }
        }
      }
    }
    return refuse(
        "the record of plan "
            + plan
            + " was changed by others at each of several tries; nothing was asked: try again");
  }

  // A process that was killed sees nothing through, whatever its record still says.
  private boolean hasProcess(RunRecord run, Instruction wanted) throws ClusterException {
    return run.ending().isEmpty()
        && switch (new LivenessLook(site.lockWatch(), audience).of(place.plan(), wanted.at())) {
          case Liveness.Alive _, Liveness.Unreadable _ -> true;
          case Liveness.Silent _, Liveness.Unheld _ -> false;
        };
  }

  private static String done(RunRecord run, Instruction wanted, boolean hasProcess) {
    String subject = "run " + run.runId();
    return switch (wanted.verb()) {
      case PAUSE ->
          subject
              + (hasProcess
                  ? " is asked to pause: no further restart, what is in flight is seen through"
                  : " is paused; no process works on it: the next start will find it paused");
      case RESUME ->
          subject
              + " is resumed"
              + (hasProcess ? "" : "; no process works on it: the next start continues it");
      case CANCEL ->
          subject
              + (hasProcess
                  ? " is asked to end for good: no further restart, what is in flight is seen"
                      + " through"
                  : " is cancelled; no process works on it: the next start closes it and begins a"
                      + " new run");
    };
  }

  private ExitStatus refuse(String why) {
    audience.complain("refused: " + why);
    return ExitStatus.REFUSED;
  }
}
