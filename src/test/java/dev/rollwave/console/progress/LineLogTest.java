package dev.rollwave.console.progress;

import static dev.rollwave.console.Runs.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.console.Runs;
import dev.rollwave.console.Workloads;
import dev.rollwave.engine.RunState;
import dev.rollwave.engine.WaveState;
import dev.rollwave.engine.message.GateHold;
import dev.rollwave.engine.message.Notification;
import dev.rollwave.engine.message.RunOutcome;
import dev.rollwave.workload.WorkloadRef;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LineLogTest {
  private static final WorkloadRef CART = Workloads.ref("cart");

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final LineLog log =
      new LineLog(new PrintStream(written, true, StandardCharsets.UTF_8), Optional.empty());

  private static Instant at(int seconds) {
    return START.plusSeconds(seconds);
  }

  private static RunState rolling(int updated) {
    return Runs.nightly()
        .wave(
            "backends",
            List.of(),
            new WaveState.Running(),
            Workloads.rolling("cart", updated, 2, at(5)))
        .state();
  }

  private void tell(RunState state, int seconds, Notification... notifications) {
    log.stepped(state, List.of(notifications), at(seconds));
  }

  private String transcript() {
    return written.toString(StandardCharsets.UTF_8);
  }

  @Test
  void a_run_reads_as_a_story() {
    RunState running = rolling(1);
    tell(running, 0, new Notification.RunStarted(2, 3), new Notification.WaveReady("backends", 1));
    tell(
        running,
        5,
        new Notification.RestartSent(
            "backends", CART, "2026-11-21T01:30:05Z", "Relieve the session leak"));
    tell(running, 6, new Notification.RestartConfirmed("backends", CART, 8));
    tell(running, 12, progressed(1, 3));
    tell(running, 31, new Notification.SoakStarted("backends", CART, Duration.ofSeconds(30)));
    tell(running, 40, new Notification.FellBack("backends", CART, "2 of 3 available"));
    RunState ended =
        Runs.nightly()
            .wave(
                "backends",
                List.of(),
                new WaveState.Released(),
                Workloads.healthy("cart", at(5)),
                Workloads.skipped("old"))
            .ended(new RunOutcome.Done())
            .state();
    tell(
        ended,
        90,
        new Notification.WorkloadHealthy("backends", CART, Duration.ofSeconds(85), "3 of 3"),
        new Notification.WorkloadSkipped(
            "backends", Workloads.ref("old"), "NoReplicas", "0 replicas"),
        new Notification.WaveHealthy("backends", Duration.ofMinutes(2)));
    tell(
        ended,
        210,
        new Notification.WaveReleased("backends"),
        new Notification.RunEnded(new RunOutcome.Done(), START));

    assertThat(transcript())
        .isEqualTo(
            """
            2026-11-21T01:30:00Z started   plan/nightly-leak-relief  run=20261121-013000-k7d2 waves=2 workloads=3 reason="Relieve the session leak"
            2026-11-21T01:30:00Z ready     wave/backends  workloads=1
            2026-11-21T01:30:05Z restart   shop/Deployment/cart  wave=backends stamp=2026-11-21T01:30:05Z reason="Relieve the session leak"
            2026-11-21T01:30:06Z restarted shop/Deployment/cart  wave=backends generation=8 stamp=2026-11-21T01:30:05Z reason="Relieve the session leak"
            2026-11-21T01:30:12Z rollout   shop/Deployment/cart  wave=backends updated=1/3 available=3 message="1 of 3 updated"
            2026-11-21T01:30:31Z soak      shop/Deployment/cart  wave=backends for=30s
            2026-11-21T01:30:40Z fell-back shop/Deployment/cart  wave=backends message="2 of 3 available"
            2026-11-21T01:31:30Z healthy   shop/Deployment/cart  wave=backends took=1m25s message="3 of 3"
            2026-11-21T01:31:30Z skipped   shop/Deployment/old  wave=backends reason=NoReplicas message="0 replicas"
            2026-11-21T01:31:30Z healthy   wave/backends  cooldown=2m00s
            2026-11-21T01:33:30Z released  wave/backends
            2026-11-21T01:33:30Z ended     plan/nightly-leak-relief  outcome=Done took=3m30s healthy=1 skipped=1 failed=0 unproven=0 left=0
            """);
  }

  @Test
  void a_gate_that_is_held_is_told_with_what_broke_and_again_when_it_lifts() {
    RunState running = Runs.nightly().state();
    tell(
        running,
        10,
        new Notification.GateHeld("front", new GateHold.Broken(CART, "2 of 3 pods available")));
    tell(running, 50, new Notification.GateLifted("front", Duration.ofSeconds(40)));

    assertThat(transcript())
        .isEqualTo(
            """
            2026-11-21T01:30:10Z held      wave/front  by=shop/Deployment/cart message="2 of 3 pods available"
            2026-11-21T01:30:50Z lifted    wave/front  after=40s
            """);
  }

  @Test
  void a_clock_that_was_set_is_told_with_how_far() {
    RunState running = Runs.nightly().state();
    tell(running, 10, new Notification.ClockStepped(Duration.ofMinutes(5)));
    tell(running, 20, new Notification.ClockStepped(Duration.ofSeconds(-90)));

    assertThat(transcript())
        .isEqualTo(
            """
            2026-11-21T01:30:10Z clock     machine  forward=5m00s message="it was set, or the machine slept; waits go on as they were"
            2026-11-21T01:30:20Z clock     machine  back=1m30s message="it was set, or the machine slept; waits go on as they were"
            """);
  }

  @Test
  void a_failure_shows_its_evidence_and_what_it_stops() {
    RunState failed =
        Runs.nightly()
            .wave(
                "backends",
                List.of(),
                new WaveState.Failed(),
                Workloads.failed("cart", at(5), Optional.of(Workloads.CRASH_LOOP)))
            .wave(
                "front",
                List.of("backends"),
                new WaveState.Withheld("wave backends failed"),
                Workloads.withheld("web", "wave backends failed"))
            .ended(new RunOutcome.WorkloadsFailed())
            .state();
    tell(
        failed,
        70,
        new Notification.WorkloadFailed(
            "backends", CART, "PodsInTrouble", "1 of 3 updated", Optional.of(Workloads.CRASH_LOOP)),
        new Notification.Stopping("shop/Deployment/cart failed", 2),
        new Notification.WaveWithheld("front", "wave backends failed"),
        new Notification.RunEnded(new RunOutcome.WorkloadsFailed(), START));

    assertThat(transcript())
        .isEqualTo(
            """
            2026-11-21T01:31:10Z failed    shop/Deployment/cart  wave=backends reason=PodsInTrouble message="1 of 3 updated"
            2026-11-21T01:31:10Z pod       shop/Deployment/cart  wave=backends pod=cart-7f9c-x2x container=server reason=CrashLoopBackOff message="back-off 40s restarting failed container"
            2026-11-21T01:31:10Z log       shop/Deployment/cart  wave=backends pod=cart-7f9c-x2x line="connecting to redis-cart:6379"
            2026-11-21T01:31:10Z log       shop/Deployment/cart  wave=backends pod=cart-7f9c-x2x line="panic: no route to host"
            2026-11-21T01:31:10Z fix       shop/Deployment/cart  wave=backends serves="yes: 3 pods are Ready, 3 wanted; 2 of them from before the restart" advice="undo what came with it" command="kubectl -n shop rollout undo deployment/cart" undo="kubectl rollout undo deployment/cart -n shop"
            2026-11-21T01:31:10Z stopping  plan/nightly-leak-relief  inFlight=2 cause="shop/Deployment/cart failed"
            2026-11-21T01:31:10Z withheld  wave/front  reason="wave backends failed"
            2026-11-21T01:31:10Z ended     plan/nightly-leak-relief  outcome=WorkloadsFailed took=1m10s healthy=0 skipped=0 failed=1 unproven=0 left=1
            """);
  }

  @Test
  void doubt_and_outage_are_told() {
    RunState state =
        Runs.nightly()
            .wave(
                "backends",
                List.of(),
                new WaveState.Running(),
                Workloads.rereading("cart", at(5), "timeout"))
            .outage(at(8), "connection refused")
            .state();
    tell(state, 8, new Notification.RestartDoubtful("backends", CART, "timeout"));
    tell(state, 8, new Notification.OutageBegan("connection refused"));
    tell(state, 50);
    log.tick(at(68));
    tell(rolling(1), 75, new Notification.OutageEnded(Duration.ofSeconds(67)));

    assertThat(transcript())
        .isEqualTo(
            """
            2026-11-21T01:30:08Z doubtful  shop/Deployment/cart  wave=backends cause=timeout
            2026-11-21T01:30:08Z outage    cluster  cause="connection refused"
            2026-11-21T01:31:08Z waiting   shop/Deployment/cart  wave=backends since=1m03s for="a second look: timeout"
            2026-11-21T01:31:08Z waiting   cluster  since=1m00s for="the API server: connection refused"
            2026-11-21T01:31:15Z reachable cluster  after=1m07s
            """);
  }

  @Test
  void workloads_that_are_not_seen_are_told_with_the_cause_and_for_how_long() {
    SortedSet<WorkloadRef> refs = new TreeSet<>(List.of(CART, Workloads.ref("mail")));
    tell(
        rolling(1), 8, new Notification.ScopeLost(refs, "list deployments.apps: 401 Unauthorized"));
    tell(rolling(1), 20, new Notification.ScopeSeen(refs, Duration.ofSeconds(12)));

    assertThat(transcript())
        .isEqualTo(
            """
            2026-11-21T01:30:08Z unseen    shop/Deployment  workloads=2 cause="list deployments.apps: 401 Unauthorized"
            2026-11-21T01:30:20Z seen      shop/Deployment  workloads=2 after=12s
            """);
  }

  @Test
  void numbers_are_told_when_they_change_and_not_more_often_than_every_five_seconds() {
    RunState state = rolling(1);
    tell(state, 8, progressed(0, 3));
    tell(state, 10, progressed(1, 3));
    tell(state, 13, progressed(1, 2));
    tell(state, 15, progressed(2, 2));
    tell(state, 30, progressed(2, 2));

    assertThat(transcript().lines().map(line -> line.replaceAll(" message=.*", "")))
        .containsExactly(
            "2026-11-21T01:30:10Z rollout   shop/Deployment/cart  wave=backends updated=1/3"
                + " available=3",
            "2026-11-21T01:30:15Z rollout   shop/Deployment/cart  wave=backends updated=2/3"
                + " available=2");
  }

  @Test
  void what_is_waited_for_is_repeated_every_minute() {
    tell(rolling(1), 12, progressed(1, 2));
    log.tick(at(71));
    log.tick(at(72));
    log.tick(at(131));
    tell(rolling(1), 132);

    assertThat(transcript().lines().skip(1))
        .containsExactly(
            "2026-11-21T01:31:12Z waiting   shop/Deployment/cart  wave=backends since=1m07s for=\"1"
                + " of 3 updated, 2 available\"",
            "2026-11-21T01:32:12Z waiting   shop/Deployment/cart  wave=backends since=2m07s for=\"1"
                + " of 3 updated, 2 available\"");
  }

  @Test
  void a_cooldown_is_reminded_of() {
    RunState cooling =
        Runs.nightly()
            .wave(
                "backends",
                List.of(),
                new WaveState.CoolingDown(at(300)),
                Workloads.healthy("cart", at(5)))
            .state();
    tell(cooling, 60, new Notification.WaveHealthy("backends", Duration.ofMinutes(4)));
    log.tick(at(120));

    assertThat(transcript().lines().skip(1))
        .containsExactly(
            "2026-11-21T01:32:00Z waiting   plan/nightly-leak-relief  for=\"wave backends:"
                + " cooldown, 3m00s left\"");
  }

  @Test
  void a_message_from_the_cluster_cannot_forge_a_line_or_repaint_the_screen() {
    tell(
        rolling(1),
        9,
        new Notification.FellBack(
            "backends", CART, "x\"\n2026-11-21T01:30:09Z healthy shop/Deployment/cart\u001b[2J"));

    assertThat(transcript())
        .isEqualTo(
            "2026-11-21T01:30:09Z fell-back shop/Deployment/cart  wave=backends"
                + " message=\"x\\\"\\n2026-11-21T01:30:09Z healthy"
                + " shop/Deployment/cart\\u001b[2J\"\n");
  }

  @Test
  void an_estate_that_is_stuck_does_not_bury_its_story() {
    var workloads = new dev.rollwave.engine.WorkloadProgress[40];
    for (int i = 0; i < workloads.length; i++) {
      workloads[i] = Workloads.rolling("w" + i, 1, 2, at(5));
    }
    RunState state =
        Runs.nightly().wave("all", List.of(), new WaveState.Running(), workloads).state();
    tell(state, 10);
    log.tick(at(70));

    assertThat(transcript().lines()).hasSize(11);
    assertThat(transcript()).endsWith("waiting   plan/nightly-leak-relief  more=30\n");
  }

  private static Notification progressed(int updated, int available) {
    return new Notification.RolloutProgressed(
        "backends", CART, updated, available, 3, updated + " of 3 updated");
  }
}
