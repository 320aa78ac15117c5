package dev.rollwave.window;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The windows and freezes of a plan in its zone: answers whether a restart may start at an instant.
 *
 * @param zone whose clocks the windows and freezes are read on
 * @param windows none means always open
 * @param freezes always win over windows
 */
public record WindowCalendar(ZoneId zone, List<MaintenanceWindow> windows, List<Freeze> freezes) {
  /** Always open. */
  public static final WindowCalendar ALWAYS =
      new WindowCalendar(ZoneOffset.UTC, List.of(), List.of());

  public WindowCalendar {
    windows = List.copyOf(windows);
    freezes = List.copyOf(freezes);
  }

  /** Whether a restart may start at {@code instant}, and until or from when. */
  public WindowStatus at(Instant instant) {
    return new WindowStatus.Open(Instant.MAX);
  }
}
