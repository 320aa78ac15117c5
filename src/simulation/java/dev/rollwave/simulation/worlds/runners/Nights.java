package dev.rollwave.simulation.worlds.runners;

import dev.rollwave.simulation.worlds.environment.WorldContext;
import dev.rollwave.simulation.worlds.expected.ExpectedOutcomes;
import dev.rollwave.simulation.worlds.expected.LongestRun;
import dev.rollwave.window.WindowStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The nights in which a world's run is worked on, and by when it has to have ended: what lies
 * between two openings of its window does not count.
 */
final class Nights {
  private static final int MOST = 3;
  private static final Duration LONGEST_WAIT = Duration.ofHours(50);
  // Where pods never come to rest a day is long to play.
  private static final Duration LONGEST_RESTLESS_WAIT = Duration.ofHours(1);

  private final WorldContext context;
  private int begun;
  private Duration idle = Duration.ZERO;
  private Duration bound;
  private Instant due;

  /** The first night of the world of {@code context}. */
  Nights(WorldContext context) {
    this.context = context;
    this.bound = LongestRun.bound(context.world(), begun);
    this.due = context.world().start().plus(bound);
  }

  /** How long the run may take, all nights together. */
  Duration bound() {
    return bound;
  }

  /** How long it has taken so far. */
  Duration worked() {
    return Duration.between(context.world().start(), context.now()).minus(idle);
  }

  /** Whether it has taken longer than that. */
  boolean isOverdue() {
    return context.now().isAfter(due);
  }

  /**
   * Begins another night, as a CronJob does, unless there were enough or the next opening is far.
   *
   * @return how long it is until that opening; empty when there is no other night
   */
  Optional<Duration> another() {
    Instant now = context.clock().instant();
    Optional<Instant> opens =
        switch (context.world().plan().calendar().at(now)) {
          case WindowStatus.Open _ -> Optional.of(now);
          case WindowStatus.Closed closed -> closed.opens();
        };
    Duration most =
        ExpectedOutcomes.isRestless(context.world()) ? LONGEST_RESTLESS_WAIT : LONGEST_WAIT;
    Optional<Duration> wait =
        opens
            .map(at -> Duration.between(now, at))
            .filter(it -> begun < MOST && it.compareTo(most) <= 0);
    wait.ifPresent(this::begin);
    return wait;
  }

  private void begin(Duration wait) {
    begun++;
    idle = idle.plus(wait);
    bound = LongestRun.bound(context.world(), begun);
    due = context.world().start().plus(idle).plus(bound);
  }
}
