package dev.rollwave.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The waves of a plan as a directed graph; an edge leads from a wave to one that it depends on. */
public final class WaveGraph {
  private final Map<String, List<String>> dependencies;

  private WaveGraph(Map<String, List<String>> dependencies) {
    this.dependencies = dependencies;
  }

  /** The graph of {@code waves}; of two waves with one name the later counts. */
  public static WaveGraph of(List<Wave> waves) {
    Map<String, List<String>> edges = new LinkedHashMap<>();
    for (Wave wave : waves) {
      edges.put(wave.name(), wave.dependsOn());
    }
    if (edges.size() != waves.size()) {
      throw new IllegalArgumentException("two waves have the same name");
    }
    return new WaveGraph(edges);
  }

  /**
   * The graph of {@code dependencies}, wave name to the names it depends on, in iteration order.
   */
  public static WaveGraph of(Map<String, List<String>> dependencies) {
    return new WaveGraph(new LinkedHashMap<>(dependencies));
  }

  /**
   * The first cycle found, as a path whose last name is its first; names that are no wave are
   * passed over.
   *
   * @return empty when the graph has no cycle
   */
  public Optional<List<String>> cycle() {
    Set<String> done = new HashSet<>();
    for (String start : dependencies.keySet()) {
      Optional<List<String>> found = cycleFrom(start, done);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  // With a stack of its own: a chain of a thousand waves must not depend on the thread's stack.
  private Optional<List<String>> cycleFrom(String start, Set<String> done) {
    Map<String, Integer> onPath = new LinkedHashMap<>();
    Deque<String> path = new ArrayDeque<>();
    if (done.contains(start)) {
      return Optional.empty();
    }
    path.addLast(start);
    onPath.put(start, 0);
    while (!path.isEmpty()) {
      String at = path.getLast();
      List<String> next = dependencies.getOrDefault(at, List.of());
      int edge = onPath.getOrDefault(at, 0);
      if (edge == next.size()) {
        path.removeLast();
        onPath.remove(at);
        done.add(at);
        continue;
      }
      onPath.put(at, edge + 1);
      String to = next.get(edge);
      if (onPath.containsKey(to)) {
        List<String> names = new ArrayList<>(path);
        List<String> cycle = new ArrayList<>(names.subList(names.indexOf(to), names.size()));
        cycle.add(to);
        return Optional.of(List.copyOf(cycle));
      }
      if (dependencies.containsKey(to) && !done.contains(to)) {
        path.addLast(to);
        onPath.put(to, 0);
      }
    }
    return Optional.empty();
  }

  /**
   * Fails unless every dependency is a wave and there is no cycle.
   *
   * @throws IllegalArgumentException with the offending names
   */
  void requireSound() {
    dependencies.forEach((wave, targets) -> {
      for (String target : targets) {
        if (!dependencies.containsKey(target)) {
          throw new IllegalArgumentException("wave " + wave + " depends on unknown " + target);
        }
      }
    });
    cycle()
        .ifPresent(path -> {
          throw new IllegalArgumentException("cycle " + String.join(" -> ", path));
        });
  }
}
