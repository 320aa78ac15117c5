package dev.rollwave.engine.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.engine.FinalState;
import dev.rollwave.engine.script.FakeDeployment;
import dev.rollwave.engine.script.Plans;
import dev.rollwave.engine.script.Script;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.plan.Wave;
import dev.rollwave.plan.WorkloadSelection.ByName;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrioritiesTest {

  @Test
  void where_nothing_is_known_the_deepest_chain_goes_first_and_equals_keep_the_plans_order() {
    Plans plan =
        new Plans()
            .wave("flat", List.of(), "f1", "f2")
            .wave("base", List.of(), "b1", "b2")
            .wave("middle", List.of("base"), "m1")
            .wave("top", List.of("middle"), "t1");

    assertThat(order(plan, Map.of())).containsExactly("b1", "b2", "m1", "f1", "f2", "t1");
  }

  @Test
  void among_the_workloads_of_one_wave_the_longest_goes_first() {
    Plans plan = new Plans().wave("a", List.of(), "a1", "a2", "a3");

    assertThat(order(plan, Map.of("a1", 10, "a2", 30, "a3", 20))).containsExactly("a2", "a3", "a1");
  }

  @Test
  void one_long_rollout_counts_more_than_a_deeper_chain_of_short_ones() {
    Plans plan =
        new Plans()
            .wave("deep", List.of(), "d1")
            .wave("deeper", List.of("deep"), "d2")
            .wave("long", List.of(), "l1");

    assertThat(order(plan, Map.of("d1", 60, "d2", 60, "l1", 600))).startsWith("l1", "d1");
    assertThat(order(plan, Map.of("d1", 60, "d2", 60, "l1", 61))).startsWith("d1", "l1");
  }

  @Test
  void a_cooldown_before_the_dependents_counts_as_much_as_a_rollout() {
    Plans plan =
        new Plans()
            .wave("long", List.of(), "l1")
            .cooldown(Duration.ofMinutes(5))
            .wave("settling", List.of(), "s1")
            .wave("behind", List.of("settling"), "s2");

    assertThat(order(plan, Map.of("l1", 200, "s1", 10, "s2", 10))).startsWith("s1", "l1");
  }

  @Test
  void a_wave_that_its_own_limit_makes_slow_is_begun_with_before_a_longer_single_rollout() {
    Plans plan =
        new Plans()
            .wave("single", List.of(), "x")
            .wave("gate", List.of(), "g")
            .wave("queue", List.of("gate"), Plans.atMost(1), "q1", "q2", "q3");

    assertThat(order(plan, Map.of("x", 100, "g", 10, "q1", 60, "q2", 60, "q3", 60)))
        .startsWith("g", "x");
  }

  @Test
  void a_workload_without_an_estimate_counts_as_the_mean_of_the_others() {
    Plans plan = new Plans().wave("a", List.of(), "short", "unknown", "long");

    assertThat(order(plan, Map.of("short", 10, "long", 90)))
        .containsExactly("long", "unknown", "short");
  }

  @Test
  void the_engine_starts_the_most_urgent_first_when_a_place_is_free() {
    Script script =
        Script.of(
            new Plans()
                .throttle(Plans.atMost(1))
                .wave("flat", List.of(), "f1")
                .wave("base", List.of(), "b1")
                .wave("top", List.of("base"), "t1"));
    assertThat(script.restarted()).containsExactly("b1");

    assertThat(script.makeHealthy("b1").restarted()).containsExactly("b1", "f1");
    assertThat(script.makeHealthy("f1").restarted()).containsExactly("b1", "f1", "t1");
  }

  @Test
  void what_needs_no_restart_is_skipped_even_while_every_place_is_taken() {
    Script script =
        Script.of(
            new Plans().throttle(Plans.atMost(1)).wave("a", List.of(), "a1", "a2"),
            Map.of("a2", 0));

    assertThat(script.restarted()).containsExactly("a1");
    assertThat(script.state("a2")).isInstanceOf(FinalState.Skipped.class);
  }

  private static List<String> order(Plans plans, Map<String, Integer> seconds) {
    RestartPlan plan = plans.build();
    Map<String, List<WorkloadSnapshot>> targets = new LinkedHashMap<>();
    Map<WorkloadRef, Duration> estimates = new LinkedHashMap<>();
    seconds.forEach((name, s) -> estimates.put(Plans.ref(name), Duration.ofSeconds(s)));
    Map<String, WorkloadIndex> indices = new LinkedHashMap<>();
    for (Wave wave : plan.waves()) {
      List<WorkloadSnapshot> snapshots = new ArrayList<>();
      for (var selection : wave.workloads()) {
        WorkloadRef ref = ((ByName) selection).ref();
        indices.put(ref.name(), new WorkloadIndex(targets.size(), snapshots.size()));
        snapshots.add(new FakeDeployment(ref, 2).snapshot());
      }
      targets.put(wave.name(), snapshots);
    }
    Priorities priorities =
        new RunSpec(new RunId("run-1"), plan, targets, plan.calendar(), plan.reason())
            .withEstimates(estimates)
            .priorities();
    return indices.keySet().stream()
        .sorted(
            Comparator.comparingInt(name -> {
              WorkloadIndex index = indices.getOrDefault(name, new WorkloadIndex(0, 0));
              return priorities.rank(index.wave(), index.workload());
            }))
        .toList();
  }
}
