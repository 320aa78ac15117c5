package dev.rollwave.engine;

import static dev.rollwave.engine.WaveTraits.IN_FLIGHT;
import static dev.rollwave.engine.WaveTraits.READING;

import dev.rollwave.window.Instants;
import java.time.Instant;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The waves of a run, in the plan's order. Immutable; those that something can happen to are found
 * without looking at all of them, and how many workloads wait or are in flight is known.
 */
final class RunWaves extends AbstractList<WaveProgress> implements RandomAccess {
  private final TraitNode<WaveProgress> root;
  private final int size;
  private final int inFlight;
  private final int waiting;

  private RunWaves(TraitNode<WaveProgress> root, int size, int inFlight, int waiting) {
    this.root = root;
    this.size = size;
    this.inFlight = inFlight;
    this.waiting = waiting;
  }

  /** {@code waves} themselves when they are counted already. */
  static RunWaves of(List<WaveProgress> waves) {
    return waves instanceof RunWaves counted
        ? counted
        : new RunWaves(
            TraitNode.over(waves, READING),
            waves.size(),
            waves.stream().mapToInt(WaveProgress::inFlight).sum(),
            waves.stream().mapToInt(wave -> wave.counted().waiting()).sum());
  }

  RunWaves with(int index, WaveProgress next) {
    WaveProgress was = get(index);
    return new RunWaves(
        root.with(index, next, READING),
        size,
        inFlight + next.inFlight() - was.inFlight(),
        waiting + next.counted().waiting() - was.counted().waiting());
  }

  @Override
  public WaveProgress get(int index) {
    return root.get(index);
  }

  @Override
  public int size() {
    return size;
  }

  /** How many workloads are in flight, over all waves. */
  int inFlight() {
    return inFlight;
  }

  /** How many workloads wait, over all waves. */
  int waiting() {
    return waiting;
  }

  /**
   * Whether a wave has {@code trait}.
   *
   * @param trait one of {@link WaveTraits}
   */
  boolean isAny(int trait) {
    return root.count(trait) > 0;
  }

  /**
   * The first at {@code from} or behind that has {@code trait}.
   *
   * @param trait one of {@link WaveTraits}
   * @return its index; {@link #size} for none
   */
  int next(int trait, int from) {
    int found = root.next(trait, from);
    return found < 0 ? size : found;
  }

  /**
   * Those that have {@code trait}, in order.
   *
   * @param trait one of {@link WaveTraits}
   */
  Stream<WaveProgress> all(int trait) {
    return isAny(trait)
        ? IntStream.iterate(next(trait, 0), i -> i < size, i -> next(trait, i + 1))
            .mapToObj(this::get)
        : Stream.empty();
  }

  /** When the first timer of a workload rings; {@link Instant#MAX} for never. */
  Instant nextTimer(Sight sight) {
    if (sight.isClear()) {
      return root.earliest(READING);
    }
    Instant first = Instant.MAX;
    for (int wave = next(IN_FLIGHT, 0); wave < size; wave = next(IN_FLIGHT, wave + 1)) {
      first = Instants.min(first, get(wave).counted().nextTimer(sight));
    }
    return first;
  }
}
