package dev.rollwave.simulation.rehearsal;

import dev.rollwave.engine.message.Event;
import dev.rollwave.runner.Inbox;
import dev.rollwave.simulation.network.SimulatedInbox;
import dev.rollwave.simulation.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Delivers the events of a simulated run no sooner than a person can follow: each once its virtual
 * time has come on a clock that runs fast. What comes from outside, such as a signal, comes at
 * once.
 */
public final class PacedInbox implements Inbox, Consumer<Event>, InstantSource {
  private final SimulatedInbox inbox;
  private final VirtualTime virtual;
  private final InstantSource real;
  private final double speed;
  private final Instant virtualStart;
  private final Instant realStart;
  private final BlockingQueue<Event> fromOutside = new LinkedBlockingQueue<>();
  private Optional<Event> next = Optional.empty();
  private volatile Wait wait;

  /**
   * An inbox whose clock begins to run now.
   *
   * @param inbox where the events come from
   * @param virtual the clock of its world
   * @param real a clock on the wall
   * @param speed how many virtual seconds pass in a real one; positive
   */
  public PacedInbox(SimulatedInbox inbox, VirtualTime virtual, InstantSource real, double speed) {
    if (!(speed > 0)) {
      throw new IllegalArgumentException("a clock runs forwards: " + speed);
    }
    this.inbox = inbox;
    this.virtual = virtual;
    this.real = real;
    this.speed = speed;
    this.virtualStart = virtual.instant();
    this.realStart = real.instant();
    this.wait = new Wait(virtualStart, virtualStart);
  }

  /** Puts an event in from outside the world, from any thread. */
  @Override
  public void accept(Event event) {
    fromOutside.add(event);
  }

  @Override
  public Event take() throws InterruptedException {
    Event event = next.orElseGet(inbox::take);
    next = Optional.of(event);
    Instant due = virtual.instant();
    wait = new Wait(wait.until(), due);
    @Nullable Event outside = fromOutside.poll(untilDue().toNanos(), TimeUnit.NANOSECONDS);
    wait = new Wait(due, due);
    if (outside != null) {
      return outside;
    }
    next = Optional.empty();
    return event;
  }

  /**
   * The world's time, to the loop exactly; to other threads, while the loop waits for an event, as
   * far as it has passed towards that event.
   */
  @Override
  public Instant instant() {
    Wait now = wait;
    Duration passed = Duration.between(realStart, real.instant());
    Instant shown = virtualStart.plus(scaled(passed, speed));
    if (shown.isBefore(now.from())) {
      return now.from();
    }
    return shown.isAfter(now.until()) ? now.until() : shown;
  }

  /** Between which instants time is passing; the same ones while the loop works. */
  private record Wait(Instant from, Instant until) {}

  private Duration untilDue() {
    Duration due = scaled(Duration.between(virtualStart, virtual.instant()), 1 / speed);
    Duration left = Duration.between(real.instant(), realStart.plus(due));
    return left.isNegative() ? Duration.ZERO : left;
  }

  private static Duration scaled(Duration duration, double factor) {
    return Duration.ofMillis(Math.round(duration.toMillis() * factor));
  }
}
