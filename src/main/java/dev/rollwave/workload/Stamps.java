package dev.rollwave.workload;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The value of {@code kubectl.kubernetes.io/restartedAt}: RFC 3339, UTC, whole seconds. */
public final class Stamps {
  /**
   * How far a stamp may lie ahead and still be believed. It covers clocks that are wrong by hours
   * and runs that are resumed after weeks; what lies further ahead was written by a clock that is
   * wrong altogether, and following it would carry its error on for ever.
   */
  static final Duration CREDIBLE_LEAD = Duration.ofDays(366);

  /**
   * RFC 3339 with any offset and fraction; the same without an offset; and what Go prints for a
   * time, {@code 2024-05-01 10:11:12.5 +0200 CEST m=+0.1}, which some tools write.
   */
  private static final Pattern WRITTEN =
      Pattern.compile(
          "(?<date>\\d{4}-\\d{2}-\\d{2})[Tt ](?<time>\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?)"
              + "( ?(?<offset>[Zz]|[+-]\\d{2}:?\\d{2})( [A-Za-z0-9+-]{1,10})?( m=[+-][\\d.]+)?)?");

  private Stamps() {}

  /**
   * A stamp for a restart at {@code now}, later than {@code previous} where that can be read: a
   * template whose stamp does not change is not restarted.
   *
   * <p>A previous stamp that cannot be read, or that lies more than a year ahead of {@code now}, is
   * replaced by the honest time; it differs from it anyway.
   */
  public static String next(Optional<String> previous, Instant now) {
    Instant honest = now.truncatedTo(ChronoUnit.SECONDS);
    return previous
        .flatMap(Stamps::instantOf)
        .filter(before -> isCredibleAt(before, now))
        .map(before -> before.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1))
        .filter(honest::isBefore)
        .orElse(honest)
        .toString();
  }

  /**
   * The instant that a stamp stands for, whoever wrote it; one without an offset is taken as UTC.
   * Empty when it cannot be read.
   */
  public static Optional<Instant> instantOf(String stamp) {
    Matcher written = WRITTEN.matcher(stamp.strip());
    if (!written.matches()) {
      return Optional.empty();
    }
    try {
      LocalDateTime local =
          LocalDateTime.parse(written.group("date") + "T" + written.group("time"));
      return Optional.of(local.toInstant(offset(Optional.ofNullable(written.group("offset")))));
    } catch (DateTimeException e) {
      // The form is right and the day or hour does not exist: as unreadable as any other text.
      return Optional.empty();
    }
  }

  /**
   * Whether {@code found} was written by a later restart than {@code ours}; false where either
   * cannot be read, and where {@code found} lies absurdly far ahead.
   */
  public static boolean isLater(String found, String ours) {
    Optional<Instant> theirs = instantOf(found);
    Optional<Instant> our = instantOf(ours);
    return theirs.isPresent()
        && our.isPresent()
        && theirs.get().isAfter(our.get())
        && isCredibleAt(theirs.get(), our.get());
  }

  private static boolean isCredibleAt(Instant stamp, Instant now) {
    return stamp.isBefore(now.plus(CREDIBLE_LEAD));
  }

  private static ZoneOffset offset(Optional<String> written) {
    return written
        .filter(text -> !text.equalsIgnoreCase("Z"))
        .map(ZoneOffset::of)
        .orElse(ZoneOffset.UTC);
  }
}
