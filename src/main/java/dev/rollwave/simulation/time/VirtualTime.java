package dev.rollwave.simulation.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A clock that jumps from one occurrence to the next. What is due at the same instant happens in
 * the order in which it was asked for, so that the same questions always get the same answers.
 */
public final class VirtualTime implements InstantSource {
  private static final long NANOS_IN_SECOND = 1_000_000_000;

  private final PriorityQueue<Occurrence> due = new PriorityQueue<>();
  private Instant now;
  private long sequence;

  /** Starts at {@code start}, with nothing due. */
  public VirtualTime(Instant start) {
    now = start;
  }

  @Override
  public Instant instant() {
    return now;
  }

  /** Lets {@code action} happen at {@code instant}; at the present one when that has passed. */
  public Occurrence at(Instant instant, Runnable action) {
    Occurrence occurrence =
        new Occurrence(instant.isBefore(now) ? now : instant, sequence++, action);
    due.add(occurrence);
    return occurrence;
  }

  /** Lets {@code action} happen after {@code delay}, which is not negative. */
  public Occurrence after(Duration delay, Runnable action) {
    return at(now.plus(delay), action);
  }

  /**
   * Goes to the next occurrence and lets it happen.
   *
   * @return false when nothing is due any more; the time then stays as it is
   */
  public boolean passToNext() {
    Occurrence next = due.poll();
    while (next != null && next.cancelled) {
      next = due.poll();
    }
    if (next == null) {
      return false;
    }
    now = next.instant;
    next.happened = true;
    next.action.run();
    return true;
  }

  /** Lets everything happen that is due up to {@code instant}, and stops there. */
  public void passTo(Instant instant) {
    AtomicBoolean reached = new AtomicBoolean();
    at(instant, () -> reached.set(true));
    while (!reached.get()) {
      passToNext();
    }
  }

  /** Something that will happen, unless it is cancelled before. */
  public static final class Occurrence implements Comparable<Occurrence> {
    private final Instant instant;
    // Of the instant, since the queue compares it all the time: nanoseconds since 1970, which reach
    // to the year 2262.
    private final long nanos;
    private final long order;
    private final Runnable action;
    private boolean cancelled;
    private boolean happened;

    private Occurrence(Instant instant, long order, Runnable action) {
      this.instant = instant;
      this.nanos = Math.addExact(instant.getEpochSecond() * NANOS_IN_SECOND, instant.getNano());
      this.order = order;
      this.action = action;
    }

    /**
     * Takes it back.
     *
     * @return false when that was done before, or when it happened already
     */
    public boolean cancel() {
      boolean wasAhead = !cancelled && !happened;
      cancelled = true;
      return wasAhead;
    }

    @Override
    public int compareTo(Occurrence other) {
      return nanos != other.nanos
          ? Long.compare(nanos, other.nanos)
          : Long.compare(order, other.order);
    }

    // Two occurrences are never equal: the order tells them apart, as identity does.
    @Override
    public boolean equals(@Nullable Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(order);
    }
  }
}
