package dev.rollwave.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.testcluster.TestCluster;
import dev.rollwave.testcluster.kubelet.FakeKubelet;
import dev.rollwave.testcluster.kubelet.PodBehaviour;
import dev.rollwave.testcluster.kubelet.Pods;
import dev.rollwave.testcluster.process.JarProcess;
import dev.rollwave.testcluster.process.PackagedJar;
import dev.rollwave.testcluster.workloads.Manifests;
import dev.rollwave.testcluster.workloads.TestNamespace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/**
 * Two Deployments in two waves, of which the first does not come up again as long as its kubelet is
 * not reset, and the commands that a person gives meanwhile.
 *
 * @param bench where they are
 */
record HangingRun(Workbench bench) {
  /** Without its name. */
  static final String PLAN =
      """
      reason: a test
      health: {soak: 0s}
      waves:
        - name: one
          workloads: [{kind: Deployment, namespace: HERE, name: one}]
        - name: two
          workloads: [{kind: Deployment, namespace: HERE, name: two}]
      """;

  /** Creates both, and has the first hang once it is restarted. */
  static HangingRun create(
      TestCluster cluster, TestNamespace namespace, FakeKubelet kubelet, Path folder) {
    Workbench bench = new Workbench(cluster, namespace, folder);
    bench.create(
        Manifests.deployment(namespace, "one", 1), Manifests.deployment(namespace, "two", 1));
    kubelet
        .when(Pods.of(namespace.deployment("one")).and(Pods.stamped()))
        .then(PodBehaviour.neverReady());
    return new HangingRun(bench);
  }

  /** The plan, under this name. */
  Path plan(String name) throws IOException {
    return bench.plan(name, PLAN);
  }

  /** Waits until the first of them is restarted. */
  void awaitRestart(JarProcess run) {
    awaitOutput(run, " restarted " + bench.namespace().name() + "/Deployment/one");
  }

  /** Waits until {@code process} has said {@code text}. */
  static void awaitOutput(JarProcess process, String text) {
    Awaitility.await()
        .atMost(Workbench.TIMEOUT)
        .until(() -> process.output().contains(text) || !process.isAlive());
    assertThat(process.output()).as(process::transcript).contains(text);
  }

  /** What a command prints, which has to leave with {@code status}. */
  String told(int status, String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(place());
    try (JarProcess process = PackagedJar.in(bench.folder()).start(all.toArray(String[]::new))) {
      assertThat(process.awaitExit(Workbench.TIMEOUT)).as(process::transcript).isEqualTo(status);
      return process.output();
    }
  }

  /** The options that say where the plan's runs are. */
  List<String> place() {
    return List.of(
        "--kubeconfig",
        bench.cluster().kubeconfig().toString(),
        "--state-namespace",
        bench.namespace().name());
  }
}
