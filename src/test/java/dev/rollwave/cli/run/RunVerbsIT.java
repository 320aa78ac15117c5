package dev.rollwave.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollwave.testcluster.OnSharedCluster;
import dev.rollwave.testcluster.TestCluster;
import dev.rollwave.testcluster.kubelet.FakeKubelet;
import dev.rollwave.testcluster.process.JarProcess;
import dev.rollwave.testcluster.workloads.TestNamespace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person looks at a run and interferes with it, from another process. */
@OnSharedCluster
class RunVerbsIT {
  @TempDir private Path folder;
  private HangingRun hanging;
  private Workbench bench;
  private FakeKubelet kubelet;

  @BeforeEach
  void withARolloutThatTakesLong(
      TestCluster cluster, TestNamespace namespace, FakeKubelet kubelet) {
    this.kubelet = kubelet;
    hanging = HangingRun.create(cluster, namespace, kubelet, folder);
    bench = hanging.bench();
  }

  @Test
  void a_run_is_paused_looked_at_let_go_on_and_remembered() throws IOException {
    Map<String, Long> before = bench.generations();
    Path plan = hanging.plan("verbs");
    try (JarProcess run = bench.run(plan)) {
      hanging.awaitRestart(run);
      assertThat(hanging.told(0, "pause", plan.toString(), "--reason", "database is busy"))
          .contains("asked to pause");
      HangingRun.awaitOutput(run, " paused    plan/verbs ");
      hanging.told(3, "pause", plan.toString(), "--reason", "once more");
      kubelet.reset();
      HangingRun.awaitOutput(run, " released  wave/one");

      String text = hanging.told(0, "status", plan.toString());
      assertThat(text).contains("of plan verbs: paused").contains("database is busy");
      assertThat(text).contains("1 of 2 healthy");
      JsonNode json = new ObjectMapper().readTree(hanging.told(0, "status", "verbs", "-o", "json"));
      assertThat(json.at("/run/isPaused").asBoolean()).isTrue();
      assertThat(json.at("/run/instructions/0/reason").asText()).isEqualTo("database is busy");
      assertThat(bench.generations()).isEqualTo(Workbench.restarted(before, "Deployment/one"));

      hanging.told(0, "resume", plan.toString(), "--reason", "it is not any more");
      assertThat(run.awaitExit(Workbench.TIMEOUT)).as(run::transcript).isZero();
    }
    assertThat(bench.generations())
        .isEqualTo(Workbench.restarted(before, "Deployment/one", "Deployment/two"));
    hanging.told(3, "cancel", plan.toString(), "--reason", "too late");
    assertThat(hanging.told(0, "history", plan.toString())).contains(" Done ");
  }

  @Test
  void a_cancelled_run_leaves_with_4_and_the_next_start_begins_a_new_one() throws IOException {
    Path plan = hanging.plan("cancelled");
    try (JarProcess run = bench.run(plan)) {
      hanging.awaitRestart(run);
      hanging.told(0, "cancel", "cancelled", "--reason", "wrong plan");
      HangingRun.awaitOutput(run, " stopping  plan/cancelled ");
      kubelet.reset();
      assertThat(run.awaitExit(Workbench.TIMEOUT)).as(run::transcript).isEqualTo(4);
      assertThat(run.output()).contains("Cancelled: cancelled by ").contains("wrong plan");
    }
    assertThat(bench.truth().facts(bench.namespace().deployment("two")).stamp()).isEmpty();
    assertThat(hanging.told(0, "history", plan.toString())).contains(" Cancelled ");
    try (JarProcess next = bench.run(plan)) {
      assertThat(next.awaitExit(Workbench.TIMEOUT)).as(next::transcript).isZero();
      assertThat(next.output()).contains(" started   plan/cancelled ");
    }
  }
}
