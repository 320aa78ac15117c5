package dev.rollwave.engine;

import static dev.rollwave.engine.WorkloadTraits.CHANGED;
import static dev.rollwave.engine.WorkloadTraits.HEALTHY;
import static dev.rollwave.engine.WorkloadTraits.IN_FLIGHT;
import static dev.rollwave.engine.WorkloadTraits.READING;
import static dev.rollwave.engine.WorkloadTraits.SPOILED;
import static dev.rollwave.engine.WorkloadTraits.STARTABLE;
import static dev.rollwave.engine.WorkloadTraits.UNSTARTABLE;

import dev.rollwave.engine.spec.Priorities;
import dev.rollwave.window.Instants;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.IntConsumer;

/**
 * The workloads of one wave, in order. Immutable; how many wait or are in flight, whose time has
 * come and whose turn it is, is known without looking at all of them.
 */
final class WaveWorkloads extends AbstractList<WorkloadProgress> implements RandomAccess {
  private final TraitNode<WorkloadProgress> root;
  private final int size;

  private WaveWorkloads(TraitNode<WorkloadProgress> root, int size) {
    this.root = root;
    this.size = size;
  }

  /** {@code workloads} themselves when they are counted already. */
  static WaveWorkloads of(List<WorkloadProgress> workloads) {
    return workloads instanceof WaveWorkloads counted
        ? counted
        : new WaveWorkloads(TraitNode.over(workloads, READING), workloads.size());
  }

  WaveWorkloads with(int index, WorkloadProgress workload) {
    return new WaveWorkloads(root.with(index, workload, READING), size);
  }

  @Override
  public WorkloadProgress get(int index) {
    return root.get(index);
  }

  @Override
  public int size() {
    return size;
  }

  int waiting() {
    return root.count(STARTABLE) + root.count(UNSTARTABLE);
  }

  int inFlight() {
    return root.count(IN_FLIGHT);
  }

  boolean hasHealthy() {
    return root.count(HEALTHY) > 0;
  }

  /** Whether one failed, or was left alone or unproven. */
  boolean hasSpoiled() {
    return root.count(SPOILED) > 0;
  }

  /** How many are healthy, and have changed since they were proven or may have. */
  int changed() {
    return root.count(CHANGED);
  }

  /** Whether one waits that could be restarted as it is. */
  boolean hasStartable() {
    return root.count(STARTABLE) > 0;
  }

  /** Whether one waits that can only be skipped or fail. */
  boolean hasUnstartable() {
    return root.count(UNSTARTABLE) > 0;
  }

  /**
   * The first at {@code from} or behind that waits and can only be skipped or fail.
   *
   * @return its index; {@link #size} for none
   */
  int nextUnstartable(int from) {
    int found = root.next(UNSTARTABLE, from);
    return found < 0 ? size : found;
  }

  /** The indices of those that are healthy and may have changed, or are in flight, in order. */
  List<Integer> unsettled() {
    List<Integer> found = new ArrayList<>(inFlight() + changed());
    int flying = root.next(IN_FLIGHT, 0);
    int stirred = root.next(CHANGED, 0);
    while (flying >= 0 || stirred >= 0) {
      if (stirred < 0 || (flying >= 0 && flying < stirred)) {
        found.add(flying);
        flying = root.next(IN_FLIGHT, flying + 1);
      } else {
        found.add(stirred);
        stirred = root.next(CHANGED, stirred + 1);
      }
    }
    return found;
  }

  /**
   * Of those that wait, are seen and could be restarted, the one that goes first.
   *
   * @param wave index of this wave
   * @return its index; -1 for none
   */
  int mostUrgent(int wave, Priorities priorities, Sight sight) {
    if (sight.lost().isEmpty()) {
      return root.first(
          new TraitNode.Order(STARTABLE, priorities, index -> priorities.rank(wave, index)), 0);
    }
    int first = -1;
    for (int index = root.next(STARTABLE, 0); index >= 0; index = root.next(STARTABLE, index + 1)) {
      if ((first < 0 || priorities.rank(wave, index) < priorities.rank(wave, first))
          && sight.isWatched(get(index).ref())) {
        first = index;
      }
    }
    return first;
  }

  /** Those in flight, in order. */
  List<WorkloadProgress> workloadsInFlight() {
    if (inFlight() == 0) {
      return List.of();
    }
    List<WorkloadProgress> found = new ArrayList<>(inFlight());
    forEachInFlight(index -> found.add(get(index)));
    return found;
  }

  private void forEachInFlight(IntConsumer told) {
    for (int index = root.next(IN_FLIGHT, 0); index >= 0; index = root.next(IN_FLIGHT, index + 1)) {
      told.accept(index);
    }
  }

  /** When the first timer rings as far as everything is seen; {@link Instant#MAX} for never. */
  Instant nextTimer() {
    return root.earliest(READING);
  }

  /** When the first timer rings; {@link Instant#MAX} for never. */
  Instant nextTimer(Sight sight) {
    if (sight.isClear()) {
      return nextTimer();
    }
    Instant first = Instant.MAX;
    for (WorkloadProgress workload : workloadsInFlight()) {
      first = Instants.min(first, Timers.next(workload, sight));
    }
    return first;
  }

  /** Those whose timer rang at {@code now} or before, in order. */
  List<Integer> due(Instant now, Sight sight) {
    if (nextTimer(sight).isAfter(now)) {
      return List.of();
    }
    List<Integer> due = new ArrayList<>();
    if (sight.isClear()) {
      root.due(now, READING, 0, due::add);
    } else {
      forEachInFlight(index -> {
        if (!Timers.next(get(index), sight).isAfter(now)) {
          due.add(index);
        }
      });
    }
    return due;
  }
}
