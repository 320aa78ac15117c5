package dev.rollwave.kubernetes;

import static dev.rollwave.runner.Plans.named;
import static dev.rollwave.runner.Plans.wave;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.engine.message.Command;
import dev.rollwave.engine.message.Event;
import dev.rollwave.runner.Cluster;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.runner.Plans;
import dev.rollwave.runner.ReceivedEvents;
import dev.rollwave.runner.Resolution;
import dev.rollwave.runner.RunLock;
import dev.rollwave.testcluster.OnSharedCluster;
import dev.rollwave.testcluster.TestCluster;
import dev.rollwave.testcluster.workloads.Manifests;
import dev.rollwave.testcluster.workloads.Rollouts;
import dev.rollwave.testcluster.workloads.TestNamespace;
import dev.rollwave.workload.RestartMark;
import dev.rollwave.workload.WorkloadRef;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody is told who may do little or nothing. */
@OnSharedCluster
class RightsIT {
  @TempDir Path folder;

  private final ReceivedEvents events = new ReceivedEvents();
  private TestCluster testCluster;
  private TestNamespace namespace;
  private WorkloadRef web;
  private KubernetesConnection connection;
  private Cluster cluster;

  @BeforeEach
  void connect(TestCluster testCluster, TestNamespace namespace) throws Exception {
    this.testCluster = testCluster;
    this.namespace = namespace;
    web = namespace.deployment("web");
    testCluster.client().resource(Manifests.deployment(namespace, "web", 1)).create();
    Rollouts.awaitAll(testCluster.client(), namespace);
    Path admin = testCluster.kubeconfig();
    String asSomebody = Files.readString(admin).replaceFirst("user: \\{", "user: {as: ann, ");
    connection = Connections.to(Files.writeString(folder.resolve("ann"), asSomebody));
    cluster = Connections.cluster(connection);
  }

  @AfterEach
  void disconnect() {
    cluster.close();
    connection.close();
  }

  private static PolicyRule rule(String group, String resource, String... verbs) {
    return new PolicyRuleBuilder()
        .withApiGroups(group)
        .withResources(resource)
        .withVerbs(verbs)
        .build();
  }

  private void grant(PolicyRule... rules) {
    testCluster
        .client()
        .resource(
            new RoleBuilder()
                .withNewMetadata()
                .withName("ann")
                .withNamespace(namespace.name())
                .endMetadata()
                .withRules(rules)
                .build())
        .create();
    testCluster
        .client()
        .resource(
            new RoleBindingBuilder()
                .withNewMetadata()
                .withName("ann")
                .withNamespace(namespace.name())
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "Role", "ann")
                .addNewSubject("rbac.authorization.k8s.io", "User", "ann", null)
                .build())
        .create();
  }

  private Resolution resolved() throws ClusterException {
    return cluster.resolve(Plans.of(wave("all", named(web))));
  }

  private static void await(Callable<Boolean> what) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(100))
        .until(what);
  }

  @Test
  void all_that_is_missing_is_told_at_once_with_the_rules_that_mend_it() throws Exception {
    Resolution resolution = resolved();

    assertThat(resolution.targets()).isEmpty();
    assertThat(resolution.problems())
        .containsExactlyInAnyOrder(
            "not allowed to get, list, watch, patch deployments.apps in namespace "
                + namespace
                + "; a Role there needs the rule {apiGroups: [\"apps\"], resources:"
                + " [\"deployments\"], verbs: [\"get\", \"list\", \"watch\", \"patch\"]}",
            "not allowed to list pods in namespace "
                + namespace
                + "; a Role there needs the rule {apiGroups: [\"\"], resources: [\"pods\"], verbs:"
                + " [\"list\"]}",
            "not allowed to list replicasets.apps in namespace "
                + namespace
                + "; a Role there needs the rule {apiGroups: [\"apps\"], resources:"
                + " [\"replicasets\"], verbs: [\"list\"]}");
  }

  @Test
  void the_rules_that_are_asked_for_are_enough_to_restart_and_prove() throws Exception {
    grant(
        rule("apps", "deployments", "get", "list", "watch", "patch"),
        rule("apps", "replicasets", "list"),
        rule("", "pods", "list"));
    await(() -> resolved().problems().isEmpty());

    cluster.watch(List.of(web), events);
    cluster.carryOut(restart(), events);
    cluster.carryOut(new Command.Reread(web), events);
    cluster.carryOut(new Command.InspectPods(web, true, Instant.now()), events);

    await(() ->
        !events.of(Event.Observed.class).isEmpty()
            && !events.of(Event.RestartAccepted.class).isEmpty()
            && !events.of(Event.Reread.class).isEmpty()
            && !events.of(Event.PodsInspected.class).isEmpty());
    assertThat(events.of(Event.ReadRefused.class)).isEmpty();
    assertThat(events.of(Event.RestartRefused.class)).isEmpty();
  }

  private Command.PatchRestart restart() {
    var metadata =
        testCluster
            .client()
            .apps()
            .deployments()
            .inNamespace(namespace.name())
            .withName("web")
            .get()
            .getMetadata();
    return new Command.PatchRestart(
        web,
        metadata.getUid(),
        metadata.getResourceVersion(),
        new RestartMark("run-1", "nightly", "2026-11-21T01:00:00Z"),
        "a test",
        Instant.MAX);
  }

  @Test
  void a_forbidden_restart_names_the_user_the_verb_and_the_resource() throws Exception {
    cluster.carryOut(restart(), events);
    await(() -> !events.of(Event.RestartRefused.class).isEmpty());

    assertThat(events.of(Event.RestartRefused.class).getFirst().cause())
        .contains("patch deployments.apps/web in namespace " + namespace)
        .contains("403")
        .contains("User \"ann\" cannot patch resource \"deployments\"");
    assertThat(cluster.tryRestart(restart()))
        .hasValueSatisfying(why -> assertThat(why).contains("cannot patch"));
  }

  @Test
  void what_is_forbidden_for_a_while_is_told_once_and_read_when_it_is_granted() {
    cluster.watch(List.of(web), events);
    cluster.carryOut(new Command.Reread(web), events);
    cluster.carryOut(new Command.InspectPods(web, false, Instant.now()), events);
    await(() -> !events.of(Event.ScopeLost.class).isEmpty());

    grant(
        rule("apps", "deployments", "get", "list", "watch"),
        rule("", "pods", "list"),
        rule("apps", "replicasets", "list"));

    await(() ->
        !events.of(Event.ScopeSeen.class).isEmpty()
            && !events.of(Event.Observed.class).isEmpty()
            && !events.of(Event.Reread.class).isEmpty()
            && !events.of(Event.PodsInspected.class).isEmpty());
    assertThat(events.of(Event.ScopeLost.class))
        .singleElement()
        .satisfies(lost -> {
          assertThat(lost.refused()).isTrue();
          assertThat(lost.cause()).contains("403", "User \"ann\" cannot");
        });
    assertThat(events.of(Event.ReadRefused.class)).isEmpty();
    assertThat(events.of(Event.OutageBegan.class)).isEmpty();
  }

  @Test
  void a_forbidden_lock_names_the_verb_and_the_namespace() {
    RunLock lock = connection.lock(namespace.name(), InstantSource.system(), new Random(7));

    Assertions.assertThatThrownBy(() ->
            lock.acquire(new RunLock.Claim("nightly", "a", Optional.empty(), "run"), cause -> {}))
        .isInstanceOf(ClusterException.Refused.class)
        .hasMessageContaining("get leases.coordination.k8s.io/rollwave-nightly")
        .hasMessageContaining(namespace.name());
  }
}
