package dev.rollwave.testcluster.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.cli.run.HereRun;
import dev.rollwave.testcluster.TestCluster;
import dev.rollwave.testcluster.kubelet.FakeKubelet;
import dev.rollwave.testcluster.proxy.FaultProxy;
import dev.rollwave.testcluster.workloads.TestNamespace;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What the tests of all faults have in common. */
abstract class FaultIT {
  /** Long enough for every rollout that gets there, and proven as soon as it does. */
  static final String QUICK = "timeout: 40s, soak: 0s";

  @TempDir private Path folder;
  private Bench bench;
  private TestCluster cluster;
  private FakeKubelet kubelet;

  @BeforeEach
  void open(TestCluster shared, TestNamespace namespace, FakeKubelet player) throws IOException {
    cluster = shared;
    bench = new Bench(cluster, namespace, folder);
    kubelet = player;
  }

  @AfterEach
  void close() throws IOException {
    bench.close();
  }

  Bench bench() {
    return bench;
  }

  TestCluster cluster() {
    return cluster;
  }

  FaultProxy proxy() {
    return bench.proxy();
  }

  FakeKubelet kubelet() {
    return kubelet;
  }

  /** The run leaves with 0, and with the cluster as a run without the fault leaves it. */
  void assertEndsUndisturbed(HereRun run) {
    assertEnds(run, 0, EndState.UNDISTURBED);
  }

  void assertEnds(HereRun run, int status, EndState state) {
    assertThat(run.awaitExit()).as(run::output).isEqualTo(status);
    assertThat(bench.endState()).as(run::output).isEqualTo(state);
  }
}
