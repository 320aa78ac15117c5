package dev.rollwave.cli.rehearse;

import dev.rollwave.cli.process.ExitStatus;
import dev.rollwave.cli.run.RunIds;
import dev.rollwave.console.rehearsal.Rehearsed;
import dev.rollwave.simulation.rehearsal.Rehearsal;
import dev.rollwave.simulation.time.Outage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Plays a plan, once, or with one seed after another on all cores. */
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

  /**
   * What came of {@code rehearsal}.
   *
   * @param setting where its workloads come from, a sentence
   */
  static Rehearsed once(Rehearsal rehearsal, String setting) throws InterruptedException {
    Rehearsal.Played played =
        rehearsal.play(RunIds.next(rehearsal.start(), new SplittableRandom(rehearsal.seed())));
    return new Rehearsed(
        played.stints().stream()
            .map(stint ->
                new Rehearsed.Stint(stint.startedAt(), stint.endedAt(), stint.last(), exit(stint)))
            .toList(),
        rehearsal.injectedFaults().outages().stream()
            .map(outage -> new Rehearsed.Gap(outage.from(), outage.until()))
            .toList(),
        tooLate(rehearsal, played.stints().getLast().endedAt()),
        played.trace(),
        played.assumed(),
        setting,
        rehearsal.seed());
  }

  private static List<Instant> tooLate(Rehearsal rehearsal, Instant end) {
    return Stream.concat(
            rehearsal.injectedFaults().outages().stream().map(Outage::from),
            rehearsal.injectedFaults().kills().stream())
        .filter(at -> at.isAfter(end))
        .toList();
  }

  private static Optional<Rehearsed.Exit> exit(Rehearsal.Stint stint) {
    return stint
        .last()
        .outcome()
        .map(ExitStatus::of)
        .map(status -> new Rehearsed.Exit(status.code(), status.meaning()));
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
