package dev.rollwave.cli.rehearse;

import dev.rollwave.window.WindowCalendar;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** When a rehearsal begins, the seed of its pods' times, and how often it is played. */
final class RehearsalOptions {
  private static final int MOST_RUNS = 1_000_000;

  @Option(
      names = "--start",
      paramLabel = "INSTANT",
      description =
          "When the run begins: 2026-10-25T01:00+02:00, 2026-10-25T01:00 in the plan's zone, or"
              + " now. Else the next time that a window of the plan opens, or now when it has"
              + " none.")
  private Optional<String> start = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Number from which the pods' times are drawn, which vary from pod to pod (default: 1).")
  private long seed;

  @Option(
      names = "--runs",
      paramLabel = "N",
      description =
          "Play N times with one seed after another, and print how the length is distributed"
              + " instead.")
  private Optional<Integer> runs = Optional.empty();

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /** The first seed. */
  long seed() {
    return seed;
  }

  /**
   * How often it is played, 1 or more; empty when once is meant.
   *
   * @throws ParameterException when it is too often, or not at all
   */
  Optional<Integer> runs() {
    if (runs.filter(number -> number < 1 || number > MOST_RUNS).isPresent()) {
      throw usage("--runs is a number from 1 to " + MOST_RUNS + ".");
    }
    return runs;
  }

  /**
   * When it begins.
   *
   * @param beside when the run began that it is laid beside, which is the start unless the person
   *     says another
   * @param now the present
   * @throws ParameterException when what the person says is no time
   */
  Instant start(WindowCalendar calendar, Optional<Instant> beside, Instant now) {
    if (start.isEmpty() && beside.isPresent()) {
      return beside.get();
    }
    try {
      return RehearsalStart.of(start, calendar, now);
    } catch (DateTimeException e) {
      throw usage("--start " + start.orElse("") + " is not a time such as 2026-10-25T01:00+02:00.");
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
