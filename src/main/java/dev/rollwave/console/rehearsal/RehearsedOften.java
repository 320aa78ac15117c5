package dev.rollwave.console.rehearsal;

import dev.rollwave.console.words.Formats;
import dev.rollwave.workload.WorkloadRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A plan that was played through with many seeds.
 *
 * @param plan its name
 * @param start of each
 * @param firstSeed of the first; the others follow
 * @param setting where the workloads come from, a sentence
 * @param window that it began in, a clause
 * @param samples what came of each, at least one
 */
public record RehearsedOften(
    String plan,
    String start,
    long firstSeed,
    String setting,
    String window,
    List<Sample> samples) {
  public RehearsedOften {
    samples = List.copyOf(samples);
    if (samples.isEmpty()) {
      throw new IllegalArgumentException("rehearsed at least once");
    }
  }

  /**
   * One of them.
   *
   * @param length from the begin of the first process to the end of the last
   * @param exitStatus of the first process that is not killed
   * @param isInsideWindow whether it was done before the window closed that it began in
   * @param critical the workloads that decided its length
   */
  public record Sample(
      Duration length, int exitStatus, boolean isInsideWindow, List<WorkloadRef> critical) {
    public Sample {
      critical = List.copyOf(critical);
    }

    /** What counts of {@code rehearsed}. */
    public static Sample of(Rehearsed rehearsed) {
      Instant start = rehearsed.last().startedAt();
      Rehearsed.Stint first = rehearsed.firstToLeave();
      int status = first.exit().map(Rehearsed.Exit::status).orElse(0);
      boolean isInside =
          status == 0
              && RehearsalWords.closes(rehearsed.last(), start)
                  .filter(closes -> !first.endedAt().isAfter(closes))
                  .isPresent();
      return new Sample(
          Duration.between(start, rehearsed.endedAt()),
          status,
          isInside,
          rehearsed.criticalPath().links().stream().map(link -> link.ref()).toList());
    }
  }

  /** What opens with {@code rehearsed} and is the same for all of {@code samples}. */
  public static RehearsedOften of(Rehearsed rehearsed, List<Sample> samples) {
    return new RehearsedOften(
        rehearsed.last().spec().plan().name(),
        Formats.local(rehearsed.last().startedAt(), rehearsed.last().spec().calendar().zone()),
        rehearsed.seed(),
        rehearsed.setting(),
        RehearsalWords.opening(rehearsed.last()),
        samples);
  }

  /**
   * The length that so many of the runs do not exceed, by the nearest rank.
   *
   * @param percent 0 to 100
   */
  Duration percentile(int percent) {
    List<Duration> sorted = samples.stream().map(Sample::length).sorted().toList();
    int rank = Math.ceilDiv(percent * sorted.size(), 100);
    return sorted.get(Math.max(0, rank - 1));
  }

  /** How many are done inside their window. */
  long insideWindow() {
    return samples.stream().filter(Sample::isInsideWindow).count();
  }

  /** Exit status to the number of runs that leave with it. */
  SortedMap<Integer, Integer> exits() {
    SortedMap<Integer, Integer> exits = new TreeMap<>();
    samples.forEach(sample -> exits.merge(sample.exitStatus(), 1, Integer::sum));
    return exits;
  }

  /** In how many of the runs a workload decides the length, of those that ever do; most first. */
  List<Map.Entry<WorkloadRef, Integer>> critical() {
    SortedMap<WorkloadRef, Integer> critical = new TreeMap<>();
    samples.stream()
        .map(Sample::critical)
        .flatMap(Collection::stream)
        .forEach(ref -> critical.merge(ref, 1, Integer::sum));
    return critical.entrySet().stream()
        .sorted(Map.Entry.<WorkloadRef, Integer>comparingByValue().reversed())
        .toList();
  }
}
