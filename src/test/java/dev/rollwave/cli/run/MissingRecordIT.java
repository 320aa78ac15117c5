package dev.rollwave.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollwave.testcluster.OnSharedCluster;
import dev.rollwave.testcluster.TestCluster;
import dev.rollwave.testcluster.process.JarProcess;
import dev.rollwave.testcluster.process.PackagedJar;
import dev.rollwave.testcluster.workloads.Manifests;
import dev.rollwave.testcluster.workloads.TestNamespace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan, or a namespace, of which the cluster knows nothing. */
@OnSharedCluster
class MissingRecordIT {
  private static final String SPEC =
      """
      reason: a test
      health: {soak: 0s}
      waves:
        - name: only
          workloads: [{kind: Deployment, namespace: HERE, name: web}]
      """;

  @TempDir private Path folder;
  private Workbench bench;
  private TestNamespace namespace;

  @BeforeEach
  void withOnePlanOnRecord(TestCluster cluster, TestNamespace namespace) throws IOException {
    this.namespace = namespace;
    bench = new Workbench(cluster, namespace, folder);
    bench.create(Manifests.deployment(namespace, "web", 1));
    try (JarProcess run = bench.run(bench.plan("known", SPEC))) {
      assertThat(run.awaitExit(Workbench.TIMEOUT)).as(run::transcript).isZero();
    }
  }

  @Test
  void a_name_of_which_nothing_is_known_is_3_with_the_plans_that_have_a_record()
      throws IOException {
    for (String command : List.of("status", "history", "pause", "cancel")) {
      JarProcess asked = awaited(3, command, "unknown", namespace.name());
      assertThat(asked.errors())
          .contains("refused: no run of plan unknown is on record")
          .contains("there is no ConfigMap rollwave-unknown in namespace " + namespace.name())
          .contains("on test (https://127.0.0.1:")
          .contains("known (namespace " + namespace.name() + ")");
    }
  }

  @Test
  void a_plan_whose_record_is_elsewhere_is_told_where() throws IOException {
    assertThat(awaited(3, "status", "known", "default").errors())
        .contains(
            "a record of that plan is in namespace %s: --state-namespace %s"
                .formatted(namespace.name(), namespace.name()));
  }

  @Test
  void the_plan_of_a_file_that_was_never_run_is_no_mistake() throws IOException {
    Path plan = bench.plan("never", SPEC);

    assertThat(awaited(0, "status", plan.toString(), namespace.name()).output())
        .contains("no run of plan never is on record");
    JsonNode json =
        new ObjectMapper()
            .readTree(
                awaited(0, "status", plan.toString(), namespace.name(), "-o", "json").output());
    assertThat(json.path("run").isNull()).isTrue();
    assertThat(json.path("recorded").toString()).contains("\"known\"");
  }

  @Test
  void a_state_namespace_that_does_not_exist_is_told_and_neither_read_nor_run_in()
      throws IOException {
    Path plan = bench.plan("never", SPEC);
    Map<String, Long> before = bench.generations();

    for (String command : List.of("status", "history")) {
      assertThat(awaited(3, command, plan.toString(), "no-such-namespace").errors())
          .contains("refused: there is no namespace no-such-namespace on test (https://");
    }
    assertThat(awaited(3, "run", plan.toString(), "no-such-namespace", "--dry-run").errors())
        .contains("refused: there is no namespace no-such-namespace on test (https://");
    assertThat(awaited(3, "run", plan.toString(), "no-such-namespace", "--yes").errors())
        .contains("refused: there is no namespace no-such-namespace for the lock and the record");
    assertThat(bench.generations()).isEqualTo(before);
  }

  private JarProcess awaited(int status, String command, String plan, String place, String... more)
      throws IOException {
    List<String> all = new ArrayList<>(List.of(command, plan, "--state-namespace", place));
    all.addAll(List.of("--kubeconfig", bench.cluster().kubeconfig().toString()));
    all.addAll(List.of(more));
    if (command.equals("pause") || command.equals("cancel")) {
      all.addAll(List.of("--reason", "a test"));
    }
    try (JarProcess process = PackagedJar.in(folder).start(all.toArray(String[]::new))) {
      assertThat(process.awaitExit(Workbench.TIMEOUT)).as(process::transcript).isEqualTo(status);
      return process;
    }
  }
}
