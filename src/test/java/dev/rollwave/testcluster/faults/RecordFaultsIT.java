package dev.rollwave.testcluster.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.cli.run.HereRun;
import dev.rollwave.testcluster.OnSharedCluster;
import dev.rollwave.testcluster.kubelet.FakeKubelet;
import dev.rollwave.testcluster.kubelet.PodBehaviour;
import dev.rollwave.testcluster.kubelet.Pods;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A record that is torn, thrown away, or of another version of the plan. */
@OnSharedCluster
class RecordFaultsIT extends FaultIT {
  private FakeKubelet.Withdrawal held = () -> {};

  @BeforeEach
  void createARolloutThatWaitsForTheTest() {
    bench().createBoth();
    held =
        kubelet().when(Pods.of(bench().one()).and(Pods.stamped())).then(PodBehaviour.neverReady());
  }

  private HereRun rollingOut(Path plan) throws IOException {
    HereRun run = bench().begin(plan);
    Bench.await("a restart", () -> run.output().contains(" restarted "));
    return run;
  }

  private void interruptInTheFirstWave(Path plan) throws IOException {
    rollingOut(plan).close();
    held.withdraw();
    Bench.await("its rollout", () -> bench().truth().facts(bench().one()).complete());
  }

  @Test
  void f4_a_torn_record_is_refused_with_the_reason() throws IOException {
    Path plan = bench().plan(QUICK);
    interruptInTheFirstWave(plan);
    String torn = bench().recordText().substring(0, bench().recordText().length() / 2);
    bench().record().edit(map -> new ConfigMapBuilder(map).addToData("record.json", torn).build());

    try (HereRun next = bench().begin(plan)) {
      assertEnds(next, 3, EndState.ONE_ALONE);
      assertThat(next.output()).contains("configmaps/rollwave-faults", "cannot be read");
    }
  }

  @Test
  void f4_a_record_of_another_version_of_the_plan_is_refused_with_the_difference()
      throws IOException {
    interruptInTheFirstWave(bench().plan(QUICK));
    Path edited = bench().plan(QUICK);
    Files.writeString(edited, Files.readString(edited).replace("a test", "another test"));

    try (HereRun next = bench().begin(edited)) {
      assertEnds(next, 3, EndState.ONE_ALONE);
      assertThat(next.output()).contains("- reason: a test", "+ reason: another test");
    }
  }

  @Test
  void f4_a_record_that_is_thrown_away_between_two_starts_is_rebuilt_from_the_workloads()
      throws IOException {
    Path plan = bench().plan(QUICK);
    interruptInTheFirstWave(plan);
    bench().record().delete();

    try (HereRun next = bench().begin(plan)) {
      assertEndsUndisturbed(next);
      assertThat(next.output()).contains("there is no record of plan").contains(" continued ");
    }
  }

  @Test
  void f4_a_record_that_is_thrown_away_during_the_run_is_written_anew() throws IOException {
    try (HereRun run = rollingOut(bench().plan(QUICK))) {
      bench().record().delete();
      held.withdraw();

      assertEndsUndisturbed(run);
    }
    assertThat(bench().recordText()).contains("\"Done\"");
  }
}
