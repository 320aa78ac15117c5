package dev.rollwave.window;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A weekly window as instants: open while the clock on the wall reads a time inside the window,
 * until it reads the closing time for the first time. So a clock that is put back neither opens a
 * window again that has closed, nor leaves one open while it reads a time before the opening.
 */
record WeeklyOpenings(MaintenanceWindow.Weekly window, ZoneRules rules) implements Openings {

  @Override
  public Optional<Instant> closesFrom(Instant instant) {
    LocalDate today = localDate(instant);
    // A window lasts at most until the same local time of the next day.
    Optional<Instant> since = closesOn(today.minusDays(1), instant);
    Optional<Instant> now = closesOn(today, instant);
    return since.isEmpty() || now.filter(since.get()::isBefore).isPresent() ? now : since;
  }

  private Optional<Instant> closesOn(LocalDate day, Instant instant) {
    for (WindowOpening opening : on(day)) {
      if (opening.contains(instant)) {
        return Optional.of(opening.closes());
      }
    }
    return Optional.empty();
  }

  @Override
  public Optional<Instant> opensAfter(Instant instant, Instant limit) {
    LocalDate last = localDate(limit);
    for (LocalDate day = localDate(instant).minusDays(1);
        !day.isAfter(last);
        day = day.plusDays(1)) {
      for (WindowOpening opening : on(day)) {
        if (opening.opens().isAfter(instant)) {
          return Optional.of(opening.opens()).filter(opens -> !opens.isAfter(limit));
        }
      }
    }
    return Optional.empty();
  }

  /**
   * What of the window opens on {@code day}: nothing, one opening, or two around a clock change.
   */
  private List<WindowOpening> on(LocalDate day) {
    DayOfWeek weekday = day.getDayOfWeek();
    if (!window.days().contains(weekday)) {
      return List.of();
    }
    LocalDateTime from = day.atTime(window.from());
    LocalDateTime to = (window.crossesMidnight() ? day.plusDays(1) : day).atTime(window.to());
    Instant opens = firstShown(from);
    Instant closes = firstShown(to);
    @Nullable ZoneOffsetTransition change = rules.getTransition(from);
    if (change == null || change.isGap() || !change.getInstant().isBefore(closes)) {
      return nonEmpty(opens, closes);
    }
    // The opening time is shown twice, and the clock is put back to before it while open.
    Instant opensAgain = from.toInstant(change.getOffsetAfter());
    if (opensAgain.equals(change.getInstant())) {
      return nonEmpty(opens, closes);
    }
    return Stream.of(nonEmpty(opens, change.getInstant()), nonEmpty(opensAgain, closes))
        .flatMap(List::stream)
        .toList();
  }

  /** When a clock first shows {@code local}, or the end of the gap that skips it. */
  private Instant firstShown(LocalDateTime local) {
    @Nullable ZoneOffsetTransition change = rules.getTransition(local);
    if (change != null && change.isGap()) {
      return change.getInstant();
    }
    List<ZoneOffset> offsets = rules.getValidOffsets(local);
    return local.toInstant(offsets.getFirst());
  }

  private LocalDate localDate(Instant instant) {
    return LocalDateTime.ofInstant(instant, rules.getOffset(instant)).toLocalDate();
  }

  private static List<WindowOpening> nonEmpty(Instant opens, Instant closes) {
    return closes.isAfter(opens) ? List.of(new WindowOpening(opens, closes)) : List.of();
  }
}
