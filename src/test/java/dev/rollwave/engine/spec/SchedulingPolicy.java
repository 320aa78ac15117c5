package dev.rollwave.engine.spec;

import dev.rollwave.plan.Wave;
import dev.rollwave.workload.WorkloadSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** Who goes first: the engine's own rule, and simpler ones to measure it against. */
enum SchedulingPolicy {
  /** What the engine does when it knows estimates. */
  LONGEST_PATH("longest remaining path first, with estimates (Rollwave)"),
  /** What the engine does when it knows none. */
  LONGEST_PATH_BLIND("longest remaining path first, nothing known (Rollwave)"),
  /** How many waves stand behind, and nothing else. */
  DEPTH_ONLY("depth only"),
  /** Whatever may start does, in the plan's order. */
  EAGER_FIFO("eager, in the plan's order"),
  /** All waves of one level, then those of the next. */
  BARRIER_PER_LEVEL("barrier per level"),
  /** One wave after the other. */
  LINEAR_WAVES("linear waves");

  private final String words;

  SchedulingPolicy(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  /** The plan as it is played under this policy. */
  CorpusPlan applyTo(CorpusPlan corpus) {
    return switch (this) {
      case LONGEST_PATH, LONGEST_PATH_BLIND, DEPTH_ONLY, EAGER_FIFO -> corpus;
      case BARRIER_PER_LEVEL -> corpus.with(levels(corpus.plan().waves()));
      case LINEAR_WAVES -> corpus.with(chain(corpus.plan().waves()));
    };
  }

  /** The order with this policy's priorities. */
  RunSpec applyTo(RunSpec spec, CorpusPlan corpus) {
    return switch (this) {
      case LONGEST_PATH -> spec.withEstimates(corpus.estimates());
      case LONGEST_PATH_BLIND -> spec;
      case DEPTH_ONLY -> {
        Map<String, Integer> depths = depths(spec.plan().waves());
        yield with(spec, (wave, _) -> Duration.ofSeconds(depths.getOrDefault(wave.name(), 0)));
      }
      case EAGER_FIFO, BARRIER_PER_LEVEL, LINEAR_WAVES -> with(spec, (_, _) -> Duration.ZERO);
    };
  }

  private static RunSpec with(
      RunSpec spec, BiFunction<Wave, WorkloadSnapshot, Duration> remaining) {
    return spec.with(Priorities.longestFirst(spec.plan(), spec.targets(), remaining));
  }

  private static Map<String, Integer> depths(List<Wave> waves) {
    Map<String, Integer> depths = new HashMap<>();
    for (Wave wave : waves.reversed()) {
      int own = depths.merge(wave.name(), 1, Math::max);
      wave.dependsOn().forEach(gate -> depths.merge(gate, own + 1, Math::max));
    }
    return depths;
  }

  private static List<Wave> chain(List<Wave> waves) {
    List<Wave> chained = new ArrayList<>();
    for (Wave wave : waves) {
      chained.add(behind(wave, chained.isEmpty() ? List.of() : List.of(chained.getLast().name())));
    }
    return chained;
  }

  private static List<Wave> levels(List<Wave> waves) {
    Map<String, Integer> levelOf = new HashMap<>();
    Map<Integer, List<String>> namesOf = new TreeMap<>();
    for (Wave wave : waves) {
      int level =
          wave.dependsOn().stream()
              .mapToInt(gate -> levelOf.getOrDefault(gate, 0) + 1)
              .max()
              .orElse(0);
      levelOf.put(wave.name(), level);
      namesOf.computeIfAbsent(level, _ -> new ArrayList<>()).add(wave.name());
    }
    return waves.stream()
        .map(wave ->
            behind(wave, namesOf.getOrDefault(levelOf.getOrDefault(wave.name(), 0) - 1, List.of())))
        .toList();
  }

  private static Wave behind(Wave wave, List<String> gates) {
    return new Wave(
        wave.name(),
        gates,
        wave.throttle(),
        wave.cooldown(),
        wave.health(),
        wave.workloads(),
        wave.allowEmpty());
  }
}
