package dev.rollwave.window;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * A five-field cron expression, as in a Kubernetes CronJob; day of month and day of week are joined
 * by <em>or</em> when both are restricted.
 *
 * <p>A local time that the clock skips in spring does not fire that day; one that it shows twice in
 * autumn fires once.
 */
public final class CronSchedule {
  private static final CronParser PARSER =
      new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

  private final String expression;
  private final ExecutionTime times;

  private CronSchedule(String expression, Cron cron) {
    this.expression = expression;
    this.times = ExecutionTime.forCron(cron);
  }

  /**
   * Parses {@code expression}.
   *
   * @throws IllegalArgumentException when it is no five-field cron, with what is wrong
   */
  public static CronSchedule parse(String expression) {
    return new CronSchedule(expression, PARSER.parse(expression).validate());
  }

  /**
   * The first time after {@code instant}, exclusive, on the clocks of {@code zone}; empty when
   * there is none.
   */
  public Optional<Instant> next(Instant instant, ZoneId zone) {
    return times
        .nextExecution(ZonedDateTime.ofInstant(instant, zone))
        .map(ZonedDateTime::toInstant);
  }

  /**
   * The last time before {@code instant}, exclusive, on the clocks of {@code zone}; empty when
   * there is none.
   */
  public Optional<Instant> last(Instant instant, ZoneId zone) {
    return times
        .lastExecution(ZonedDateTime.ofInstant(instant, zone))
        .map(ZonedDateTime::toInstant);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CronSchedule that && expression.equals(that.expression);
  }

  @Override
  public int hashCode() {
    return expression.hashCode();
  }

  /** The expression as it was written. */
  @Override
  public String toString() {
    return expression;
  }
}
