package dev.rollwave.window;

import java.time.Instant;
import java.util.Optional;

/** Whether restarts may start at an instant, and until or from when. */
public sealed interface WindowStatus {

  /**
   * Restarts may start.
   *
   * @param closes first instant at which they may not, or one before it when that is more than a
   *     month away; {@link Instant#MAX} when there is no window and no freeze ahead
   */
  record Open(Instant closes) implements WindowStatus {}

  /**
   * Restarts may not start.
   *
   * @param opens the next instant at which they may; empty when there is none within the calendar's
   *     horizon
   * @param reason for a person, such as {@code "frozen: Black Friday"} or {@code "outside every
   *     window"}
   */
  record Closed(Optional<Instant> opens, String reason) implements WindowStatus {}
}
