package dev.rollwave.planfile.calendar;

import static dev.rollwave.planfile.fields.Problems.quoted;

import dev.rollwave.planfile.fields.Fields;
import dev.rollwave.planfile.fields.Problems;
import dev.rollwave.window.CronSchedule;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Reads cron expressions, and warns of what they say and few would read in them.
 *
 * @param zone empty when the plan has none, or none that is sound
 * @param gaps warns of times that the plan's clocks skip
 * @param problems takes the other warnings
 */
record CronReader(Optional<ZoneId> zone, GapWarnings gaps, Problems problems) {

  /** The cron expression under {@code key}. */
  Optional<CronSchedule> read(Fields fields, String key) {
    Optional<CronSchedule> cron = fields.parsed(key, CalendarTexts::cron);
    if (cron.isPresent() && zone.isPresent()) {
      gaps.check(cron.get(), zone.get(), fields.positionOf(key));
    }
    if (cron.isPresent() && cron.get().isDueOnEitherDay()) {
      problems.warn(
          fields.positionOfValue(key),
          quoted(cron.get().toString())
              + " is due on each day that its day of month names, and also on each that its day of"
              + " week names: cron joins the two by `or`",
          "write * for one of them; where both are meant, as in the second Tuesday, put the days of"
              + " the month into the plan's or the CronJob's schedule (`0 2 8-14 * *`) and the day"
              + " of the week into a window (`days: [Tue]`): a start outside the window touches"
              + " nothing");
    }
    return cron;
  }
}
