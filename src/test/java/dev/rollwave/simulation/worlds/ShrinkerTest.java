package dev.rollwave.simulation.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.simulation.worlds.random.RandomWorld;
import dev.rollwave.simulation.worlds.world.Fault;
import dev.rollwave.simulation.worlds.world.World;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ShrinkerTest {
  private static final World LARGE =
      LongStream.range(1, 1000)
          .mapToObj(RandomWorld::of)
          .filter(world -> world.workloads().size() > 20 && world.faults().size() > 4)
          .filter(world -> world.faults().stream().anyMatch(it -> it.target().isEmpty()))
          .findFirst()
          .orElseThrow();

  @Test
  void a_world_with_a_planted_bug_shrinks_to_its_core() {
    String first = LARGE.workloads().getFirst().common().name();
    String last = LARGE.workloads().getLast().common().name();
    Fault fault =
        LARGE.faults().stream().filter(it -> it.target().isEmpty()).findFirst().orElseThrow();
    Predicate<World> planted =
        world -> has(world, first) && has(world, last) && world.faults().contains(fault);

    assertThat(Shrinker.neededParts(LARGE, planted))
        .containsExactly(first, last, "f" + LARGE.faults().indexOf(fault));
  }

  @Test
  void a_bug_that_needs_everything_shrinks_to_the_whole_world() {
    int workloads = LARGE.workloads().size();
    int faults = LARGE.faults().size();

    List<String> needed =
        Shrinker.neededParts(
            LARGE,
            world -> world.workloads().size() == workloads && world.faults().size() == faults);

    assertThat(needed).hasSize(workloads + faults);
  }

  private static boolean has(World world, String workload) {
    return world.workloads().stream().anyMatch(spec -> spec.common().name().equals(workload));
  }
}
