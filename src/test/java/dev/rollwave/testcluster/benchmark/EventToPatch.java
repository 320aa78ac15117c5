package dev.rollwave.testcluster.benchmark;

import dev.rollwave.testcluster.proxy.FaultProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Measures how long a slot stays empty: from the byte that shows a workload rolled out to the PATCH
 * that takes its place, as a proxy between a run and the API server sees them. It ends with 0 when
 * everything was measured, whatever came out.
 */
public final class EventToPatch {
  private EventToPatch() {}

  /**
   * Measures.
   *
   * @param arguments the number of rounds; the sizes, as {@link Size#parse} takes them; how many
   *     seconds pods take on average; and the command that starts Rollwave
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int rounds = Integer.parseInt(arguments[0]);
    List<Size> sizes = Size.parse(arguments[1]);
    int ready = Integer.parseInt(arguments[2]);
    RollwaveRun run = RollwaveRun.from(arguments[3]);
    Path folder = Files.createTempDirectory("rollwave-benchmark-");
    try (BenchCluster cluster = BenchCluster.start()) {
      Path kubeconfig = cluster.controlPlane().adminKubeconfig();
      for (Size size : sizes) {
        ManyDeployments deployments =
            ManyDeployments.create(cluster.client(), size.deployments(), ready);
        Task task = new Task(deployments, size.atOnce());
        List<SlotUse> uses = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
          uses.addAll(watched(task, run, kubeconfig, folder));
          deployments.awaitSettled();
        }
        deployments.delete();
        System.out.print(new SlotTable(task + ", pods ready after %d s".formatted(ready), uses));
      }
    }
  }

  /** What a run of {@code task} showed to a proxy before the API server. */
  static List<SlotUse> watched(Task task, RollwaveRun run, Path kubeconfig, Path folder)
      throws IOException, InterruptedException {
    try (FaultProxy proxy = FaultProxy.before(kubeconfig)) {
      WireTap tap = new WireTap(proxy);
      Path through = proxy.kubeconfig(kubeconfig, folder.resolve("through"));
      Map<String, String> environment =
          Map.of(
              "KUBECONFIG", through.toString(),
              "HOME", folder.toString(),
              "JAVA_HOME", System.getProperty("java.home"));
      new Stopwatch(environment, folder).time(run.command(task, folder));
      return SlotUse.of(tap.wire(task.deployments().names()), task.atOnce());
    }
  }
}
