package dev.rollwave.kubernetes.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.rollwave.engine.WorkloadProgress.Timeline;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The instants of a workload's way in a record: tenths of a second, rounded down, each after the
 * one before it that is there, the first after the run's start. Spelled out, those of ten thousand
 * workloads would take more room than all the rest, for digits do not pack well. The instants by
 * which throttles and cooldowns are counted are those of the run and its waves, and are kept as
 * they were.
 */
final class RecordTimes {
  private static final long TENTH_MILLIS = 100;
  private static final int FIRST = 1;
  private static final int FAILURE = 7;

  private RecordTimes() {}

  /** Adds the four instants of {@code timeline}; {@code null} stands for none. */
  static void add(ArrayNode workload, Timeline timeline, Instant start) {
    Instant before = start;
    for (Optional<Instant> at :
        List.of(timeline.patched(), timeline.observed(), timeline.current(), timeline.soaked())) {
      if (at.isEmpty()) {
        workload.addNull();
      } else {
        long tenths = Math.floorDiv(millis(before, at.get()), TENTH_MILLIS);
        workload.add(tenths);
        // What will be read, and not what was written, so that nothing is rounded twice.
        before = before.plusMillis(tenths * TENTH_MILLIS);
      }
    }
  }

  /**
   * Adds since when a workload soaks, after the last of the instants that {@link #add} added.
   * Rounded up: a soak may be found too long, and never too short.
   */
  static void addSoak(ArrayNode workload, Optional<Instant> from, Instant start) {
    Instant before = last(read(workload, start), start);
    workload.add(from.map(at -> Math.ceilDiv(millisUp(before, at), TENTH_MILLIS)).orElse(null));
  }

  /** Adds when a workload failed, after the last of the instants that {@link #add} added. */
  static void addFailure(ArrayNode workload, Optional<Instant> failed, Instant start) {
    Instant before = last(read(workload, start), start);
    workload.add(failed.map(at -> Math.floorDiv(millis(before, at), TENTH_MILLIS)).orElse(null));
  }

  /** {@code timeline} with when it failed; unchanged where an earlier version wrote the record. */
  static Timeline readFailure(JsonNode workload, Timeline timeline, Instant start) {
    return workload.has(FAILURE)
        ? at(workload, FAILURE, last(timeline, start)).map(timeline::withFailed).orElse(timeline)
        : timeline;
  }

  private static long millisUp(Instant before, Instant at) {
    long millis = millis(before, at);
    return before.plusMillis(millis).isBefore(at) ? millis + 1 : millis;
  }

  /** Since when a workload soaks, from the entry after its {@code timeline}. */
  static Optional<Instant> readSoak(JsonNode workload, Timeline timeline, Instant start) {
    return at(workload, FIRST + 4, last(timeline, start));
  }

  private static Instant last(Timeline timeline, Instant start) {
    return timeline
        .soaked()
        .or(timeline::current)
        .or(timeline::observed)
        .or(timeline::patched)
        .orElse(start);
  }

  private static long millis(Instant before, Instant at) {
    long millis = Duration.between(before, at).toMillis();
    return before.plusMillis(millis).isAfter(at) ? millis - 1 : millis;
  }

  /**
   * The timeline again, from the four entries after the first.
   *
   * @throws IllegalArgumentException when they are no such instants
   */
  static Timeline read(JsonNode workload, Instant start) {
    Optional<Instant> patched = at(workload, FIRST, start);
    Optional<Instant> observed = at(workload, FIRST + 1, patched.orElse(start));
    Optional<Instant> current = at(workload, FIRST + 2, observed.or(() -> patched).orElse(start));
    Optional<Instant> soaked =
        at(workload, FIRST + 3, current.or(() -> observed).or(() -> patched).orElse(start));
    return new Timeline(patched, observed, current, soaked);
  }

  private static Optional<Instant> at(JsonNode workload, int index, Instant before) {
    JsonNode tenths = workload.path(index);
    if (tenths.isNull()) {
      return Optional.empty();
    }
    if (!tenths.isIntegralNumber() || !tenths.canConvertToLong()) {
      throw new IllegalArgumentException("entry " + index + " is missing or of another type");
    }
    try {
      return Optional.of(before.plusMillis(Math.multiplyExact(tenths.asLong(), TENTH_MILLIS)));
    } catch (DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException("entry " + index + " is not an instant: " + tenths, e);
    }
  }
}
