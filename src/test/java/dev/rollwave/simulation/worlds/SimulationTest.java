package dev.rollwave.simulation.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * Plays random worlds through the real engine and loop. Each day begins at another seed, so that
 * every build looks at new worlds; {@code -Drollwave.simulation.seed=N
 * -Drollwave.simulation.worlds=COUNT} plays those instead.
 */
class SimulationTest {
  private static final long A_DAY = 10_000_000;
  private static final long WORLDS = Long.getLong("rollwave.simulation.worlds", 20_000);

  @Test
  void every_promise_holds_in_every_world() throws InterruptedException {
    long first =
        Long.getLong(
            "rollwave.simulation.seed", LocalDate.now(ZoneOffset.UTC).toEpochDay() * A_DAY);
    RangeVerdict verdict =
        new WorldRange(first, WORLDS).play(Runtime.getRuntime().availableProcessors());
    System.out.printf(
        "simulation: %,d worlds, seeds %d to %d; mean world: %.1f waves, %.1f workloads, %.1f faults%n",
        verdict.worlds(),
        first,
        first + WORLDS - 1,
        (double) verdict.waves() / WORLDS,
        (double) verdict.workloads() / WORLDS,
        (double) verdict.faults() / WORLDS);

    assertThat(verdict.broken()).as(() -> explained(verdict)).isEmpty();
  }

  @Test
  void no_seed_that_ever_failed_fails_again() throws IOException {
    for (long seed : seedsThatFailed()) {
      assertThat(Play.of(World.of(seed)).broken()).as("seed %s", seed).isEmpty();
    }
  }

  @Test
  void one_seed_is_one_world_to_the_byte() {
    for (long seed = 1; seed <= 20; seed++) {
      assertThat(Story.of(World.of(seed)).lines())
          .as("seed %s", seed)
          .isEqualTo(Story.of(World.of(seed)).lines())
          .anyMatch(line -> line.contains("RunEnded"));
    }
  }

  @Test
  void what_comes_of_a_range_does_not_depend_on_the_threads() throws InterruptedException {
    assertThat(new WorldRange(1, 300).play(3)).isEqualTo(new WorldRange(1, 300).play(1));
  }

  private static String explained(RangeVerdict verdict) {
    Map.Entry<Long, BrokenPromise> first = verdict.broken().firstEntry();
    List<String> needed =
        Shrinker.neededParts(World.of(first.getKey()), first.getValue().promise());
    World smallest = World.of(first.getKey()).keeping(new LinkedHashSet<>(needed)).orElseThrow();
    return "a promise was broken in %d worlds, first in this one; replay it with%n  ./rollwave simulate --seed %d --keep %s%n%s%n"
        .formatted(
            verdict.broken().size(),
            first.getKey(),
            String.join(",", needed),
            String.join(System.lineSeparator(), Story.of(smallest).lines()));
  }

  private static List<Long> seedsThatFailed() throws IOException {
    try (InputStream file =
        Objects.requireNonNull(SimulationTest.class.getResourceAsStream("seeds-that-failed.txt"))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> Long.parseLong(line.substring(0, line.indexOf(' '))))
          .toList();
    }
  }
}
