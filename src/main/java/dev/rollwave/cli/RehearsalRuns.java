package dev.rollwave.cli;

import dev.rollwave.console.Rehearsed;
import java.util.List;
import java.util.stream.LongStream;

/** Plays the same plan with one seed after another, on all cores. */
final class RehearsalRuns {
  private RehearsalRuns() {}

  /** One rehearsal. */
  @FunctionalInterface
  interface Play {
    Rehearsed with(long seed) throws InterruptedException;
  }

  /** What counts of a rehearsal; the rest would fill the memory. */
  @FunctionalInterface
  interface Summing<T> {
    T of(Rehearsed rehearsed);
  }

  /** What came of {@code count} seeds from {@code first} on, in their order. */
  static <T> List<T> play(long first, int count, Play play, Summing<T> summing) {
    return LongStream.range(0, count)
        .parallel()
        .mapToObj(number -> summing.of(played(play, first + number)))
        .toList();
  }

  private static Rehearsed played(Play play, long seed) {
    try {
      return play.with(seed);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while rehearsing", e);
    }
  }
}
