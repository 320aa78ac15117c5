package dev.rollwave.cli.site;

import dev.rollwave.cli.options.RunAddress;
import dev.rollwave.cli.process.ExitStatus;
import dev.rollwave.console.Audience;
import dev.rollwave.console.report.NoRecord;

/**
 * Tells that a plan has no record. The plan of a file may never have been run, which is an answer;
 * a name alone that no record knows, and a namespace that does not exist, are mistakes.
 *
 * @param named what was asked for
 * @param none what was looked for, and what there is
 */
public record MissingRecord(RunAddress.Named named, NoRecord none) {
  /**
   * Tells {@code audience}.
   *
   * @param isAsked whether a person asked, who has not been told otherwise
   */
  public ExitStatus toldTo(Audience audience, boolean isAsked) {
    boolean isMistake = none.search().isNamespaceMissing() || named.plan().isEmpty();
    if (isMistake) {
      return refused(none, audience);
    }
    if (isAsked) {
      none.lines().forEach(audience::say);
    }
    return ExitStatus.DONE;
  }

  /** Tells {@code audience} that nothing can be done without the record. */
  public static ExitStatus refused(NoRecord none, Audience audience) {
    String mark = "refused: ";
    for (String line : none.lines()) {
      audience.complain(mark + line);
      mark = "";
    }
    return ExitStatus.REFUSED;
  }
}
