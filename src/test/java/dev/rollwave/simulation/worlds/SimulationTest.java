package dev.rollwave.simulation.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.simulation.worlds.random.RandomWorld;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * Plays random worlds through the real engine and loop, the first few of the day for a quick
 * answer; {@link SimulationIT} plays more of them. {@code -Drollwave.simulation.seed=N
 * -Drollwave.simulation.worlds=COUNT} plays those instead.
 */
class SimulationTest {
  static final long FEW = 2_000;
  private static final long WORLDS = Long.getLong("rollwave.simulation.worlds", FEW);

  @Test
  void every_promise_holds_in_every_world() throws InterruptedException {
    WorldsOfTheDay.hold(0, WORLDS, Runtime.getRuntime().availableProcessors());
  }

  @Test
  void no_seed_that_ever_failed_fails_again() throws IOException {
    for (long seed : KeptWorlds.thatFailed()) {
      assertThat(Play.of(RandomWorld.of(seed)).broken()).as("seed %s", seed).isEmpty();
    }
  }

  @Test
  void one_seed_is_one_world_to_the_byte() {
    for (long seed = 1; seed <= 20; seed++) {
      assertThat(Story.of(RandomWorld.of(seed)).lines())
          .as("seed %s", seed)
          .isEqualTo(Story.of(RandomWorld.of(seed)).lines())
          .anyMatch(line -> line.contains("RunEnded"));
    }
  }

  @Test
  void what_comes_of_a_range_does_not_depend_on_the_threads() throws InterruptedException {
    assertThat(new WorldRange(1, 300).play(3)).isEqualTo(new WorldRange(1, 300).play(1));
  }
}
