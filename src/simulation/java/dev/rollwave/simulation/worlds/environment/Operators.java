package dev.rollwave.simulation.worlds.environment;

import dev.rollwave.runner.record.Instruction;
import dev.rollwave.runner.record.Instruction.Verb;
import dev.rollwave.runner.record.PlanRecord;
import dev.rollwave.runner.record.PlanRecordStore.Reading;
import dev.rollwave.simulation.worlds.expected.Tolerances;
import dev.rollwave.simulation.worlds.world.Delays;
import dev.rollwave.simulation.worlds.world.Fault;
import dev.rollwave.simulation.worlds.world.Wish;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Operators who pause and cancel runs by what they write into the record, as the verbs do, and who
 * let go on what they have paused.
 */
public final class Operators {
  private static final String WHO = "a person";

  private final WorldContext context;

  /** Those of the world of {@code context}. */
  public Operators(WorldContext context) {
    this.context = context;
  }

  /** From here on they act when their time comes. */
  public void begin() {
    for (Fault fault : context.world().faults()) {
      if (fault instanceof Fault.Instructed instructed) {
        after(instructed.after(), () -> act(instructed.wish()));
      }
    }
  }

  private void act(Wish wish) {
    switch (wish) {
      case Wish.Pause(Duration lasts) -> {
        ask(Verb.PAUSE);
        after(lasts, this::letGoOn);
      }
      case Wish.Cancel() -> ask(Verb.CANCEL);
    }
  }

  // What was asked is lost with a record that is thrown away before the run has read it: whoever
  // asked looks again whether the run is still paused.
  private void letGoOn() {
    if (context.isOutOfReach()
        || !(context.records().read(plan())
            instanceof Reading.Found(PlanRecord planRecord, String _))) {
      after(Delays.ASKED_AGAIN, this::letGoOn);
    } else if (planRecord.objectionTo(Verb.RESUME).isEmpty()) {
      ask(Verb.RESUME);
      after(Tolerances.deafness(context.world()), this::letGoOn);
    }
  }

  private void ask(Verb verb) {
    if (context.isOutOfReach()
        || !(context.records().read(plan())
            instanceof Reading.Found(PlanRecord planRecord, String version))) {
      context.tell(WHO + " cannot " + verb + " it: there is no record within reach");
      return;
    }
    Optional<String> objection = planRecord.objectionTo(verb);
    if (objection.isPresent()) {
      context.tell(WHO + " cannot " + verb + " it: " + objection.get());
      return;
    }
    context.tell(WHO + " asks it to " + verb);
    Instruction wanted = new Instruction(verb, WHO, "a simulation", context.now());
    context.records().write(plan(), planRecord.with(wanted), Optional.of(version));
  }

  /**
   * Since when a restart of {@code runId} would go against what a person has asked, as the record
   * tells; empty when no operator asked for that.
   */
  public Optional<Instant> forbiddenSince(String runId) {
    if (!(context.records().read(plan()) instanceof Reading.Found(PlanRecord planRecord, String _))
        || !planRecord.newest().runId().value().equals(runId)) {
      return Optional.empty();
    }
    return planRecord
        .instructions()
        .cancellation()
        .map(Instruction::at)
        .or(() -> planRecord.instructions().pause().map(pause -> pause.since()));
  }

  private String plan() {
    return context.world().plan().name();
  }

  private void after(Duration wait, Runnable action) {
    context.cluster().time().after(wait, action);
  }
}
