package dev.rollwave.testcluster.benchmark;

import dev.rollwave.testcluster.controlplane.AuditLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Lets several programs carry out the same task in turn, on the same Deployments.
 *
 * @param contestants the first is the one that the others are compared with
 * @param log of the API server
 * @param stopwatch that starts them
 * @param listener is told of each measure as it is taken
 */
record Comparison(
    List<Contestant> contestants, AuditLog log, Stopwatch stopwatch, Consumer<String> listener) {

  Comparison {
    contestants = List.copyOf(contestants);
  }

  /** {@code rounds} measures of each, of which those at one place were taken one after another. */
  Map<Contestant, List<Measure>> play(Task task, int rounds)
      throws IOException, InterruptedException {
    Map<Contestant, List<Measure>> measures = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      for (Contestant contestant : order(round)) {
        Measure measure = measure(contestant, task);
        measures.computeIfAbsent(contestant, _ -> new ArrayList<>()).add(measure);
        listener.accept("%s, round %d: %s".formatted(contestant.name(), round + 1, measure));
      }
    }
    return measures;
  }

  // Who goes first meets the machine as the one before left it, so that all take their turn at it.
  private List<Contestant> order(int round) {
    List<Contestant> order = new ArrayList<>(contestants);
    Collections.rotate(order, round);
    return order;
  }

  private Measure measure(Contestant contestant, Task task)
      throws IOException, InterruptedException {
    Map<String, Long> before = task.deployments().generations();
    AuditLog from = log.fromNow();
    Path folder = stopwatch.folder();
    Stopwatch.Taken taken = stopwatch.time(contestant.command(task, folder));
    task.deployments().awaitSettled();
    if (!task.deployments().generations().equals(oneMore(before))) {
      throw new IllegalStateException(contestant.name() + " did not restart each of them once");
    }
    long requests =
        from.events().stream()
            .filter(event -> event.caller().agent().startsWith(contestant.agent()))
            .count();
    return new Measure(taken.wall(), taken.cpu(), (double) requests / task.deployments().size());
  }

  private static Map<String, Long> oneMore(Map<String, Long> generations) {
    return generations.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue() + 1));
  }
}
