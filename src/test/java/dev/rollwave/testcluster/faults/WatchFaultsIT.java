package dev.rollwave.testcluster.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.cli.HereRun;
import dev.rollwave.kubernetes.ShortConnection;
import dev.rollwave.testcluster.OnCluster;
import dev.rollwave.testcluster.PodBehaviour;
import dev.rollwave.testcluster.Pods;
import dev.rollwave.testcluster.RolloutRecorder;
import dev.rollwave.testcluster.proxy.Call;
import dev.rollwave.testcluster.proxy.Calls;
import dev.rollwave.testcluster.proxy.Faults;
import dev.rollwave.testcluster.proxy.OpenWatch;
import dev.rollwave.testcluster.proxy.Reply;
import dev.rollwave.testcluster.proxy.Rule;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Watches that fail, fall silent or show what was, in the middle of a rollout. */
@OnCluster
class WatchFaultsIT extends FaultIT {
  private static final Predicate<Call> LISTS = Calls.of("list", "deployments");

  @BeforeEach
  void createARolloutThatTakesAMoment() {
    bench().createBoth();
    kubelet()
        .when(Pods.of(bench().one()).and(Pods.stamped()))
        .then(PodBehaviour.readyAfter(Duration.ofMillis(1500)));
  }

  private void awaitRollout() {
    Bench.await("a restart", () -> bench().truth().facts(bench().one()).stamp().isPresent());
  }

  private List<OpenWatch> watches() {
    return proxy().watches(Calls.any());
  }

  /** Without the one that looks for what persons ask of the run. */
  private List<OpenWatch> rolloutWatches() {
    return proxy().watches(Calls.of("watch", "deployments"));
  }

  private int lists() {
    return proxy().traffic().calls(LISTS).size();
  }

  private Deployment one() {
    return bench()
        .client()
        .apps()
        .deployments()
        .inNamespace(bench().namespace().name())
        .withName("one")
        .require();
  }

  @Test
  void f5_what_is_older_than_already_seen_decides_nothing() throws IOException {
    Deployment before = one();
    String old = "{\"type\":\"MODIFIED\",\"object\":" + Serialization.asJson(before) + "}";
    try (RolloutRecorder recorder = new RolloutRecorder(bench().client(), bench().namespace());
        HereRun run = bench().begin(bench().plan(QUICK))) {
      awaitRollout();
      // The old state is a rolled-out one: who believed it would go on to the next wave.
      watches().forEach(watch -> watch.inject(old));

      assertEndsUndisturbed(run);

      assertThat(recorder.awaitRestart(bench().two()).resourceVersion())
          .isGreaterThan(recorder.awaitCompletion(bench().one()).resourceVersion());
    }
  }

  @Test
  void f5_a_read_that_lags_behind_a_lost_reply_leads_to_no_second_restart() throws IOException {
    AtomicReference<Reply> lagging =
        new AtomicReference<>(
            new Reply(200, List.of("Content-Type: application/json"), Serialization.asJson(one())));
    // The watches lag as well, or they would tell.
    proxy().when(Calls.watches()).first(4).then(Faults.silence());
    proxy().when(Calls.restartsOf("one")).first(1).then(Faults.resetAfter());
    Rule stale =
        proxy()
            .when(Calls.of("get", "deployments").and(Calls.named("one")))
            .first(2)
            .then(Faults.changed(fresh -> lagging.get()));

    try (HereRun run = bench().begin(bench().plan(QUICK))) {
      assertEndsUndisturbed(run);
    }

    assertThat(stale.struck()).isEqualTo(2);
  }

  @Test
  void f6_a_410_inside_a_watch_leads_to_a_new_list_and_no_wave_is_lost() throws IOException {
    try (HereRun run = bench().begin(bench().plan(QUICK))) {
      awaitRollout();
      int before = lists();
      watches()
          .forEach(watch -> {
            watch.inject(Reply.watchError(410, "too old resource version: 1 (2)"));
            watch.end();
          });

      Bench.await("a new list", () -> lists() > before);
      assertEndsUndisturbed(run);
    }
  }

  @Test
  void f7_a_504_resource_version_too_large_is_waited_out() throws IOException {
    Reply ahead = Reply.status(504, "Too large resource version: 9, current: 7");
    Rule lagging = proxy().when(Calls.watches()).first(3).then(Faults.answer(ahead));

    try (HereRun run = bench().begin(bench().plan(QUICK))) {
      assertEndsUndisturbed(run);
    }

    assertThat(lagging.struck()).isEqualTo(3);
  }

  @Test
  void f8_a_watch_that_fell_silent_is_noticed_in_time() throws IOException {
    assertThat(ShortConnection.SHIPPED_SILENCE).isLessThanOrEqualTo(Duration.ofSeconds(30));
    try (HereRun run = bench().begin(bench().plan(QUICK))) {
      awaitRollout();
      int before = lists();
      watches().forEach(OpenWatch::freeze);

      Bench.await("a new list", () -> lists() > before);
      assertEndsUndisturbed(run);
    }
  }

  @Test
  void f9_a_watch_that_is_reset_goes_on_from_the_last_version_that_it_showed() throws IOException {
    try (HereRun run = bench().begin(bench().plan(QUICK))) {
      awaitRollout();
      Bench.await(
          "what the watch shows of it", () -> rolloutWatches().getLast().lastVersion().isPresent());
      OpenWatch cut = rolloutWatches().getLast();
      int opened = rolloutWatches().size();
      int listed = lists();
      cut.reset();

      Bench.await("the next watch", () -> rolloutWatches().size() > opened);
      // What was on its way when the connection was reset never arrived, so that the last version
      // that was sent may be newer than the last one that was seen.
      long from =
          Long.parseLong(rolloutWatches().get(opened).call().resourceVersion().orElseThrow());
      long begun = Long.parseLong(cut.call().resourceVersion().orElseThrow());
      assertThat(from).isGreaterThanOrEqualTo(begun);
      assertThat(lists()).as("nothing is listed anew").isEqualTo(listed);
      assertEndsUndisturbed(run);
    }
  }
}
