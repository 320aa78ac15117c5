package dev.rollwave.simulation.mutants;

import dev.rollwave.engine.RunState;
import dev.rollwave.engine.message.Notification;
import dev.rollwave.simulation.worlds.Play;
import dev.rollwave.simulation.worlds.environment.WorldObserver;
import dev.rollwave.simulation.worlds.oracle.BrokenPromise;
import dev.rollwave.simulation.worlds.oracle.Promise;
import dev.rollwave.simulation.worlds.random.RandomWorld;
import java.time.Instant;
import java.util.List;
import java.util.function.LongFunction;

/**
 * Plays the world of a seed, and tells in one line which promise was broken and how; nothing when
 * all held. Each loader has its own, so nothing but JDK types goes in and out.
 */
public final class SeedPlay implements LongFunction<String> {
  // Far more than the largest world of unbroken code takes.
  private static final long MOST_STEPS = 500_000;

  /** For {@link MutantLoader}, whose own classes are in another run-time package. */
  public SeedPlay() {}

  @Override
  public String apply(long seed) {
    try {
      return Play.of(RandomWorld.of(seed), new Counting()).broken().map(SeedPlay::told).orElse("");
    } catch (TooManySteps e) {
      return Promise.ENDS + ": no end after " + MOST_STEPS + " steps";
    } catch (StackOverflowError | OutOfMemoryError e) {
      return Promise.NO_FAULT_OF_OURS + ": " + e;
    }
  }

  private static String told(BrokenPromise broken) {
    return broken.promise() + ": " + broken.getMessage();
  }

  private static final class Counting implements WorldObserver {
    private long steps;

    @Override
    public void stepped(RunState state, List<Notification> notifications, Instant now) {
      if (++steps > MOST_STEPS) {
        throw new TooManySteps();
      }
    }

    @Override
    public void struck(String what) {}
  }

  // No exception, since those are taken for a fault of the engine.
  private static final class TooManySteps extends Error {
    private static final long serialVersionUID = 1;

    TooManySteps() {
      super("", null, false, false);
    }
  }
}
