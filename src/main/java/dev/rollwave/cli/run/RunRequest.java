package dev.rollwave.cli.run;

import dev.rollwave.plan.RestartPlan;
import dev.rollwave.runner.record.Owner;
import dev.rollwave.runner.record.RunStart;
import dev.rollwave.runner.record.StartMode;
import dev.rollwave.window.WindowCalendar;
import java.nio.file.Path;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What a person, a Job or a schedule asks for.
 *
 * @param plan what to run
 * @param isDryRun whether nothing is to be changed
 * @param overrideReason present when windows and freezes are to be ignored, with the reason that is
 *     written on each workload
 * @param waitsForWindow whether a closed window is waited for instead of ending the run
 * @param isConfirmed whether a person has said yes beforehand
 * @param mode whether an unfinished run is to be continued
 * @param report where the JSON report goes; empty for none
 */
public record RunRequest(
    RestartPlan plan,
    boolean isDryRun,
    Optional<String> overrideReason,
    boolean waitsForWindow,
    boolean isConfirmed,
    StartMode mode,
    Optional<Path> report) {

  /** A run of {@code plan} without a person, as {@code rollwave run --yes} asks for it. */
  public static RunRequest unattended(RestartPlan plan) {
    return new RunRequest(
        plan, false, Optional.empty(), false, true, StartMode.USUAL, Optional.empty());
  }

  /** The same, with the plan's lock and record in {@code namespace}. */
  RunRequest keptIn(String namespace) {
    return new RunRequest(
        plan.keptIn(namespace),
        isDryRun,
        overrideReason,
        waitsForWindow,
        isConfirmed,
        mode,
        report);
  }

  /** The reason that is written on every restart. */
  String reason() {
    return overrideReason
        .map(why -> plan.reason() + " (windows ignored: " + why + ")")
        .orElse(plan.reason());
  }

  /** When restarts may start. */
  WindowCalendar calendar() {
    return overrideReason.isPresent() ? WindowCalendar.ALWAYS : plan.calendar();
  }

  /**
   * The start of the plan by {@code owner}.
   *
   * @param random of run ids
   */
  RunStart start(Owner owner, RandomGenerator random) {
    return new RunStart(plan, calendar(), reason(), owner, mode, now -> RunIds.next(now, random));
  }
}
