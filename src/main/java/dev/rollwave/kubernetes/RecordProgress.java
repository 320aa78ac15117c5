package dev.rollwave.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.rollwave.engine.RolloutProgress.Kept;
import dev.rollwave.engine.RolloutProgress.Pods;
import java.time.Duration;
import java.util.Optional;

/**
 * How far a rollout has got, in a record: eleven numbers in an array, lengths in tenths of a second
 * and rounded down, so that nobody who goes on with it finds its time shorter than it is; or {@code
 * null}.
 */
final class RecordProgress {
  private static final long TENTH_MILLIS = 100;
  private static final int NUMBERS = 11;

  private RecordProgress() {}

  static void add(ArrayNode workload, Optional<Kept> kept) {
    if (kept.isEmpty()) {
      workload.addNull();
      return;
    }
    Kept it = kept.get();
    ArrayNode numbers = workload.addArray();
    numbers.add(tenths(it.taken())).add(tenths(it.still()));
    add(numbers, it.most());
    add(numbers, it.fewestMissing());
    numbers.add(it.desired()).add(it.rescalings()).add(it.hasFallenBack() ? 1 : 0);
  }

  private static void add(ArrayNode numbers, Pods pods) {
    numbers.add(pods.updated()).add(pods.ready()).add(pods.available());
  }

  private static long tenths(Duration length) {
    return length.toMillis() / TENTH_MILLIS;
  }

  /**
   * What {@link #add} added.
   *
   * @throws IllegalArgumentException when it is anything else
   */
  static Optional<Kept> read(JsonNode numbers) {
    if (numbers.isNull()) {
      return Optional.empty();
    }
    if (!numbers.isArray() || numbers.size() != NUMBERS) {
      throw new IllegalArgumentException("its progress is missing or of another type");
    }
    return Optional.of(
        new Kept(
            length(numbers, 0),
            length(numbers, 1),
            pods(numbers, 2),
            pods(numbers, 5),
            number(numbers, 8),
            number(numbers, 9),
            number(numbers, 10) == 1));
  }

  private static Pods pods(JsonNode numbers, int first) {
    return new Pods(number(numbers, first), number(numbers, first + 1), number(numbers, first + 2));
  }

  private static Duration length(JsonNode numbers, int index) {
    JsonNode tenths = numbers.path(index);
    if (!tenths.isIntegralNumber() || !tenths.canConvertToLong() || tenths.asLong() < 0) {
      throw new IllegalArgumentException("entry " + index + " of its progress is no length");
    }
    // Whatever a person writes there, an instant that lies so far back can be told.
    return Duration.ofSeconds(Math.min(tenths.asLong() / 10, Integer.MAX_VALUE))
        .plusMillis(tenths.asLong() % 10 * TENTH_MILLIS);
  }

  private static int number(JsonNode numbers, int index) {
    JsonNode number = numbers.path(index);
    if (!number.isInt() || number.asInt() < 0) {
      throw new IllegalArgumentException("entry " + index + " of its progress is no number");
    }
    return number.asInt();
  }
}
