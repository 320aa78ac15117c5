package dev.rollwave.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.testcluster.OnSharedCluster;
import dev.rollwave.testcluster.TestCluster;
import dev.rollwave.testcluster.kubelet.FakeKubelet;
import dev.rollwave.testcluster.kubelet.PodBehaviour;
import dev.rollwave.testcluster.kubelet.Pods;
import dev.rollwave.testcluster.process.PackagedJar;
import dev.rollwave.testcluster.process.TerminalProcess;
import dev.rollwave.testcluster.workloads.Manifests;
import dev.rollwave.testcluster.workloads.TestNamespace;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing restarts without {@code --yes} unless a person answered, however a run is started. */
@OnSharedCluster
class AskedRunIT {
  private static final String QUESTION = "? [y/N] ";
  private static final Map<String, String> PLAIN = Map.of("NO_COLOR", "1", "TERM", "xterm");

  @TempDir private Path folder;
  private Workbench bench;
  private Path plan;
  private Map<String, Long> before;

  @BeforeEach
  void withOneWorkload(TestCluster cluster, TestNamespace namespace) throws IOException {
    bench = new Workbench(cluster, namespace, folder);
    bench.create(Manifests.deployment(namespace, "web", 1));
    plan =
        bench.plan(
            "asked",
            """
            reason: a test
            health: {soak: 0s}
            waves:
              - name: only
                workloads: [{kind: Deployment, namespace: HERE, name: web}]
            """);
    before = bench.generations();
  }

  @Test
  void at_a_terminal_yes_restarts() throws IOException {
    try (TerminalProcess run = TerminalProcess.start(folder, PLAIN, run())) {
      run.answer(QUESTION, "y");
      assertThat(run.awaitExit(Workbench.TIMEOUT)).as(run::shown).isZero();
    }
    assertThat(bench.generations()).isEqualTo(Workbench.restarted(before, "Deployment/web"));
  }

  @Test
  void at_a_terminal_anything_else_touches_nothing() throws IOException {
    try (TerminalProcess run = TerminalProcess.start(folder, PLAIN, run())) {
      run.answer(QUESTION, "");
      assertThat(run.awaitExit(Workbench.TIMEOUT)).as(run::shown).isEqualTo(3);
      assertThat(run.shown()).contains("nothing was touched");
    }
    assertThat(bench.generations()).isEqualTo(before);
  }

  @Test
  void what_is_rolling_out_already_is_said_and_asked_about_again(FakeKubelet kubelet)
      throws Exception {
    kubelet.when(Pods.of(bench.namespace().deployment("web"))).then(PodBehaviour.failingToPull());
    bench
        .cluster()
        .client()
        .apps()
        .deployments()
        .inNamespace(bench.namespace().name())
        .withName("web")
        .patch(
            PatchContext.of(PatchType.STRATEGIC_MERGE),
            "{\"spec\": {\"template\": {\"metadata\": {\"annotations\": {\"edited\": \"yes\"}}}}}");
    before = bench.generations();

    try (TerminalProcess run = TerminalProcess.start(folder, PLAIN, run())) {
      run.answer(QUESTION, "y");
      run.answer("Restart all the same" + QUESTION, "n");
      assertThat(run.awaitExit(Workbench.TIMEOUT)).as(run::shown).isEqualTo(3);
      assertThat(run.shown())
          .containsPattern("WORKLOAD +PODS +HEALTH")
          .containsPattern("Deployment/web +1 +InProgress")
          .contains("nothing was touched");
    }
    assertThat(bench.generations()).isEqualTo(before);
  }

  @Test
  void piped_into_tee_the_question_is_asked_at_the_terminal_and_no_touches_nothing()
      throws IOException {
    Path log = folder.resolve("log");
    try (TerminalProcess run = TerminalProcess.start(folder, PLAIN, run() + " | tee " + log)) {
      run.answer(QUESTION, "n");
      assertThat(run.awaitExit(Workbench.TIMEOUT)).as(run::shown).isZero();
      assertThat(run.shown()).contains("nothing was touched");
    }
    assertThat(Files.readString(log)).isEmpty();
    assertThat(bench.generations()).isEqualTo(before);
  }

  @Test
  void piped_into_tee_yes_restarts_and_the_log_holds_the_run_without_the_question()
      throws IOException {
    Path log = folder.resolve("log");
    try (TerminalProcess run = TerminalProcess.start(folder, PLAIN, run() + " | tee " + log)) {
      run.answer(QUESTION, "yes");
      assertThat(run.awaitExit(Workbench.TIMEOUT)).as(run::shown).isZero();
    }
    assertThat(Files.readString(log))
        .contains(" started ")
        .contains(" ended ")
        .doesNotContain(QUESTION);
    assertThat(bench.generations()).isEqualTo(Workbench.restarted(before, "Deployment/web"));
  }

  @Test
  void with_standard_input_closed_and_no_terminal_it_is_2_and_nothing_is_restarted()
      throws Exception {
    Process run = withoutTerminal(run() + " <&-");

    assertRefused(run);
  }

  @Test
  void behind_pipes_as_of_ssh_not_even_a_yes_on_standard_input_is_an_answer() throws Exception {
    Process run = withoutTerminal(run());
    try (var in = run.getOutputStream()) {
      in.write("y\n".getBytes(StandardCharsets.UTF_8));
    }
    assertRefused(run);
  }

  @Test
  void without_a_terminal_it_runs_when_yes_is_given() throws Exception {
    Process run = withoutTerminal(run("--yes") + " <&-");
    String told = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(run.exitValue()).as(told).isZero();
    assertThat(bench.generations()).isEqualTo(Workbench.restarted(before, "Deployment/web"));
  }

  private void assertRefused(Process run) throws Exception {
    String told = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(run.exitValue()).as(told).isEqualTo(2);
    assertThat(told).contains("nothing was touched: there is no terminal").contains("--yes");
    assertThat(bench.generations()).isEqualTo(before);
  }

  /** In a session of its own, which has no terminal, with its streams in pipes. */
  private Process withoutTerminal(String line) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder("setsid", "--wait", "sh", "-c", line).redirectErrorStream(true);
    builder.environment().remove("KUBECONFIG");
    return builder.start();
  }

  private String run(String... options) throws IOException {
    List<String> words = new ArrayList<>(PackagedJar.in(folder).command());
    words.addAll(List.of("run", plan.toString()));
    words.addAll(List.of("--kubeconfig", bench.cluster().kubeconfig().toString()));
    words.addAll(List.of("--state-namespace", bench.namespace().name()));
    words.addAll(List.of(options));
    return TerminalProcess.line(words);
  }
}
