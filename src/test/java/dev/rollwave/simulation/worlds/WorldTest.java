package dev.rollwave.simulation.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.plan.Throttle;
import dev.rollwave.plan.Wave;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec;
import dev.rollwave.simulation.worlds.random.RandomWorld;
import dev.rollwave.simulation.worlds.world.World;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class WorldTest {
  private static final World LARGE =
      LongStream.range(1, 1000)
          .mapToObj(RandomWorld::of)
          .filter(world -> world.plan().waves().size() > 5 && !world.faults().isEmpty())
          .findFirst()
          .orElseThrow();

  @Test
  void one_seed_makes_equal_worlds() {
    assertThat(RandomWorld.of(7)).hasToString(RandomWorld.of(7).toString());
  }

  @Test
  void with_all_its_parts_a_world_is_as_it_was() {
    assertThat(LARGE.keeping(new LinkedHashSet<>(LARGE.parts())).orElseThrow())
        .hasToString(LARGE.toString());
  }

  @Test
  void a_single_workload_makes_a_world_without_limits_and_faults() {
    WorkloadSpec last = LARGE.workloads().getLast();
    World small = LARGE.keeping(Set.of(last.common().name())).orElseThrow();

    assertThat(small.workloads()).containsExactly(last);
    assertThat(small.faults()).isEmpty();
    assertThat(small.plan().throttle()).isEqualTo(Throttle.NONE);
    Wave wave = small.plan().waves().getFirst();
    assertThat(small.plan().waves()).containsExactly(wave);
    assertThat(wave.dependsOn()).isEmpty();
    assertThat(wave.cooldown()).isEqualTo(Duration.ZERO);
  }

  @Test
  void nothing_is_no_world() {
    assertThat(LARGE.keeping(Set.of("f0", "limits"))).isEmpty();
  }
}
