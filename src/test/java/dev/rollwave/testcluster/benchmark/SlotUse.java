package dev.rollwave.testcluster.benchmark;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One slot, from the line that shows a workload rolled out to the restart that takes its place.
 *
 * @param shown when the last byte of the line was sent
 * @param proof the reads that it led to, in the order of their answers; at least one
 * @param restarted when the PATCH came
 */
record SlotUse(Instant shown, List<Wire.Read> proof, Instant restarted) {

  SlotUse {
    proof = List.copyOf(proof);
  }

  /**
   * Each slot that was used again, in the order of the proofs. Slots are all alike: the one that is
   * proven free first is the one that the next restart takes.
   *
   * @param wire of a run of one wave without a soak
   * @param atOnce how many may be in flight: so many restarts wait for no slot
   */
  static List<SlotUse> of(Wire wire, int atOnce) {
    List<Instant> waited = wire.restarts().stream().skip(atOnce).toList();
    List<SlotUse> freed =
        wire.shown().entrySet().stream()
            .flatMap(entry -> freed(entry, wire).stream())
            .sorted(Comparator.comparing(SlotUse::answered))
            .toList();
    return IntStream.range(0, Math.min(waited.size(), freed.size()))
        .mapToObj(i -> new SlotUse(freed.get(i).shown(), freed.get(i).proof(), waited.get(i)))
        .toList();
  }

  // Until a restart takes it.
  private static Optional<SlotUse> freed(Map.Entry<String, Instant> done, Wire wire) {
    List<Wire.Read> after =
        wire.reads().stream().filter(read -> !read.received().isBefore(done.getValue())).toList();
    List<Wire.Read> own =
        after.stream().filter(read -> read.about().contains(done.getKey())).toList();
    List<Wire.Read> proof =
        own.isEmpty()
            ? after.stream().filter(read -> read.about().isEmpty()).limit(1).toList()
            : own;
    return proof.isEmpty()
        ? Optional.empty()
        : Optional.of(new SlotUse(done.getValue(), proof, Instant.MAX));
  }

  private Instant asked() {
    return proof.stream().map(Wire.Read::received).min(Comparator.naturalOrder()).orElseThrow();
  }

  private Instant answered() {
    return proof.getLast().answered();
  }

  /** From the line to the restart. */
  Duration whole() {
    return Duration.between(shown, restarted);
  }

  /** From the line to the first read. */
  Duration untilAsked() {
    return Duration.between(shown, asked());
  }

  /** For how long at least one of the reads was with the API server. */
  Duration atServer() {
    Duration sum = Duration.ZERO;
    Instant until = Instant.MIN;
    for (Wire.Read read :
        proof.stream().sorted(Comparator.comparing(Wire.Read::received)).toList()) {
      Instant from = Stream.of(read.received(), until).max(Comparator.naturalOrder()).orElseThrow();
      if (read.answered().isAfter(from)) {
        sum = sum.plus(Duration.between(from, read.answered()));
        until = read.answered();
      }
    }
    return sum;
  }

  /** From the last answer to the restart. */
  Duration afterAnswer() {
    return Duration.between(answered(), restarted);
  }

  /** All but what the API server took. */
  Duration own() {
    return whole().minus(atServer());
  }
}
