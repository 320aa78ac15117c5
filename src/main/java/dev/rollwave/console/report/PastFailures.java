package dev.rollwave.console.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollwave.console.text.Palette;
import dev.rollwave.console.text.Text;
import dev.rollwave.console.words.Formats;
import dev.rollwave.console.words.NextSteps;
import dev.rollwave.engine.FinalState;
import dev.rollwave.engine.Restart;
import dev.rollwave.engine.RunState;
import dev.rollwave.engine.Settled;
import dev.rollwave.engine.WorkloadProgress;
import dev.rollwave.runner.record.RunRecord;
import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.rollout.Expectation.AsFound;
import dev.rollwave.workload.rollout.RolloutRules;
import dev.rollwave.workload.rollout.RolloutStatus;
import dev.rollwave.workload.rollout.Serving;
import dev.rollwave.workload.rollout.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The workloads that failed in a run, for a person who looks at it from outside: why and since
 * when, as the record has it; how they are now and how to go back, as the cluster has it.
 *
 * @param run their run
 * @param seen the run as the cluster shows it; empty when only the record is known
 * @param pods of those that failed, as they are; without those that were not read
 * @param now the looker's time
 */
record PastFailures(
    RunRecord run, Optional<RunState> seen, Map<WorkloadRef, PodSet> pods, Instant now) {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  // As in a summary: thousands must not push the rest off the screen; the JSON names them all.
  private static final int TOLD_AT_ONCE = RunStatusView.FAILURES_AT_ONCE;

  /** Whether {@code error} is the failure of one of them, so that it need not be told twice. */
  boolean mention(String error) {
    return failures().stream().anyMatch(it -> error.startsWith(it.ref() + " failed: "));
  }

  /** A paragraph for each, safe to show; empty when none failed. */
  List<String> lines(Palette palette) {
    List<String> lines = new ArrayList<>();
    List<Failure> all = failures();
    all.stream().limit(TOLD_AT_ONCE).forEach(it -> it.tell(lines, palette));
    if (all.size() > TOLD_AT_ONCE) {
      lines.add("");
      lines.add("and " + (all.size() - TOLD_AT_ONCE) + " more failed; -o json names them all");
    }
    return lines;
  }

  /** All of them. */
  ArrayNode json() {
    ArrayNode array = JSON.arrayNode();
    failures().forEach(it -> array.add(it.json()));
    return array;
  }

  private List<Failure> failures() {
    List<Failure> failures = new ArrayList<>();
    run.checkpoint()
        .settled()
        .forEach((ref, settled) -> {
          if (settled instanceof Settled.Failed failed) {
            failures.add(
                new Failure(ref, failed, snapshot(ref), serving(ref), nextSteps(ref, failed), now));
          }
        });
    return failures;
  }

  private Optional<WorkloadSnapshot> snapshot(WorkloadRef ref) {
    return seen.stream()
        .flatMap(state -> state.spec().targets().values().stream())
        .flatMap(List::stream)
        .filter(target -> target.ref().equals(ref))
        .findFirst();
  }

  private Optional<Serving> serving(WorkloadRef ref) {
    return snapshot(ref)
        .flatMap(live -> Optional.ofNullable(pods.get(ref)).map(its -> Serving.of(live, its)));
  }

  private NextSteps nextSteps(WorkloadRef ref, Settled.Failed failed) {
    return NextSteps.of(ref, now(ref, failed));
  }

  // Only the cluster can tell whether the restart is still there to be undone: its mark stays when
  // `kubectl rollout undo` has brought the template back.
  private FinalState.Failed now(WorkloadRef ref, Settled.Failed failed) {
    Optional<Restart> restart =
        seen.stream()
            .flatMap(state -> state.waves().stream())
            .flatMap(wave -> wave.workloads().stream())
            .filter(workload -> workload.ref().equals(ref))
            .map(WorkloadProgress::state)
            .filter(FinalState.Failed.class::isInstance)
            .map(FinalState.Failed.class::cast)
            .findFirst()
            .flatMap(FinalState.Failed::restart)
            .filter(it ->
                snapshot(ref)
                    .flatMap(live -> live.object().stamp())
                    .equals(Optional.of(it.stamp())));
    return new FinalState.Failed(restart, failed.reason(), failed.message(), Optional.empty());
  }

  private record Failure(
      WorkloadRef ref,
      Settled.Failed failed,
      Optional<WorkloadSnapshot> snapshot,
      Optional<Serving> serving,
      NextSteps next,
      Instant now) {

    void tell(List<String> lines, Palette palette) {
      String why = failed.message().isEmpty() ? "" : ": " + failed.message();
      lines.add("");
      lines.add(palette.red("Failed: ") + Text.shown(ref + ": " + failed.reason() + why));
      since().ifPresent(clause -> tell(lines, "since", clause));
      serves().ifPresent(clause -> tell(lines, "serves", clause));
      isNow().ifPresent(clause -> tell(lines, "now", clause));
      tell(lines, "why", next.command());
      next.undo().ifPresent(command -> tell(lines, "undo", command));
    }

    private static void tell(List<String> lines, String word, String what) {
      lines.add(Text.shown("  " + Text.column(word + ":", 8) + what));
    }

    private Optional<RolloutStatus> status() {
      return snapshot.map(live -> RolloutRules.judge(live, new AsFound()));
    }

    private Optional<String> since() {
      return failed
          .timeline()
          .failed()
          .map(at ->
              Formats.instant(at) + ", " + Formats.duration(Duration.between(at, now)) + " ago");
    }

    private boolean isCurrent() {
      return status().filter(it -> it.status() == Status.CURRENT).isPresent();
    }

    // What is Current says of all its pods that they are available. Once the restart was undone,
    // those from before it cannot be told from the others.
    private Optional<String> serves() {
      return serving
          .filter(_ -> !isCurrent())
          .map(it -> next.undo().isPresent() ? it.told() : it.counted());
    }

    private Optional<String> isNow() {
      return snapshot.flatMap(live ->
          status()
              .map(it -> {
                String rollout = it.status().label() + ": " + it.message();
                return isCurrent() || serving.isPresent()
                    ? rollout
                    : "%d of %d pods available; %s"
                        .formatted(live.available(), live.desired(), rollout);
              }));
    }

    ObjectNode json() {
      ObjectNode node = JSON.objectNode();
      node.set("ref", RunReport.ref(ref));
      node.put("reason", failed.reason()).put("message", failed.message());
      node.put("failedAt", failed.timeline().failed().map(Instant::toString).orElse(null));
      node.set("serving", serving.map(RunReport::serving).orElseGet(JSON::nullNode));
      node.set(
          "now",
          status()
              .<JsonNode>map(it ->
                  JSON.objectNode()
                      .put("status", it.status().label())
                      .put("reason", it.reason())
                      .put("message", it.message()))
              .orElseGet(JSON::nullNode));
      node.put("command", next.command());
      node.put("undo", next.undo().orElse(null));
      return node;
    }
  }
}
