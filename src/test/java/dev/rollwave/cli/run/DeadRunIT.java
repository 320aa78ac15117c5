package dev.rollwave.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollwave.testcluster.OnSharedCluster;
import dev.rollwave.testcluster.TestCluster;
import dev.rollwave.testcluster.kubelet.FakeKubelet;
import dev.rollwave.testcluster.process.JarProcess;
import dev.rollwave.testcluster.process.PackagedJar;
import dev.rollwave.testcluster.process.TerminalProcess;
import dev.rollwave.testcluster.workloads.TestNamespace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is shown of a run whose process was killed, or asked to end, and of the next start. */
@OnSharedCluster
@Order(OnSharedCluster.LONG)
class DeadRunIT {
  private static final String QUESTION = "? [y/N] ";
  private static final int UNREACHABLE = 6;
  private static final int MAX_ATTEMPTS = 3;

  @TempDir private Path folder;
  private HangingRun hanging;
  private Workbench bench;
  private Path plan;

  @BeforeEach
  void withARolloutThatTakesLong(TestCluster cluster, TestNamespace namespace, FakeKubelet kubelet)
      throws IOException {
    hanging = HangingRun.create(cluster, namespace, kubelet, folder);
    bench = hanging.bench();
    plan = hanging.plan("dead");
  }

  @Test
  void a_killed_run_is_dead_and_the_next_start_says_what_it_waits_for_and_what_it_will_do()
      throws IOException {
    String holder;
    try (JarProcess run = bench.run(plan)) {
      hanging.awaitRestart(run);
      assertThat(hanging.told(0, "status", plan.toString()))
          .contains("of plan dead: alive")
          .doesNotContain("next start");
      holder = json("status", "dead", "-o", "json").at("/run/holder").asText();
      run.kill();
      assertThat(run.awaitExit(Workbench.TIMEOUT)).isNotZero();
    }
    Map<String, Long> before = bench.generations();

    awaitDeath();
    assertThat(hanging.told(0, "status", plan.toString()))
        .contains("of plan dead: dead")
        .contains(
            "next start  continues it: restarts 1 workload and waits for 1 restarted, and not yet"
                + " proven healthy; --new-run starts over");
    assertThat(hanging.told(0, "run", plan.toString(), "--dry-run"))
        .contains("dead: continues run ")
        .containsPattern("Deployment/one +1 +\\S+ +waited for: restarted ")
        .containsPattern("Deployment/two +1 +Current *\n")
        .contains("--new-run starts over");

    try (TerminalProcess next = startThatAsks()) {
      next.answer(QUESTION, "n");
      assertThat(next.awaitExit(Workbench.TIMEOUT)).as(next::shown).isEqualTo(3);
      assertThat(next.shown())
          .containsSubsequence(
              "plan dead is locked by " + holder,
              "a dead holder's lock is taken over after 15 s",
              "continues run ",
              "Deployment/one ",
              " waited for: restarted ",
              "restart 1 workload in 1 wave and wait for 1 restarted before on ");
    }
    assertThat(bench.generations()).isEqualTo(before);
  }

  @Test
  void a_word_to_a_killed_run_says_that_the_next_start_will_hear_it() throws IOException {
    try (JarProcess run = bench.run(plan)) {
      hanging.awaitRestart(run);
      run.kill();
      assertThat(run.awaitExit(Workbench.TIMEOUT)).isNotZero();
    }
    awaitDeath();

    assertThat(hanging.told(0, "pause", "dead", "--reason", "a look"))
        .contains(" is paused; no process works on it: the next start will find it paused");
    assertThat(hanging.told(0, "resume", "dead", "--reason", "seen"))
        .contains(" is resumed; no process works on it: the next start continues it");
    assertThat(hanging.told(0, "cancel", "dead", "--reason", "wrong plan"))
        .contains(" is cancelled; no process works on it: the next start closes it and begins a");
  }

  @Test
  void a_run_that_was_asked_to_end_is_stopped_and_not_dead() throws IOException {
    try (JarProcess run = bench.run(plan)) {
      hanging.awaitRestart(run);
      run.terminate();
      assertThat(run.awaitExit(Workbench.TIMEOUT)).as(run::transcript).isEqualTo(7);
    }
    assertThat(hanging.told(0, "status", plan.toString()))
        .contains("of plan dead: stopped, Interrupted, ")
        .contains("next start  continues it: restarts 1 workload");
  }

  private void awaitDeath() {
    Awaitility.await()
        .atMost(Workbench.TIMEOUT)
        .untilAsserted(() ->
            assertThat(json("status", "dead", "-o", "json").at("/run/process").asText())
                .isEqualTo("Dead"));
  }

  private JsonNode json(String... arguments) throws IOException {
    return new ObjectMapper().readTree(hanging.told(0, arguments));
  }

  // A machine that starts many processes at once lets a connection wait for longer than a run
  // grants it. Such a start touches nothing, and is made again, as the Job makes another pod.
  private TerminalProcess startThatAsks() throws IOException {
    for (int tried = 1; ; tried++) {
      TerminalProcess start = TerminalProcess.start(folder, Map.of("NO_COLOR", "1"), start());
      if (start.shows(QUESTION)) {
        return start;
      }
      try (start) {
        assertThat(start.awaitExit(Workbench.TIMEOUT)).as(start::shown).isEqualTo(UNREACHABLE);
      }
      assertThat(tried).as("starts that could not reach the cluster").isLessThan(MAX_ATTEMPTS);
    }
  }

  private String start() throws IOException {
    List<String> words = new ArrayList<>(PackagedJar.in(folder).command());
    words.addAll(List.of("run", plan.toString()));
    words.addAll(hanging.place());
    return TerminalProcess.line(words);
  }
}
