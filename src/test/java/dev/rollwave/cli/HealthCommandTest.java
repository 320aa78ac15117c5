package dev.rollwave.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollwave.kubernetes.manifest.Manifests;
import dev.rollwave.kubernetes.manifest.UnreadableManifestException;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.rollout.ObservedWorkload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class HealthCommandTest {
  private static final String HEALTHY =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web, namespace: shop, uid: u, generation: 2}
      spec: {replicas: 1}
      status: {observedGeneration: 2, replicas: 1, updatedReplicas: 1, availableReplicas: 1}
      """;
  private static final String STUCK =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: cart, namespace: shop, uid: v, generation: 3}
      spec: {replicas: 2}
      status:
        observedGeneration: 3
        replicas: 3
        updatedReplicas: 1
        availableReplicas: 2
        conditions:
          - {type: Progressing, status: "False", reason: ProgressDeadlineExceeded, message: timed out}
      """;
  private static final String PAUSED =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: frozen, namespace: shop, uid: w, generation: 4}
      spec: {replicas: 2, paused: true}
      status: {observedGeneration: 4, replicas: 2, availableReplicas: 2}
      """;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void all_current_exits_0_and_is_told_as_a_table() {
    assertThat(run(HEALTHY, "-f", "-")).isZero();
    assertThat(out.toString())
        .isEqualTo(
            """
            KIND        NAMESPACE  NAME  STATUS   REASON     MESSAGE
            Deployment  shop       web   Current  RolledOut  1 of 1 pod updated and available
            """);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void one_that_is_not_current_exits_1_and_all_are_told_in_the_order_given() {
    assertThat(run(HEALTHY + "---\n" + STUCK + "---\n" + PAUSED, "-f", "-")).isEqualTo(1);
    assertThat(out.toString().lines().map(line -> line.replaceAll(" +", " ")))
        .containsExactly(
            "KIND NAMESPACE NAME STATUS REASON MESSAGE",
            "Deployment shop web Current RolledOut 1 of 1 pod updated and available",
            "Deployment shop cart Failed ProgressDeadlineExceeded timed out",
            "Deployment shop frozen InProgress Paused 0 of 2 pods updated, and it is paused:"
                + " nothing moves before `kubectl rollout resume deployment/frozen -n shop`");
  }

  @Test
  void json_is_an_array_of_the_six_words() throws IOException {
    assertThat(run(STUCK, "-f", "-", "-o", "json")).isEqualTo(1);
    JsonNode array = new ObjectMapper().readTree(out.toString());
    assertThat(array)
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    [{"kind": "Deployment", "namespace": "shop", "name": "cart", "status": "Failed",
                      "reason": "ProgressDeadlineExceeded", "message": "timed out"}]
                    """));
    assertThat(array.get(0).fieldNames())
        .toIterable()
        .containsExactly("kind", "namespace", "name", "status", "reason", "message");
  }

  @Test
  void a_file_is_read_too(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("shop.yaml"), HEALTHY);
    assertThat(run("", "-f", file.toString())).isZero();
    assertThat(out.toString()).contains("Current");
  }

  @Test
  void kinds_that_tell_nothing_of_a_rollout_are_ignored_with_a_note() {
    String others =
        """
        ---
        {apiVersion: v1, kind: Service, metadata: {name: a}}
        ---
        {apiVersion: v1, kind: Service, metadata: {name: b}}
        ---
        {apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: c}}
        """;
    assertThat(run(HEALTHY + others, "-f", "-")).isZero();
    assertThat(out.toString().lines()).hasSize(2);
    assertThat(err.toString())
        .isEqualTo("rollwave: ignored, as it tells nothing of a rollout: 2 Service, 1 Rollout\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                           | <stdin>: is empty",
        "'  '                                         | <stdin>: is empty",
        "{apiVersion: v1, kind: List, items: []}      | no Deployment, StatefulSet or DaemonSet in"
            + " it",
        "---                                          | no Deployment, StatefulSet or DaemonSet in"
            + " it",
        "hello                                        | line 1: this document is not a Kubernetes"
            + " object",
        "'a: [1'                                      | line 1, column 6: this is not YAML:"
            + " the document ends",
        "'{\"apiVersion\":'                           | this is not well-formed JSON",
        "'[{}]'                                       | line 1: this document is not a Kubernetes"
            + " object",
        "'kind: Deployment\napiVersion: apps/v1'      | a Deployment has no name",
        "'kind: Deployment\n"
            + "apiVersion: apps/v1\n"
            + "metadata: {name: a}\n"
            + "spec: {replicas: s3cret}' | spec.replicas does not have the form that its kind"
            + " demands",
      })
  void input_that_cannot_be_judged_exits_2_and_says_why(String input, String why) {
    assertThat(run(input, "-f", "-")).isEqualTo(2);
    assertThat(err.toString()).contains(why).doesNotContain("s3cret");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void a_file_that_is_not_there_exits_2(@TempDir Path directory) {
    String file = directory.resolve("none.yaml").toString();
    assertThat(run("", "-f", file)).isEqualTo(2);
    assertThat(err.toString()).isEqualTo("rollwave: " + file + ": there is no such file\n");
  }

  @Test
  void a_key_that_is_written_twice_is_told_and_the_last_one_counts() {
    String twice = HEALTHY.replace("spec: {replicas: 1}", "spec: {replicas: 5, replicas: 1}");

    assertThat(run(twice, "-f", "-")).isZero();
    assertThat(out.toString()).contains("1 of 1 pod updated and available");
    assertThat(err.toString())
        .isEqualTo(
            "rollwave: <stdin>: line 4, column 21: `replicas` is written twice, first in line 4;"
                + " the last one counts, as it does for kubectl and the API server\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\": ", "- ", "a: {", "? "})
  void brackets_without_end_exit_2_at_their_place(String opening) {
    assertThat(run(opening.repeat(100_000), "-f", "-")).isEqualTo(2);
    assertThat(err.toString())
        .matches("rollwave: <stdin>: line 1, column \\d+: .*(nests deeper|not YAML).*\\R");
  }

  @Test
  void strings_from_a_cluster_cannot_paint_the_screen() {
    assertThat(run(STUCK.replace("timed out", "\"\\e[2J gone\""), "-f", "-")).isEqualTo(1);
    assertThat(out.toString()).contains("\\u001b[2J gone").doesNotContain("\u001b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                              | Say what to judge",
        "-f - deployment/web             | Say what to judge",
        "-f - -n shop                    | -n goes with KIND/NAME",
        "web                             | is not KIND/NAME",
        "deployment/Web                  | is not KIND/NAME",
        "deployment/../secrets           | is not KIND/NAME",
        "service/web                     | the kind is one of deployment, statefulset, daemonset",
        "deployment/web -n shop/../x     | is not the name of a namespace",
        "deployment/web pod/x            | the kind is one of deployment, statefulset, daemonset",
        "-f - -o yaml                    | Invalid value for option '--output'",
      })
  void wrong_usage_exits_2_before_any_cluster_is_looked_for(String arguments, String why) {
    WorkloadSource.Opening none =
        options -> {
          throw new AssertionError("a cluster was looked for");
        };
    assertThat(run(none, HEALTHY, arguments.isEmpty() ? new String[0] : arguments.split(" ")))
        .isEqualTo(2);
    assertThat(err.toString()).contains(why);
  }

  @Test
  void a_workload_of_the_cluster_is_read_from_the_namespace_asked_for() {
    assertThat(run("", "deploy/web", "-n", "shop")).isZero();
    assertThat(out.toString()).contains("Deployment  shop       web   Current");
  }

  @Test
  void without_a_namespace_that_of_the_context_is_meant_and_a_missing_workload_is_not_found() {
    assertThat(run("", "deployment/web")).isEqualTo(1);
    assertThat(out.toString())
        .contains("Deployment  from-context  web   NotFound  NotFound  the cluster has no such");
  }

  @Test
  void a_refusal_of_the_cluster_exits_3_and_an_outage_6() {
    assertThat(run("", "deployment/refused", "-n", "shop")).isEqualTo(3);
    assertThat(err.toString()).isEqualTo("rollwave: cannot get deployments\n");
    assertThat(run("", "deployment/away", "-n", "shop")).isEqualTo(6);
    assertThat(err.toString()).contains("no route to host");
  }

  private int run(String input, String... arguments) {
    return run(options -> new OneDeployment(), input, arguments);
  }

  private int run(WorkloadSource.Opening cluster, String input, String... arguments) {
    var command = new HealthCommand(new ByteArrayInputStream(input.getBytes(UTF_8)), cluster);
    return new CommandLine(command)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  /** A cluster in which shop/Deployment/web is healthy and little else answers. */
  private static final class OneDeployment implements WorkloadSource {
    @Override
    public String namespace() {
      return "from-context";
    }

    @Override
    public Optional<ObservedWorkload> read(WorkloadRef ref) throws ClusterException {
      return switch (ref.name()) {
        case "refused" -> throw new ClusterException.Refused("cannot get deployments");
        case "away" -> throw new ClusterException.Unreachable("no route to host");
        default -> web().filter(found -> found.snapshot().ref().equals(ref));
      };
    }

    private static Optional<ObservedWorkload> web() {
      try {
        return Optional.of(Manifests.read(HEALTHY.getBytes(UTF_8)).workloads().getFirst());
      } catch (UnreadableManifestException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void close() {}
  }
}
