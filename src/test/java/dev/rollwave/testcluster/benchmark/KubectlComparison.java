package dev.rollwave.testcluster.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares runs with a loop of kubectl on one control plane, and prints a table for each size. It
 * ends with 0 when everything was measured, whatever came out.
 */
public final class KubectlComparison {
  private static final Size WARM_UP = new Size(6, 3);

  private KubectlComparison() {}

  /**
   * Measures.
   *
   * @param arguments the number of rounds; the sizes, as {@link Size#parse} takes them; and the
   *     commands that start Rollwave, with commas between them
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int rounds = Integer.parseInt(arguments[0]);
    List<Size> sizes = Size.parse(arguments[1]);
    Path folder = Files.createTempDirectory("rollwave-benchmark-");
    try (BenchCluster cluster = BenchCluster.start()) {
      Comparison comparison = comparison(cluster, arguments[2].split(",", -1), folder);
      play(comparison, cluster, WARM_UP, 1);
      StringBuilder tables = new StringBuilder();
      for (Size size : sizes) {
        tables.append(play(comparison, cluster, size, rounds));
      }
      System.out.print(tables);
    }
  }

  private static Comparison comparison(BenchCluster cluster, String[] commands, Path folder)
      throws IOException {
    List<Contestant> contestants = new ArrayList<>();
    contestants.add(new KubectlLoop(cluster.controlPlane().kubectl()));
    for (String command : commands) {
      contestants.add(RollwaveRun.from(command));
    }
    // A home of their own: kubectl keeps there what it has learned of the API server.
    Map<String, String> environment =
        Map.of(
            "KUBECONFIG", cluster.controlPlane().adminKubeconfig().toString(),
            "HOME", folder.toString(),
            "JAVA_HOME", System.getProperty("java.home"));
    return new Comparison(
        contestants,
        cluster.controlPlane().auditLog(),
        new Stopwatch(environment, folder),
        System.out::println);
  }

  private static ComparisonTable play(
      Comparison comparison, BenchCluster cluster, Size size, int rounds)
      throws IOException, InterruptedException {
    ManyDeployments deployments = ManyDeployments.create(cluster.client(), size.deployments(), 0);
    Task task = new Task(deployments, size.atOnce());
    System.out.println(task);
    Map<String, List<Measure>> measures = new LinkedHashMap<>();
    comparison
        .play(task, rounds)
        .forEach((contestant, its) -> measures.put(contestant.name(), its));
    deployments.delete();
    return new ComparisonTable(task.toString(), measures, Goals.of(size.deployments()));
  }
}
