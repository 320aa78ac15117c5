package dev.rollwave.simulation.time;

import dev.rollwave.simulation.time.VirtualTime.Occurrence;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that happens once, at an instant that may be moved as long as it has not come. To move
 * it back costs nothing before the earlier instant comes, and most are moved back again by then.
 */
public final class Timer {
  private final VirtualTime time;
  private final Runnable action;
  private Instant due = Instant.MAX;
  private Instant lookAt = Instant.MAX;
  private Optional<Occurrence> look = Optional.empty();

  /** A timer that is not set: {@code action} happens when it is due by {@code time}. */
  public Timer(VirtualTime time, Runnable action) {
    this.time = time;
    this.action = action;
  }

  /** Lets it happen at {@code instant}, which is not past, and not when it was due before. */
  public void set(Instant instant) {
    due = instant;
    if (lookAt.isAfter(instant)) {
      look.ifPresent(Occurrence::cancel);
      lookAt(instant);
    }
  }

  /** Lets it not happen. */
  public void clear() {
    due = Instant.MAX;
  }

  private void lookAt(Instant instant) {
    lookAt = instant;
    look = Optional.of(time.at(instant, this::look));
  }

  private void look() {
    lookAt = Instant.MAX;
    if (due.equals(Instant.MAX)) {
      return;
    }
    if (due.isAfter(time.instant())) {
      lookAt(due);
    } else {
      due = Instant.MAX;
      action.run();
    }
  }
}
