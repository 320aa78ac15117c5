package dev.rollwave.testcluster.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.cli.run.HereRun;
import dev.rollwave.kubernetes.ShortConnection;
import dev.rollwave.testcluster.OnSharedCluster;
import dev.rollwave.testcluster.facts.RolloutRecorder;
import dev.rollwave.testcluster.kubelet.FakeKubelet;
import dev.rollwave.testcluster.kubelet.PodBehaviour;
import dev.rollwave.testcluster.kubelet.Pods;
import dev.rollwave.testcluster.proxy.Call;
import dev.rollwave.testcluster.proxy.Calls;
import dev.rollwave.testcluster.proxy.Exchange;
import dev.rollwave.testcluster.proxy.Faults;
import dev.rollwave.testcluster.proxy.OpenWatch;
import dev.rollwave.testcluster.proxy.Reply;
import dev.rollwave.testcluster.proxy.Rule;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Watches that fail, fall silent or show what was, in the middle of a rollout. */
@OnSharedCluster
class WatchFaultsIT extends FaultIT {
  private static final Predicate<Call> LISTS = Calls.of("list", "deployments");
  private static final Predicate<Call> WATCHES = Calls.of("watch", "deployments");

  private FakeKubelet.Withdrawal held = () -> {};

  @BeforeEach
  void createARolloutThatLastsUntilItIsLetGo() {
    bench().createBoth();
    held =
        kubelet().when(Pods.of(bench().one()).and(Pods.stamped())).then(PodBehaviour.neverReady());
  }

  /**
   * Waits until the first rollout is under way and a watch is there to follow it. The restart is
   * sent before the watch is opened, and a quick server carries it out before that; a fault that
   * strikes every open watch would strike none.
   */
  private OpenWatch awaitWatchedRollout() {
    Bench.await("a restart", () -> bench().truth().facts(bench().one()).stamp().isPresent());
    Bench.await("a watch of the rollout", () -> !openWatches().isEmpty());
    return openWatches().getLast();
  }

  /** Without the one that looks for what persons ask of the run. */
  private List<OpenWatch> openWatches() {
    return proxy().watches(WATCHES).stream().filter(OpenWatch::isOpen).toList();
  }

  /** What came after {@code call} of lists and watches of the workloads, oldest first. */
  private List<Call> after(Call call) {
    return proxy().traffic().calls(LISTS.or(WATCHES)).stream()
        .filter(later -> later.number() > call.number())
        .toList();
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
        HereRun run = bench().beginPatiently(bench().plan(QUICK))) {
      // The old state is a rolled-out one: who believed it would go on to the next wave.
      awaitWatchedRollout().inject(old);
      held.withdraw();

      assertEndsUndisturbed(run);

      assertThat(recorder.awaitRestart(bench().two()).resourceVersion())
          .isGreaterThan(recorder.awaitCompletion(bench().one()).resourceVersion());
    }
  }

  @Test
  void f5_a_read_that_lags_behind_a_lost_reply_leads_to_no_second_restart() throws IOException {
    held.withdraw();
    Reply lagging = json(Serialization.asJson(one()));
    Reply laggingList =
        json(
            bench()
                .client()
                .raw("/apis/apps/v1/namespaces/%s/deployments".formatted(bench().namespace())));
    Rule lost = proxy().when(Calls.restartsOf("one")).first(1).then(Faults.resetAfter());
    // The plan is resolved by the same request, before the restart.
    Predicate<Call> afterwards = call -> lost.struck() == 1;
    Rule stale =
        proxy()
            .when(Calls.of("get", "deployments").and(Calls.named("one")).and(afterwards))
            .first(2)
            .then(Faults.answer(lagging));
    // Lists and watches lag as well, or they would tell.
    Predicate<Call> untilThen = call -> stale.struck() < 2;
    proxy().when(LISTS.and(untilThen)).then(Faults.answer(laggingList));
    proxy().when(WATCHES.and(untilThen)).then(Faults.silence());

    try (HereRun run = bench().begin(bench().plan(QUICK))) {
      assertEndsUndisturbed(run);
    }

    assertThat(stale.struck()).isEqualTo(2);
    assertThat(proxy().traffic().exchanges(Calls.restartsOf("one")))
        .extracting(Exchange::code)
        .as("the lost reply, and what the version in the request did to those sent again")
        .containsExactly(0, 409, 409);
  }

  private static Reply json(String body) {
    return new Reply(200, List.of("Content-Type: application/json"), body);
  }

  @Test
  void f6_a_410_inside_a_watch_leads_to_a_new_list_and_no_wave_is_lost() throws IOException {
    try (HereRun run = bench().beginPatiently(bench().plan(QUICK))) {
      OpenWatch watch = awaitWatchedRollout();
      watch.inject(Reply.watchError(410, "too old resource version: 1 (2)"));
      watch.end();

      Bench.await("what comes next", () -> !after(watch.call()).isEmpty());
      assertThat(after(watch.call()).getFirst()).as("a new list, and no watch").matches(LISTS);
      held.withdraw();
      assertEndsUndisturbed(run);
    }
  }

  @Test
  void f7_a_504_resource_version_too_large_is_waited_out() throws IOException {
    Reply ahead = Reply.status(504, "Too large resource version: 9, current: 7");
    Rule lagging = proxy().when(WATCHES).first(3).then(Faults.answer(ahead));
    held.withdraw();

    try (HereRun run = bench().begin(bench().plan(QUICK))) {
      assertEndsUndisturbed(run);
    }

    assertThat(lagging.struck()).isEqualTo(3);
  }

  @Test
  void f8_a_watch_that_fell_silent_is_noticed_in_time() throws IOException {
    assertThat(ShortConnection.SHIPPED_SILENCE).isLessThanOrEqualTo(Duration.ofSeconds(30));
    try (HereRun run = bench().begin(bench().plan(QUICK))) {
      OpenWatch watch = awaitWatchedRollout();
      watch.freeze();

      Bench.await("a new list", () -> after(watch.call()).stream().anyMatch(LISTS));
      held.withdraw();
      assertEndsUndisturbed(run);
    }
  }

  @Test
  void f9_a_watch_that_is_reset_goes_on_from_the_last_version_that_it_showed() throws IOException {
    try (HereRun run = bench().beginPatiently(bench().plan(QUICK))) {
      OpenWatch cut = awaitWatchedRollout();
      labelOne();
      Bench.await("what the watch shows of it", () -> cut.lastVersion().isPresent());
      cut.reset();

      Bench.await("what comes next", () -> !after(cut.call()).isEmpty());
      Call next = after(cut.call()).getFirst();
      assertThat(next).as("a watch, and no new list").matches(WATCHES);
      // What was on its way when the connection was reset never arrived, so that the last version
      // that was sent may be newer than the last one that was seen.
      assertThat(version(next)).isGreaterThanOrEqualTo(version(cut.call()));
      held.withdraw();
      assertEndsUndisturbed(run);
    }
  }

  /**
   * Something for the watch to show: all that the rollout does may have come before it. An
   * annotation would raise the generation of a Deployment.
   */
  private void labelOne() {
    bench()
        .client()
        .resource(one())
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"metadata\": {\"labels\": {\"seen\": \"yes\"}}}");
  }

  private static long version(Call call) {
    return Long.parseLong(call.resourceVersion().orElseThrow());
  }
}
