package dev.rollwave.engine;

import dev.rollwave.engine.spec.Priorities;
import dev.rollwave.window.Instants;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;

/**
 * The workloads of one wave, in order. Immutable; a change copies one {@link WorkloadChunk}, and
 * how many wait or are in flight, and whose time has come, is known without looking at all of them.
 */
final class WaveWorkloads extends AbstractList<WorkloadProgress> implements RandomAccess {
  private final WorkloadChunk[] chunks;
  private final int size;
  private final int waiting;
  private final int inFlight;
  private final boolean hasHealthy;
  private final boolean hasSpoiled;
  private final int changed;

  private WaveWorkloads(WorkloadChunk[] chunks, int size) {
    this.chunks = chunks;
    this.size = size;
    int waits = 0;
    int flies = 0;
    long healthy = 0;
    long spoiled = 0;
    int changes = 0;
    for (WorkloadChunk chunk : chunks) {
      waits += Long.bitCount(chunk.startable()) + Long.bitCount(chunk.unstartable());
      flies += Long.bitCount(chunk.inFlight());
      healthy |= chunk.healthy();
      spoiled |= chunk.spoiled();
      changes += Long.bitCount(chunk.changed());
    }
    this.waiting = waits;
    this.inFlight = flies;
    this.hasHealthy = healthy != 0;
    this.hasSpoiled = spoiled != 0;
    this.changed = changes;
  }

  /** {@code workloads} themselves when they are counted already. */
  static WaveWorkloads of(List<WorkloadProgress> workloads) {
    if (workloads instanceof WaveWorkloads counted) {
      return counted;
    }
    List<WorkloadChunk> chunks = new ArrayList<>();
    for (int from = 0; from < workloads.size(); from += WorkloadChunk.SIZE) {
      int to = Math.min(from + WorkloadChunk.SIZE, workloads.size());
      chunks.add(WorkloadChunk.of(workloads.subList(from, to)));
    }
    return new WaveWorkloads(chunks.toArray(new WorkloadChunk[0]), workloads.size());
  }

  WaveWorkloads with(int index, WorkloadProgress workload) {
    WorkloadChunk[] next = chunks.clone();
    next[index / WorkloadChunk.SIZE] =
        next[index / WorkloadChunk.SIZE].with(index % WorkloadChunk.SIZE, workload);
    return new WaveWorkloads(next, size);
  }

  @Override
  public WorkloadProgress get(int index) {
    return chunks[index / WorkloadChunk.SIZE].get(index % WorkloadChunk.SIZE);
  }

  @Override
  public int size() {
    return size;
  }

  int waiting() {
    return waiting;
  }

  int inFlight() {
    return inFlight;
  }

  boolean hasHealthy() {
    return hasHealthy;
  }

  /** Whether one failed, or was left alone or unproven. */
  boolean hasSpoiled() {
    return hasSpoiled;
  }

  /** How many are healthy, and have changed since they were proven or may have. */
  int changed() {
    return changed;
  }

  /** The indices of these, in order. */
  List<Integer> changedOnes() {
    List<Integer> found = new ArrayList<>(changed);
    for (int p = 0; p < chunks.length && changed > 0; p++) {
      for (long rest = chunks[p].changed(); rest != 0; rest &= rest - 1) {
        found.add(p * WorkloadChunk.SIZE + Long.numberOfTrailingZeros(rest));
      }
    }
    return found;
  }

  /** Whether one waits that could be restarted as it is. */
  boolean hasStartable() {
    for (WorkloadChunk chunk : chunks) {
      if (chunk.startable() != 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * The first at {@code from} or behind that waits and can only be skipped or fail.
   *
   * @return its index; {@link #size} for none
   */
  int nextUnstartable(int from) {
    long unseen = -1L << from % WorkloadChunk.SIZE;
    for (int p = from / WorkloadChunk.SIZE; p < chunks.length; p++) {
      long found = chunks[p].unstartable() & unseen;
      if (found != 0) {
        return p * WorkloadChunk.SIZE + Long.numberOfTrailingZeros(found);
      }
      unseen = -1;
    }
    return size;
  }

  /**
   * Of those that wait, are seen and could be restarted, the one that goes first.
   *
   * @param wave index of this wave
   * @return its index; -1 for none
   */
  int mostUrgent(int wave, Priorities priorities, Sight sight) {
    int first = -1;
    for (int p = 0; p < chunks.length; p++) {
      for (long rest = chunks[p].startable(); rest != 0; rest &= rest - 1) {
        int index = p * WorkloadChunk.SIZE + Long.numberOfTrailingZeros(rest);
        if ((first < 0 || priorities.rank(wave, index) < priorities.rank(wave, first))
            && sight.isWatched(get(index).ref())) {
          first = index;
        }
      }
    }
    return first;
  }

  /** Those in flight, in order. */
  List<WorkloadProgress> workloadsInFlight() {
    if (inFlight == 0) {
      return List.of();
    }
    List<WorkloadProgress> found = new ArrayList<>(inFlight);
    for (WorkloadChunk chunk : chunks) {
      for (long rest = chunk.inFlight(); rest != 0; rest &= rest - 1) {
        found.add(chunk.get(Long.numberOfTrailingZeros(rest)));
      }
    }
    return found;
  }

  /** When the first timer rings; {@link Instant#MAX} for never. */
  Instant nextTimer(Sight sight) {
    Instant first = Instant.MAX;
    if (inFlight == 0) {
      return first;
    }
    for (WorkloadChunk chunk : chunks) {
      first = Instants.min(first, chunk.nextTimer(sight));
    }
    return first;
  }

  /** Those whose timer rang at {@code now} or before, in order. */
  List<Integer> due(Instant now, Sight sight) {
    if (nextTimer(sight).isAfter(now)) {
      return List.of();
    }
    List<Integer> due = new ArrayList<>();
    for (int p = 0; p < chunks.length; p++) {
      if (chunks[p].nextTimer(sight).isAfter(now)) {
        continue;
      }
      for (long rest = chunks[p].inFlight(); rest != 0; rest &= rest - 1) {
        int index = Long.numberOfTrailingZeros(rest);
        if (!Timers.next(chunks[p].get(index), sight).isAfter(now)) {
          due.add(p * WorkloadChunk.SIZE + index);
        }
      }
    }
    return due;
  }
}
