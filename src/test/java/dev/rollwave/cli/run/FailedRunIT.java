package dev.rollwave.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.testcluster.OnSharedCluster;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is shown of a run that failed, after it. */
@OnSharedCluster
class FailedRunIT {
  @Test
  void
      a_status_shows_what_failed_since_when_how_it_is_now_and_how_to_go_back_as_long_as_there_is_a_way(
          TestCluster cluster, TestNamespace namespace, FakeKubelet kubelet, @TempDir Path folder)
          throws IOException {
    Workbench bench = new Workbench(cluster, namespace, folder);
    bench.create(Manifests.deployment(namespace, "web", 2));
    kubelet
        .when(Pods.of(namespace.deployment("web")).and(Pods.stamped()))
        .then(PodBehaviour.failingToPull());
    Path plan =
        bench.plan(
            "failed",
            """
            reason: a test
            health: {soak: 0s, timeout: 60s, grace: 1s}
            waves:
              - name: web
                workloads: [{kind: Deployment, namespace: HERE, name: web}]
            """);
    try (JarProcess run = bench.run(plan)) {
      assertThat(run.awaitExit(Workbench.TIMEOUT)).as(run::transcript).isOne();
    }
    String ref = namespace.deployment("web").toString();

    assertThat(status(bench, folder, plan.toString()))
        .containsSubsequence(
            "of plan failed: WorkloadsFailed",
            "0 of 1 healthy, 0 skipped, 1 failed\n",
            "Failed: " + ref + ": ",
            "  since:  20",
            "  serves: yes: 2 pods are Ready, 2 wanted; all from before the restart",
            "  now:    InProgress: ",
            "  why:    kubectl describe deployment/web -n " + namespace.name(),
            "  undo:   kubectl rollout undo deployment/web -n " + namespace.name())
        .doesNotContain("last error");
    assertThat(status(bench, folder, "failed"))
        .containsSubsequence(
            "Failed: " + ref + ": ",
            "  since:  20",
            "  why:    kubectl describe deployment/web",
            "This is the record alone.")
        .doesNotContain("  undo:", "  serves:", "last error");
    assertThat(told(bench, folder, "history", "failed"))
        .containsPattern("failed: " + ref + " \\(20\\S+Z\\)");

    goBack(cluster, namespace);

    assertThat(status(bench, folder, plan.toString()))
        .containsSubsequence("Failed: " + ref + ": ", "  why:    kubectl describe deployment/web")
        .doesNotContain("  undo:");
  }

  // As `kubectl rollout undo` does: the template is again the one from before the restart.
  private static void goBack(TestCluster cluster, TestNamespace namespace) {
    cluster
        .client()
        .apps()
        .deployments()
        .inNamespace(namespace.name())
        .withName("web")
        .edit(found -> {
          found.getSpec().getTemplate().getMetadata().setAnnotations(null);
          return found;
        });
  }

  private static String status(Workbench bench, Path folder, String plan) throws IOException {
    return told(bench, folder, "status", plan);
  }

  private static String told(Workbench bench, Path folder, String command, String plan)
      throws IOException {
    try (JarProcess process =
        PackagedJar.in(folder)
            .start(
                command,
                plan,
                "--kubeconfig",
                bench.cluster().kubeconfig().toString(),
                "--state-namespace",
                bench.namespace().name())) {
      assertThat(process.awaitExit(Workbench.TIMEOUT)).as(process::transcript).isZero();
      return process.output();
    }
  }
}
