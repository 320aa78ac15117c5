package dev.rollwave.planfile;

import dev.rollwave.window.CronSchedule;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Reads cron expressions and warns of times that the plan's clocks skip.
 *
 * @param zone empty when the plan has none, or none that is sound
 */
record CronReader(Optional<ZoneId> zone, GapWarnings gaps) {

  /** The cron expression under {@code key}. */
  Optional<CronSchedule> read(Fields fields, String key) {
    Optional<CronSchedule> cron = fields.parsed(key, CalendarTexts::cron);
    if (cron.isPresent() && zone.isPresent()) {
      gaps.check(cron.get(), zone.get(), fields.placeOf(key));
    }
    return cron;
  }
}
