package dev.rollwave.cli.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.cli.Typed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RehearseSnapshotTest {
  private static final String WORLD =
      """
      apiVersion: v1
      kind: List
      items:
        - apiVersion: apps/v1
          kind: Deployment
          metadata: {name: cart, namespace: shop, uid: cart, labels: {tier: backend}}
          spec: {replicas: 4, strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 100%, maxUnavailable: 0}}}
        - apiVersion: apps/v1
          kind: ReplicaSet
          metadata:
            name: cart-1
            namespace: shop
            uid: cart-1
            ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: cart, uid: cart, controller: true}]
        - apiVersion: v1
          kind: Pod
          metadata:
            name: cart-1-a
            namespace: shop
            creationTimestamp: "2026-11-20T01:00:00Z"
            ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: cart-1, uid: cart-1, controller: true}]
          status:
            conditions: [{type: Ready, status: "True", lastTransitionTime: "2026-11-20T01:00:50Z"}]
            containerStatuses: [{name: main, restartCount: 0, state: {running: {startedAt: "2026-11-20T01:00:08Z"}}}]
        - apiVersion: apps/v1
          kind: Deployment
          metadata: {name: sleeper, namespace: shop, uid: sleeper, labels: {tier: backend}}
          spec: {replicas: 0}
        - apiVersion: apps/v1
          kind: DaemonSet
          metadata: {name: agent, namespace: shop, uid: agent}
          spec: {updateStrategy: {type: RollingUpdate, rollingUpdate: {maxUnavailable: 2}}}
          status: {desiredNumberScheduled: 5}
      """;

  @TempDir private Path directory;
  private Path plan = Path.of("");
  private Path snapshot = Path.of("");

  @BeforeEach
  void write_plan_and_snapshot() throws IOException {
    plan = directory.resolve("plan.yaml");
    write("{kind: Deployment, namespace: shop, selector: tier=backend}");
    snapshot = Files.writeString(directory.resolve("world.yaml"), WORLD);
  }

  @Test
  void selectors_find_what_the_snapshot_holds_and_its_pods_tell_how_long_they_take() {
    Typed typed = rehearse();

    assertThat(typed.err()).isEmpty();
    assertThat(typed.status()).isZero();
    assertThat(typed.out())
        .containsPattern("shop/Deployment/cart +Healthy +\\S+ 01:00:00 +\\S+ 01:00:5\\d")
        .containsPattern("shop/Deployment/sleeper +Skipped")
        .contains("The cluster of " + snapshot)
        .contains(
            "as found; 4 pods; each runs after 8s (measured from 1 pod), is Ready 42s later"
                + " (measured from 1 pod), gone within 10s (by default), give or take 20 %:\n"
                + "    shop/Deployment/cart\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"generation>3", "generation < 10"})
  void a_selector_may_compare_numbers_as_it_may_in_a_run(String selector) throws IOException {
    Files.writeString(
        snapshot, WORLD.replace("labels: {tier: backend}", "labels: {generation: \"7\"}"));
    write("{kind: Deployment, namespace: shop, selector: \"" + selector + "\"}");

    assertThat(rehearse().out()).containsPattern("shop/Deployment/cart +Healthy");
  }

  @Test
  void the_workload_whose_rollout_was_measured_to_take_longest_goes_first() throws IOException {
    Files.writeString(
        snapshot, WORLD + deployment("mailer", "01:00:05Z") + deployment("search", "01:04:00Z"));
    write(
        "{kind: Deployment, namespace: shop, name: mailer}",
        "{kind: Deployment, namespace: shop, name: search}");
    Files.writeString(
        plan,
        Files.readString(plan)
            .replace("health: {soak: 0s}", "health: {soak: 0s}\n  throttle: {maxInFlight: 1}"));

    Typed typed = rehearse();

    assertThat(typed.out())
        .containsPattern("shop/Deployment/search +Healthy +\\S+ 01:00:00 ")
        .containsPattern("shop/Deployment/mailer +Healthy +\\S+ 01:0[345]:")
        .contains("order      by how long rollouts take, measured for 2 of 2 workloads");
    assertThat(rehearse("-o", "json").out()).contains("\"rollout\" : {").contains("\"PT4M\"");
    // What goes wrong is not known beforehand.
    assertThat(rehearse("--slow", "shop/Deployment/mailer=9m").out())
        .containsPattern("shop/Deployment/search +Healthy +\\S+ 01:00:00 ");
  }

  @Test
  void where_no_rollout_was_measured_the_plans_order_holds_and_none_is_claimed()
      throws IOException {
    write("{kind: DaemonSet, namespace: shop, name: agent}");

    assertThat(rehearse().out()).doesNotContain("order  ");
    assertThat(rehearse("-o", "json").out()).contains("\"rollout\" : null");
  }

  private static String deployment(String name, String ready) {
    return """
    - apiVersion: apps/v1
      kind: Deployment
      metadata: {name: NAME, namespace: shop, uid: NAME}
      spec: {replicas: 1}
    - apiVersion: apps/v1
      kind: ReplicaSet
      metadata:
        name: NAME-1
        namespace: shop
        uid: NAME-1
        ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: NAME, uid: NAME, controller: true}]
    - apiVersion: v1
      kind: Pod
      metadata:
        name: NAME-1-a
        namespace: shop
        creationTimestamp: "2026-11-20T01:00:00Z"
        ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: NAME-1, uid: NAME-1, controller: true}]
      status:
        conditions: [{type: Ready, status: "True", lastTransitionTime: "2026-11-20TREADY"}]
        containerStatuses: [{name: main, restartCount: 0, state: {running: {startedAt: "2026-11-20T01:00:01Z"}}}]
    """
        .indent(2)
        .replace("NAME", name)
        .replace("READY", ready);
  }

  @Test
  void a_daemon_set_runs_on_as_many_nodes_as_it_did() throws IOException {
    write("{kind: DaemonSet, namespace: shop, name: agent}");

    assertThat(rehearse().out()).contains("as found; 5 pods;").contains("1 workload of 5 pods");
  }

  @Test
  void the_same_snapshot_prints_the_same_bytes() {
    assertThat(rehearse("-o", "json")).isEqualTo(rehearse("-o", "json"));
    assertThat(rehearse("-o", "json").out()).contains("\"source\" : \"measured from 1 pod\"");
  }

  @Test
  void what_the_snapshot_lacks_is_refused_by_name_as_a_run_would() throws IOException {
    write(
        "{kind: Deployment, namespace: shop, name: carts}",
        "{kind: StatefulSet, namespace: shop, name: db}",
        "{kind: Deployment, namespace: shop, selector: tier=front}");

    Typed typed = rehearse();

    assertThat(typed.status()).isEqualTo(3);
    assertThat(typed.out()).isEmpty();
    assertThat(typed.err())
        .contains("wave all: there is no Deployment carts in namespace shop; did you mean cart?")
        .contains("wave all: there is no StatefulSet db in namespace shop, nor any other")
        .contains("wave all: no Deployment in namespace shop matches the selector tier=front");
  }

  @Test
  void what_a_run_would_refuse_is_refused() throws IOException {
    Files.writeString(snapshot, WORLD.replace("replicas: 4,", "replicas: 4, paused: true,"));

    Typed typed = rehearse();

    assertThat(typed.status()).isEqualTo(3);
    assertThat(typed.err()).contains("shop/Deployment/cart: it is paused");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\": ", "- "})
  void brackets_without_end_are_wrong_usage_at_their_place(String opening) throws IOException {
    Files.writeString(snapshot, opening.repeat(100_000));
    Typed typed = rehearse();

    assertThat(typed.status()).isEqualTo(2);
    assertThat(typed.err()).contains("world.yaml: line 1, column ").contains("nests deeper than");
  }

  @Test
  void a_key_that_is_written_twice_is_told_and_the_last_one_counts() throws IOException {
    Files.writeString(snapshot, WORLD.replace("{replicas: 4,", "{replicas: 9, replicas: 4,"));
    Typed typed = rehearse();

    assertThat(typed.status()).isZero();
    assertThat(typed.err())
        .isEqualTo(
            "rollwave: --snapshot: %s: line 7, column 25: `replicas` is written twice, first in line 7; the last one counts, as it does for kubectl and the API server\n"
                .formatted(snapshot));
    assertThat(typed.out()).contains("as found; 4 pods");
  }

  @Test
  void a_snapshot_that_cannot_be_read_is_wrong_usage() throws IOException {
    Files.writeString(snapshot, "{{{");

    assertThat(rehearse().status()).isEqualTo(2);
    assertThat(rehearse().err())
        .contains("--snapshot: ")
        .contains("line 1, column 4: this is not YAML: the document ends within a list");
    Files.delete(snapshot);
    assertThat(rehearse().err()).contains("there is no such file");
  }

  @Test
  void a_live_cluster_that_cannot_be_reached_is_told_so() throws IOException {
    Path kubeconfig =
        Files.writeString(
            directory.resolve("kubeconfig"),
            """
            apiVersion: v1
            kind: Config
            clusters: [{name: gone, cluster: {server: "http://127.0.0.1:1"}}]
            users: [{name: me, user: {token: none}}]
            contexts: [{name: gone, context: {cluster: gone, user: me}}]
            current-context: gone
            """);

    Typed typed =
        Typed.rollwave(
            "rehearse",
            plan.toString(),
            "--cluster",
            "live",
            "--kubeconfig",
            kubeconfig.toString());

    assertThat(typed.status()).as(typed.err()).isEqualTo(6);
    assertThat(typed.err()).contains("could not be reached").contains("127.0.0.1:1");
  }

  @Test
  void two_places_to_take_the_workloads_from_are_wrong_usage() {
    assertThat(rehearse("--cluster", "live").status()).isEqualTo(2);
  }

  private void write(String... workloads) throws IOException {
    Files.writeString(
        plan,
        """
        apiVersion: rollwave.dev/v1
        kind: RestartPlan
        metadata: {name: nightly}
        spec:
          reason: Relieve the leak
          health: {soak: 0s}
          waves:
            - name: all
              workloads: [%s]
        """
            .formatted(String.join(", ", workloads)));
  }

  private Typed rehearse(String... options) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "rehearse",
                plan.toString(),
                "--snapshot",
                snapshot.toString(),
                "--start",
                "2026-11-26T01:00Z"));
    arguments.addAll(List.of(options));
    return Typed.rollwave(arguments.toArray(String[]::new));
  }
}
