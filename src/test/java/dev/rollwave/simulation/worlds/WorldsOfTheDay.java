package dev.rollwave.simulation.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.simulation.worlds.oracle.BrokenPromise;
import dev.rollwave.simulation.worlds.random.RandomWorld;
import dev.rollwave.simulation.worlds.world.World;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Each day begins at another seed, so that every build looks at new worlds. */
final class WorldsOfTheDay {
  private static final long A_DAY = 10_000_000;

  private WorldsOfTheDay() {}

  /**
   * Plays worlds of today, or of {@code -Drollwave.simulation.seed=N} on.
   *
   * @param from how many are left out before; 0 or more
   * @param worlds how many are played; 1 or more
   * @param threads how many at once; 1 or more
   * @throws AssertionError when a promise is broken in one of them
   */
  static void hold(long from, long worlds, int threads) throws InterruptedException {
    long first =
        from
            + Long.getLong(
                "rollwave.simulation.seed", LocalDate.now(ZoneOffset.UTC).toEpochDay() * A_DAY);
    RangeVerdict verdict = new WorldRange(first, worlds).play(threads);
    System.out.printf(
        "simulation: %,d worlds, seeds %d to %d; mean world: %.1f waves, %.1f workloads, %.1f"
            + " faults%n",
        verdict.worlds(),
        first,
        first + worlds - 1,
        (double) verdict.waves() / worlds,
        (double) verdict.workloads() / worlds,
        (double) verdict.faults() / worlds);

    assertThat(verdict.broken()).as(() -> explained(verdict)).isEmpty();
  }

  private static String explained(RangeVerdict verdict) {
    Map.Entry<Long, BrokenPromise> first = verdict.broken().firstEntry();
    List<String> needed =
        Shrinker.neededParts(RandomWorld.of(first.getKey()), first.getValue().promise());
    World smallest =
        RandomWorld.of(first.getKey()).keeping(new LinkedHashSet<>(needed)).orElseThrow();
    return "a promise was broken in %d worlds, first in this one; replay it with%n  ./simulate --seed %d --keep %s%n%s%n"
        .formatted(
            verdict.broken().size(),
            first.getKey(),
            String.join(",", needed),
            String.join(System.lineSeparator(), Story.of(smallest).lines()));
  }
}
