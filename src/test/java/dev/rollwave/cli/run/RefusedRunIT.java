package dev.rollwave.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.testcluster.LimitedUser;
import dev.rollwave.testcluster.OnSharedCluster;
import dev.rollwave.testcluster.TestCluster;
import dev.rollwave.testcluster.process.JarProcess;
import dev.rollwave.testcluster.workloads.Manifests;
import dev.rollwave.testcluster.workloads.TestNamespace;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exit status 3: what stands in the way is said before the first restart, and none is made. */
@OnSharedCluster
class RefusedRunIT {
  private static final String ONLY_WEB =
      """
      reason: a test
      health: {soak: 0s}
      waves:
        - name: web
          workloads: [{kind: Deployment, namespace: HERE, name: web}]
      """;

  @TempDir private Path folder;
  private Workbench bench;

  @BeforeEach
  void withOneHealthyDeployment(TestCluster cluster, TestNamespace namespace) {
    bench = new Workbench(cluster, namespace, folder);
    bench.create(Manifests.deployment(namespace, "web", 1), onDelete());
    cluster
        .client()
        .resource(
            new DeploymentBuilder(Manifests.deployment(namespace, "paused", 1))
                .editSpec()
                .withPaused(true)
                .endSpec()
                .build())
        .create();
  }

  @Test
  void each_obstacle_refuses_a_run_by_itself_before_the_wave_above_it_starts() throws IOException {
    Map<String, String> obstacles = new LinkedHashMap<>();
    obstacles.put("{kind: Deployment, namespace: HERE, name: wev}", "there is no Deployment wev");
    obstacles.put(
        "{kind: StatefulSet, namespace: HERE, selector: tier=none}", "selector tier=none");
    obstacles.put("{kind: Deployment, namespace: HERE, name: paused}", "kubectl rollout resume");
    obstacles.put("{kind: DaemonSet, namespace: HERE, name: by-hand}", "OnDelete");
    Map<String, Long> before = bench.generations();

    // Side by side, since most of their time is the start of a JVM.
    List<JarProcess> runs = new ArrayList<>();
    for (String obstacle : obstacles.keySet()) {
      runs.add(bench.run(planWith("obstacle-" + runs.size(), obstacle)));
    }
    for (String said : obstacles.values()) {
      try (JarProcess run = runs.removeFirst()) {
        assertThat(run.awaitExit(Workbench.TIMEOUT)).as(run::transcript).isEqualTo(3);
        assertThat(run.errors()).contains("refused before anything was touched").contains(said);
      }
    }
    assertThat(bench.generations()).isEqualTo(before);
  }

  @Test
  void an_empty_selection_that_the_wave_allows_is_passed_by() throws IOException {
    Path plan =
        bench.plan(
            "allowed",
            """
            reason: a test
            health: {soak: 0s}
            waves:
              - name: nothing
                allowEmpty: true
                workloads: [{kind: StatefulSet, namespace: HERE, selector: tier=none}]
              - name: web
                workloads: [{kind: Deployment, namespace: HERE, name: web}]
            """);
    Map<String, Long> before = bench.generations();

    try (JarProcess run = bench.run(plan)) {
      assertThat(run.awaitExit(Workbench.TIMEOUT)).as(run::transcript).isZero();
    }
    assertThat(bench.generations()).isEqualTo(Workbench.restarted(before, "Deployment/web"));
  }

  @Test
  void a_missing_right_is_named_with_verb_resource_and_namespace() throws IOException {
    PolicyRule lock = rule("coordination.k8s.io", "leases", "get", "create", "update");
    PolicyRule reading =
        new PolicyRuleBuilder()
            .withApiGroups("", "apps")
            .withResources("*")
            .withVerbs("get", "list", "watch")
            .build();
    Path reader = user("reader", lock, reading);
    Path lockless = user("lockless", reading);
    Map<String, Long> before = bench.generations();
    Path plan = bench.plan("forbidden", ONLY_WEB);

    try (JarProcess run = bench.run(Map.of(), reader, plan);
        JarProcess other = bench.run(Map.of(), lockless, plan)) {
      assertThat(run.awaitExit(Workbench.TIMEOUT)).as(run::transcript).isEqualTo(3);
      assertThat(run.errors()).contains("patch").contains("deployments").contains(here());
      assertThat(other.awaitExit(Workbench.TIMEOUT)).as(other::transcript).isEqualTo(3);
      assertThat(other.errors()).contains("leases").contains(here());
    }
    assertThat(bench.generations()).isEqualTo(before);
  }

  private String here() {
    return bench.namespace().name();
  }

  private Path user(String name, PolicyRule... rights) throws IOException {
    return LimitedUser.create(bench.cluster(), bench.namespace(), name, rights)
        .kubeconfigIn(folder);
  }

  private static PolicyRule rule(String group, String resource, String... verbs) {
    return new PolicyRuleBuilder()
        .withApiGroups(group)
        .withResources(resource)
        .withVerbs(verbs)
        .build();
  }

  private DaemonSet onDelete() {
    return new DaemonSetBuilder(Manifests.daemonSet(bench.namespace(), "by-hand"))
        .editSpec()
        .withNewUpdateStrategy()
        .withType("OnDelete")
        .endUpdateStrategy()
        .endSpec()
        .build();
  }

  private Path planWith(String name, String obstacle) throws IOException {
    return bench.plan(
        name,
        """
        reason: a test
        health: {soak: 0s}
        waves:
          - name: first
            workloads: [{kind: Deployment, namespace: HERE, selector: app=web}]
          - name: second
            workloads: [%s]
        """
            .formatted(obstacle));
  }
}
