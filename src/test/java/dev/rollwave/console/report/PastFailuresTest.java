package dev.rollwave.console.report;

import static dev.rollwave.console.Runs.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.console.Runs;
import dev.rollwave.console.Workloads;
import dev.rollwave.console.text.Palette;
import dev.rollwave.console.text.Symbols;
import dev.rollwave.engine.Checkpoint;
import dev.rollwave.engine.FinalState;
import dev.rollwave.engine.RunState;
import dev.rollwave.engine.Settled;
import dev.rollwave.engine.WaveState;
import dev.rollwave.engine.WorkloadProgress;
import dev.rollwave.engine.WorkloadProgress.Timeline;
import dev.rollwave.engine.message.RunOutcome;
import dev.rollwave.plan.CanonicalPlan;
import dev.rollwave.plan.StatePlace;
import dev.rollwave.runner.Liveness;
import dev.rollwave.runner.record.Counts;
import dev.rollwave.runner.record.Ending;
import dev.rollwave.runner.record.Instructions;
import dev.rollwave.runner.record.Owner;
import dev.rollwave.runner.record.PlanRecord;
import dev.rollwave.runner.record.RunRecord;
import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.PodSnapshot;
import dev.rollwave.workload.RestartMark;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PastFailuresTest {
  private static final String CRASHED = "its new pods do not come up: 0 of 1 Ready, 3 wanted";

  @Test
  void each_failed_workload_is_shown_with_how_it_is_now_and_the_commands_that_help() {
    assertThat(lines(Optional.of(seen(1, 3)), "cart", "stock"))
        .containsSubsequence(
            "Failed: shop/Deployment/cart: CrashLoopBackOff: " + CRASHED,
            "  since:  2026-11-21T01:30:50Z, 40s ago",
            "  now:    3 of 3 pods available; InProgress: 1 of 3 pods updated",
            "  why:    kubectl describe deployment/cart -n shop",
            "  undo:   kubectl rollout undo deployment/cart -n shop",
            "",
            "Failed: shop/Deployment/stock: CrashLoopBackOff: " + CRASHED,
            "  why:    kubectl describe deployment/stock -n shop");
  }

  @Test
  void whether_it_still_serves_is_told_by_its_pods_where_they_could_be_read() {
    List<String> lines =
        view(Optional.of(seen(1, 3)), oldPods(2), "", "cart").lines(Palette.PLAIN, Symbols.UNICODE);

    assertThat(lines)
        .containsSubsequence(
            "  since:  2026-11-21T01:30:50Z, 40s ago",
            "  serves: with less: 2 pods are Ready, 3 wanted; all from before the restart",
            "  now:    InProgress: 1 of 3 pods updated",
            "  why:    kubectl describe deployment/cart -n shop");
    assertThat(
            view(Optional.of(seen(1, 3)), oldPods(0), "", "cart")
                .lines(Palette.PLAIN, Symbols.UNICODE))
        .contains("  serves: no: none of its pods is Ready, 3 wanted");
  }

  @Test
  void what_was_undone_is_not_said_to_serve_from_before_the_restart() {
    RunState undone = seen(1, 2, "2026-11-20T03:00:00Z");

    assertThat(
            view(Optional.of(undone), oldPods(2), "", "cart").lines(Palette.PLAIN, Symbols.UNICODE))
        .contains("  serves: with less: 2 pods are Ready, 3 wanted");
  }

  @Test
  void a_record_that_does_not_tell_since_when_is_shown_without() {
    assertThat(
            view(Optional.empty(), Map.of(), Optional.empty(), "", "cart")
                .lines(Palette.PLAIN, Symbols.UNICODE))
        .anyMatch(line -> line.startsWith("Failed: shop/Deployment/cart"))
        .noneMatch(line -> line.startsWith("  since:"));
  }

  @Test
  void one_that_is_Current_again_is_said_to_be() {
    assertThat(lines(Optional.of(seen(3, 3)), "cart"))
        .contains("  now:    Current: 3 of 3 pods updated and available");
  }

  @Test
  void one_whose_restart_was_undone_or_overwritten_has_no_way_back() {
    assertThat(lines(Optional.of(seen(3, 3, "2026-11-21T03:00:00Z")), "cart"))
        .contains("  why:    kubectl describe deployment/cart -n shop")
        .noneMatch(line -> line.startsWith("  undo:"));
  }

  @Test
  void by_the_record_alone_there_is_no_word_of_now_and_no_way_back_that_may_be_gone_already() {
    assertThat(lines(Optional.empty(), "cart"))
        .contains(
            "Failed: shop/Deployment/cart: CrashLoopBackOff: " + CRASHED,
            "  why:    kubectl describe deployment/cart -n shop")
        .noneMatch(line -> line.startsWith("  now:"))
        .noneMatch(line -> line.startsWith("  undo:"));
  }

  @Test
  void the_last_error_is_told_once() {
    assertThat(lines(Optional.empty(), "cart")).noneMatch(line -> line.contains("last error"));
    assertThat(
            view(Optional.empty(), "the API server was out of reach: refused", "cart")
                .lines(Palette.PLAIN, Symbols.UNICODE))
        .contains("  last error  the API server was out of reach: refused");
  }

  @Test
  void of_more_than_twenty_the_rest_is_told_as_a_number() {
    String[] names = new String[23];
    for (int i = 0; i < names.length; i++) {
      names[i] = "shop-%02d".formatted(i);
    }
    assertThat(lines(Optional.empty(), names))
        .contains("and 3 more failed; -o json names them all")
        .filteredOn(line -> line.startsWith("Failed: "))
        .hasSize(20);
  }

  @Test
  void the_JSON_holds_the_same() {
    assertThat(String.join("\n", view(Optional.of(seen(1, 3)), "", "cart").json()))
        .containsSubsequence(
            "\"failed\" : [ {",
            "\"name\" : \"cart\"",
            "\"reason\" : \"CrashLoopBackOff\"",
            "\"failedAt\" : \"2026-11-21T01:30:50Z\"",
            "\"serving\" : null",
            "\"status\" : \"InProgress\"",
            "\"undo\" : \"kubectl rollout undo deployment/cart -n shop\"");
    assertThat(String.join("\n", view(Optional.of(seen(1, 3)), oldPods(2), "", "cart").json()))
        .containsSubsequence(
            "\"serving\" : {", "\"ready\" : 2", "\"fromBefore\" : 2", "\"wanted\" : 3");
    assertThat(String.join("\n", view(Optional.empty(), "", "cart").json()))
        .containsSubsequence("\"failed\" : [ {", "\"now\" : null", "\"undo\" : null");
  }

  private static List<String> lines(Optional<RunState> seen, String... failed) {
    String error = "shop/Deployment/cart failed: CrashLoopBackOff: " + CRASHED;
    return view(seen, error, failed).lines(Palette.PLAIN, Symbols.UNICODE);
  }

  /** The pods of shop/Deployment/cart: one new one that crashes, and {@code ready} old ones. */
  private static Map<WorkloadRef, PodSet> oldPods(int ready) {
    List<PodSnapshot> pods = new ArrayList<>(List.of(pod("new-1", "new", false)));
    for (int i = 0; i < ready; i++) {
      pods.add(pod("old-" + i, "old", true));
    }
    return Map.of(Workloads.ref("cart"), new PodSet(Optional.of("new"), pods));
  }

  private static PodSnapshot pod(String name, String revision, boolean isReady) {
    return new PodSnapshot(
        name,
        "uid-of-" + name,
        revision,
        Optional.empty(),
        Optional.of("node-a"),
        true,
        false,
        Optional.empty(),
        Duration.ZERO,
        "Running",
        isReady,
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  private static RunStatusView view(Optional<RunState> seen, String error, String... failed) {
    return view(seen, Map.of(), error, failed);
  }

  private static RunStatusView view(
      Optional<RunState> seen, Map<WorkloadRef, PodSet> pods, String error, String... failed) {
    return view(seen, pods, Optional.of(START.plusSeconds(50)), error, failed);
  }

  private static RunStatusView view(
      Optional<RunState> seen,
      Map<WorkloadRef, PodSet> pods,
      Optional<Instant> failedAt,
      String error,
      String... failed) {
    Map<WorkloadRef, Settled> settled = new TreeMap<>();
    Timeline patched =
        new Timeline(
            Optional.of(START), Optional.empty(), Optional.empty(), Optional.empty(), failedAt);
    for (String name : failed) {
      settled.put(Workloads.ref(name), new Settled.Failed(patched, "CrashLoopBackOff", CRASHED));
    }
    RunState plan = seen(3, 3);
    RunRecord run =
        new RunRecord(
            plan.spec().runId(),
            CanonicalPlan.of(plan.spec().plan()),
            "Relieve the session leak",
            new Owner("pod-1", "ops@laptop", Optional.empty(), List.of()),
            START.plusSeconds(60),
            new Counts(failed.length, failed.length, 0, 0, failed.length),
            Optional.of(error).filter(text -> !text.isEmpty()),
            Optional.of(new Ending(new RunOutcome.WorkloadsFailed(), START.plusSeconds(60))),
            new Checkpoint(
                START, Optional.of(START), Map.of(), settled, Map.of(), Optional.empty()));
    return new RunStatusView(
        new StatePlace("rollwave", "nightly-leak-relief"),
        new PlanRecord(run, Instructions.NONE, List.of()),
        seen,
        START.plusSeconds(90),
        Optional.empty(),
        new Liveness.Unheld(),
        pods);
  }

  // The engine keeps the restart of a failed workload that still carries its run's mark.
  private static RunState seen(int updated, int available) {
    return seen(updated, available, Runs.restart(START).stamp());
  }

  private static RunState seen(int updated, int available, String stamp) {
    RestartMark mark = new RestartMark("20261121-013000-k7d2", "test", stamp);
    WorkloadSnapshot cart =
        Workloads.snapshot(Workloads.ref("cart"), 3, updated, available, Optional.of(mark));
    WorkloadProgress failed =
        Runs.with(
            "cart",
            new FinalState.Failed(
                Optional.of(Runs.restart(START)), "CrashLoopBackOff", CRASHED, Optional.empty()));
    return Runs.nightly()
        .found(cart)
        .wave("ordering", List.of(), new WaveState.Running(), failed)
        .state();
  }
}
