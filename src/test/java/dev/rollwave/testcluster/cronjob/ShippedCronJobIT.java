package dev.rollwave.testcluster.cronjob;

import dev.rollwave.testcluster.OnSharedCluster;
import dev.rollwave.testcluster.TestCluster;
import dev.rollwave.testcluster.kubelet.FakeKubelet;
import dev.rollwave.testcluster.workloads.TestNamespace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A test of the shipped CronJob, in namespaces of its own, so that many can run side by side. */
@OnSharedCluster
@Execution(ExecutionMode.CONCURRENT)
abstract class ShippedCronJobIT {
  @TempDir private Path folder;
  private CronJobScene scene;

  @BeforeEach
  void applyTheManifest(
      TestCluster cluster,
      FakeKubelet kubelet,
      TestNamespace own,
      TestNamespace shop,
      TestNamespace jobs)
      throws IOException {
    scene = new CronJobScene(cluster, kubelet, List.of(own, shop, jobs), folder);
  }

  @AfterEach
  void endAllPods() {
    scene.close();
  }

  CronJobScene scene() {
    return scene;
  }
}
