package dev.rollwave.engine;

import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;

/**
 * The workloads of one wave, in order. Immutable; a change copies one {@link Page}, and how many
 * wait or are in flight, and whose time has come, is known without looking at all of them.
 */
final class Roster extends AbstractList<WorkloadProgress> implements RandomAccess {
  private final Page[] pages;
  private final int size;
  private final int waiting;
  private final int inFlight;
  private final boolean hasHealthy;
  private final boolean hasSpoiled;
  private final int changed;

  private Roster(Page[] pages, int size) {
    this.pages = pages;
    this.size = size;
    int waits = 0;
    int flies = 0;
    long healthy = 0;
    long spoiled = 0;
    int changes = 0;
    for (Page page : pages) {
      waits += Long.bitCount(page.startable()) + Long.bitCount(page.unstartable());
      flies += Long.bitCount(page.inFlight());
      healthy |= page.healthy();
      spoiled |= page.spoiled();
      changes += Long.bitCount(page.changed());
    }
    this.waiting = waits;
    this.inFlight = flies;
    this.hasHealthy = healthy != 0;
    this.hasSpoiled = spoiled != 0;
    this.changed = changes;
  }

  /** {@code workloads} themselves when they are a roster already. */
  static Roster of(List<WorkloadProgress> workloads) {
    if (workloads instanceof Roster roster) {
      return roster;
    }
    List<Page> pages = new ArrayList<>();
    for (int from = 0; from < workloads.size(); from += Page.SIZE) {
      int to = Math.min(from + Page.SIZE, workloads.size());
      pages.add(Page.of(workloads.subList(from, to)));
    }
    return new Roster(pages.toArray(new Page[0]), workloads.size());
  }

  Roster with(int index, WorkloadProgress workload) {
    Page[] next = pages.clone();
    next[index / Page.SIZE] = next[index / Page.SIZE].with(index % Page.SIZE, workload);
    return new Roster(next, size);
  }

  @Override
  public WorkloadProgress get(int index) {
    return pages[index / Page.SIZE].get(index % Page.SIZE);
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
    for (int p = 0; p < pages.length && changed > 0; p++) {
      for (long rest = pages[p].changed(); rest != 0; rest &= rest - 1) {
        found.add(p * Page.SIZE + Long.numberOfTrailingZeros(rest));
      }
    }
    return found;
  }

  /** Whether one waits that could be restarted as it is. */
  boolean hasStartable() {
    for (Page page : pages) {
      if (page.startable() != 0) {
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
    long unseen = -1L << from % Page.SIZE;
    for (int p = from / Page.SIZE; p < pages.length; p++) {
      long found = pages[p].unstartable() & unseen;
      if (found != 0) {
        return p * Page.SIZE + Long.numberOfTrailingZeros(found);
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
    for (int p = 0; p < pages.length; p++) {
      for (long rest = pages[p].startable(); rest != 0; rest &= rest - 1) {
        int index = p * Page.SIZE + Long.numberOfTrailingZeros(rest);
        if ((first < 0 || priorities.rank(wave, index) < priorities.rank(wave, first))
            && sight.isWatched(get(index).ref())) {
          first = index;
        }
      }
    }
    return first;
  }

  /** Those in flight, in order. */
  List<WorkloadProgress> underWay() {
    if (inFlight == 0) {
      return List.of();
    }
    List<WorkloadProgress> found = new ArrayList<>(inFlight);
    for (Page page : pages) {
      for (long rest = page.inFlight(); rest != 0; rest &= rest - 1) {
        found.add(page.get(Long.numberOfTrailingZeros(rest)));
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
    for (Page page : pages) {
      first = Instants.min(first, page.nextTimer(sight));
    }
    return first;
  }

  /** Those whose timer rang at {@code now} or before, in order. */
  List<Integer> due(Instant now, Sight sight) {
    if (nextTimer(sight).isAfter(now)) {
      return List.of();
    }
    List<Integer> due = new ArrayList<>();
    for (int p = 0; p < pages.length; p++) {
      if (pages[p].nextTimer(sight).isAfter(now)) {
        continue;
      }
      for (long rest = pages[p].inFlight(); rest != 0; rest &= rest - 1) {
        int index = Long.numberOfTrailingZeros(rest);
        if (!Timers.next(pages[p].get(index), sight).isAfter(now)) {
          due.add(p * Page.SIZE + index);
        }
      }
    }
    return due;
  }
}
