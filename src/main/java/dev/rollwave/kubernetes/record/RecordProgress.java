package dev.rollwave.kubernetes.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.rollwave.engine.RolloutMarks;
import dev.rollwave.engine.RolloutMarks.Pods;
import dev.rollwave.engine.RolloutProgress.Kept;
import java.time.Duration;
import java.util.Optional;

/**
 * How far a rollout has got, in a record: thirteen numbers in an array, lengths in tenths of a
 * second and rounded down, so that a process that continues it never counts more than there was; or
 * {@code null}.
 */
final class RecordProgress {
  private static final long TENTH_MILLIS = 100;
  private static final int NUMBERS = 13;

  private RecordProgress() {}

  static void add(ArrayNode workload, Optional<Kept> kept) {
    if (kept.isEmpty()) {
      workload.addNull();
      return;
    }
    Kept it = kept.get();
    ArrayNode numbers = workload.addArray();
    numbers.add(tenths(it.taken())).add(tenths(it.still()));
    RolloutMarks marks = it.marks();
    add(numbers, marks.most());
    add(numbers, marks.fewestMissing());
    numbers.add(marks.desired()).add(marks.generation());
    numbers.add(marks.rescalings()).add(marks.edits()).add(marks.hasFallenBack() ? 1 : 0);
  }

  private static void add(ArrayNode numbers, Pods pods) {
    numbers.add(pods.updated()).add(pods.ready()).add(pods.available());
  }

  private static long tenths(Duration length) {
    return length.toMillis() / TENTH_MILLIS;
  }

  /**
   * What {@link #add} added. Builds that kept no progress wrote nothing here; for a rollout without
   * any the timeout counts from where a process continues it, so none fails too soon.
   *
   * @throws IllegalArgumentException when it is anything else
   */
  static Optional<Kept> read(JsonNode numbers) {
    if (numbers.isNull() || numbers.isMissingNode()) {
      return Optional.empty();
    }
    if (!numbers.isArray() || numbers.size() != NUMBERS) {
      throw new IllegalArgumentException("its progress is missing or of another type");
    }
    RolloutMarks marks =
        new RolloutMarks(
            pods(numbers, 2),
            pods(numbers, 5),
            number(numbers, 8),
            whole(numbers, 9),
            "",
            number(numbers, 10),
            number(numbers, 11),
            number(numbers, 12) == 1);
    return Optional.of(new Kept(length(numbers, 0), length(numbers, 1), marks));
  }

  private static Pods pods(JsonNode numbers, int first) {
    return new Pods(number(numbers, first), number(numbers, first + 1), number(numbers, first + 2));
  }

  // Whatever a person writes there, an instant that lies so far back can be told.
  private static Duration length(JsonNode numbers, int index) {
    long tenths = whole(numbers, index);
    return Duration.ofSeconds(Math.min(tenths / 10, Integer.MAX_VALUE))
        .plusMillis(tenths % 10 * TENTH_MILLIS);
  }

  private static int number(JsonNode numbers, int index) {
    return Math.clamp(whole(numbers, index), 0, Integer.MAX_VALUE);
  }

  private static long whole(JsonNode numbers, int index) {
    JsonNode number = numbers.path(index);
    if (!number.isIntegralNumber() || !number.canConvertToLong() || number.asLong() < 0) {
      throw new IllegalArgumentException("entry " + index + " of its progress is not a number");
    }
    return number.asLong();
  }
}
