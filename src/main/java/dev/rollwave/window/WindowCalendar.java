package dev.rollwave.window;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * The windows and freezes of a plan in its zone: answers whether a restart may start at an instant.
 *
 * <p>Where the clocks change, the rule is that no restart starts while the clock on the wall reads
 * a time outside a window:
 *
 * <ul>
 *   <li>An opening or closing time that the clock skips is the instant at which it skips.
 *   <li>A closing time that the clock shows twice closes the window the first time, and the clock
 *       put back does not open it again.
 *   <li>An opening time that the clock shows twice opens the window the first time; while the clock
 *       put back reads a time before it, the window is closed.
 *   <li>A recurring window opens when its {@link CronSchedule} says and lasts an elapsed time, so
 *       that its closing time on the wall shifts with the clock.
 * </ul>
 *
 * @param zone whose clocks the windows and freezes are read on
 * @param windows none means always open
 * @param freezes always win over windows
 */
public record WindowCalendar(ZoneId zone, List<MaintenanceWindow> windows, List<Freeze> freezes) {
  /** Always open. */
  public static final WindowCalendar ALWAYS =
      new WindowCalendar(ZoneOffset.UTC, List.of(), List.of());

  /**
   * How far ahead the next opening is looked for: past two leap days, so that a window of 29
   * February is found from any instant before 2096.
   */
  public static final Duration HORIZON = Duration.ofDays(8 * 366);

  /** How many overlapping or adjacent openings in a row are followed to where they close. */
  static final int JOINED_AT_MOST = 64;

  /** How far ahead such openings are followed: longer than any run. */
  static final Duration FORESIGHT = Duration.ofDays(32);

  public WindowCalendar {
    windows = List.copyOf(windows);
    freezes = List.copyOf(freezes);
  }

  /**
   * Whether a restart may start at {@code instant}, and until or from when.
   *
   * <p>Windows that overlap or adjoin each other without end are followed for 32 days or {@value
   * #JOINED_AT_MOST} openings, so that an answer stays cheap; {@code closes} is then where the last
   * of these closes. Asked again at that instant, the calendar says open again.
   */
  public WindowStatus at(Instant instant) {
    return intervalFrom(instant).status();
  }

  /** The answer for {@code instant}, and how long it stays that. */
  StatusInterval intervalFrom(Instant instant) {
    Optional<Freeze> frozen = freezeAt(instant);
    if (frozen.isPresent()) {
      return closed(instant, "frozen: " + frozen.get().name(), frozen.get().ends(zone));
    }
    Instant closes = windows.isEmpty() ? Instant.MAX : closesFrom(instant);
    if (!closes.isAfter(instant)) {
      return closed(instant, "outside every window", Instant.MAX);
    }
    Instant ends = Instants.min(nextFreeze(instant), closes);
    return new StatusInterval(
        new WindowStatus.Open(ends), instant, Instants.min(ends, unchangedUntil(instant, closes)));
  }

  // Where openings that go on were not followed any further, a later question may follow them from
  // another opening on, or further.
  private Instant unchangedUntil(Instant instant, Instant closes) {
    if (windows.isEmpty() || openingAt(closes).isEmpty()) {
      return closes;
    }
    Instant opensNext = nextOpening(instant, closes).orElse(closes);
    Instant inSight = closes.minus(FORESIGHT);
    return inSight.isBefore(instant) ? opensNext : Instants.min(opensNext, inSight);
  }

  private StatusInterval closed(Instant instant, String reason, Instant reasonEnds) {
    Optional<Instant> opens = opensFrom(instant);
    // Another freeze may be another reason; and what is beyond the horizon now may come into sight.
    Instant until =
        Instants.min(nextFreeze(instant), Instants.min(reasonEnds, opens.orElse(instant)));
    return new StatusInterval(new WindowStatus.Closed(opens, reason), instant, until);
  }

  /** The end of the unbroken opening around {@code instant}; {@code instant} itself when none. */
  private Instant closesFrom(Instant instant) {
    Instant limit = instant.plus(FORESIGHT);
    Instant closes = instant;
    for (int joined = 0; joined < JOINED_AT_MOST && closes.isBefore(limit); joined++) {
      Optional<Instant> further = openingAt(closes);
      if (further.isEmpty()) {
        break;
      }
      closes = further.get();
    }
    return closes;
  }

  private Optional<Instant> opensFrom(Instant instant) {
    Instant limit = instant.plus(HORIZON);
    Instant candidate = instant;
    while (!candidate.isAfter(limit)) {
      Optional<Freeze> frozen = freezeAt(candidate);
      if (frozen.isPresent()) {
        candidate = frozen.get().ends(zone);
      } else if (windows.isEmpty() || openingAt(candidate).isPresent()) {
        return Optional.of(candidate);
      } else {
        Optional<Instant> next = nextOpening(candidate, limit);
        if (next.isEmpty()) {
          return next;
        }
        candidate = next.get();
      }
    }
    return Optional.empty();
  }

  private Optional<Instant> openingAt(Instant instant) {
    Optional<Instant> last = Optional.empty();
    for (MaintenanceWindow window : windows) {
      Optional<Instant> closes = Openings.of(window, zone).closesFrom(instant);
      if (closes.isPresent() && (last.isEmpty() || closes.get().isAfter(last.get()))) {
        last = closes;
      }
    }
    return last;
  }

  private Optional<Instant> nextOpening(Instant instant, Instant limit) {
    return windows.stream()
        .flatMap(window -> Openings.of(window, zone).opensAfter(instant, limit).stream())
        .min(Instant::compareTo);
  }

  private Optional<Freeze> freezeAt(Instant instant) {
    return freezes.stream().filter(freeze -> freeze.covers(instant, zone)).findFirst();
  }

  private Instant nextFreeze(Instant instant) {
    return freezes.stream()
        .map(freeze -> freeze.begins(zone))
        .filter(begins -> begins.isAfter(instant))
        .min(Instant::compareTo)
        .orElse(Instant.MAX);
  }
}
