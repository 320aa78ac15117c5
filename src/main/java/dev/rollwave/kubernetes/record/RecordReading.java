package dev.rollwave.kubernetes.record;

import static dev.rollwave.kubernetes.record.RecordFields.array;
import static dev.rollwave.kubernetes.record.RecordFields.at;
import static dev.rollwave.kubernetes.record.RecordFields.instant;
import static dev.rollwave.kubernetes.record.RecordFields.number;
import static dev.rollwave.kubernetes.record.RecordFields.object;
import static dev.rollwave.kubernetes.record.RecordFields.some;
import static dev.rollwave.kubernetes.record.RecordFields.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollwave.engine.Checkpoint;
import dev.rollwave.engine.Settled;
import dev.rollwave.engine.UnderWay;
import dev.rollwave.engine.WaveProgress;
import dev.rollwave.engine.WorkloadProgress;
import dev.rollwave.engine.spec.RunId;
import dev.rollwave.plan.CanonicalPlan;
import dev.rollwave.runner.record.Counts;
import dev.rollwave.runner.record.Ending;
import dev.rollwave.runner.record.Instruction;
import dev.rollwave.runner.record.Instructions;
import dev.rollwave.runner.record.Owner;
import dev.rollwave.runner.record.PlanRecord;
import dev.rollwave.runner.record.RunRecord;
import dev.rollwave.runner.record.RunSummary;
import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Reads what {@link RecordWriting} wrote. Whatever is missing or of another type is an {@link
 * IllegalArgumentException} that names it: a torn record is never guessed at.
 */
final class RecordReading {
  private final JsonNode head;
  private final JsonNode workloads;
  private final CanonicalPlan plan;

  /**
   * A reading.
   *
   * @param head as {@link RecordWriting#head} made it
   * @param workloads as {@link RecordWriting#workloads} made it
   * @param plan what the plan said when the run began
   */
  RecordReading(JsonNode head, JsonNode workloads, CanonicalPlan plan) {
    this.head = head;
    this.workloads = workloads;
    this.plan = plan;
  }

  PlanRecord planRecord() {
    List<Instruction> instructions = new ArrayList<>();
    array(head, "instructions").forEach(it -> instructions.add(instruction(it)));
    List<RunSummary> history = new ArrayList<>();
    array(head, "history").forEach(it -> history.add(summary(it)));
    return new PlanRecord(run(object(head, "run")), new Instructions(instructions), history);
  }

  private RunRecord run(JsonNode node) {
    return new RunRecord(
        new RunId(text(node, "runId")),
        plan,
        text(node, "reason"),
        owner(node),
        instant(text(node, "writtenAt")),
        counts(object(node, "counts")),
        some(node, "lastError"),
        some(node, "endedAt")
            .map(at ->
                new Ending(
                    RecordWords.outcome(text(node, "outcome"), some(node, "cause").orElse("")),
                    instant(at))),
        checkpoint(node));
  }

  private static Owner owner(JsonNode node) {
    JsonNode uids = array(node, "earlierJobUids");
    List<String> earlierJobs = new ArrayList<>();
    for (int i = 0; i < uids.size(); i++) {
      earlierJobs.add(text(uids, i));
    }
    return new Owner(
        text(node, "holder"), text(node, "startedBy"), some(node, "jobUid"), earlierJobs);
  }

  private Checkpoint checkpoint(JsonNode node) {
    Instant startedAt = instant(text(node, "startedAt"));
    Map<String, WaveProgress.Timeline> waves = new TreeMap<>();
    for (Map.Entry<String, JsonNode> wave : RecordFields.properties(object(head, "waves"))) {
      waves.put(
          wave.getKey(),
          new WaveProgress.Timeline(
              at(wave.getValue(), "readyAt"),
              at(wave.getValue(), "startedAt"),
              at(wave.getValue(), "healthyAt"),
              at(wave.getValue(), "releasedAt")));
    }
    Map<WorkloadRef, Settled> settled = new TreeMap<>();
    Map<WorkloadRef, UnderWay> underWay = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : RecordFields.properties(workloads)) {
      WorkloadRef ref = ref(entry.getKey());
      try {
        read(ref, entry.getValue(), startedAt, settled, underWay);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(ref + ": " + e.getMessage(), e);
      }
    }
    return new Checkpoint(
        startedAt, at(node, "lastRestartAt"), waves, settled, underWay, Optional.empty());
  }

  private static void read(
      WorkloadRef ref,
      JsonNode workload,
      Instant start,
      Map<WorkloadRef, Settled> settled,
      Map<WorkloadRef, UnderWay> underWay) {
    WorkloadProgress.Timeline timeline = RecordTimes.read(workload, start);
    switch (text(workload, 0)) {
      // Nearly all hold up nothing, and a record by an earlier version does not know.
      case "Healthy" ->
          settled.put(
              ref,
              new Settled.Healthy(
                  timeline,
                  workload.has(5) ? RecordProgress.read(workload.path(5)) : Optional.empty()));
      case "Skipped" ->
          settled.put(ref, new Settled.Skipped(timeline, text(workload, 5), text(workload, 6)));
      case "Failed" ->
          settled.put(
              ref,
              new Settled.Failed(
                  RecordTimes.readFailure(workload, timeline, start),
                  text(workload, 5),
                  text(workload, 6)));
      case "UnderWay" ->
          underWay.put(
              ref,
              new UnderWay(
                  timeline,
                  RecordTimes.readSoak(workload, timeline, start)
                      .map(from -> new UnderWay.Soak(from, text(workload, 6))),
                  RecordProgress.read(workload.path(7))));
      default -> throw new IllegalArgumentException("it is in no known state");
    }
  }

  private static Instruction instruction(JsonNode node) {
    return new Instruction(
        RecordWords.verb(text(node, "verb")),
        text(node, "by"),
        text(node, "reason"),
        instant(text(node, "at")));
  }

  private static RunSummary summary(JsonNode node) {
    // A record by an earlier version has no instants.
    JsonNode instants = node.path("failedAt");
    List<RunSummary.Failure> failed = new ArrayList<>();
    for (JsonNode name : array(node, "failed")) {
      JsonNode at = instants.path(failed.size());
      failed.add(
          new RunSummary.Failure(
              ref(name.asText()),
              at.isTextual() ? Optional.of(instant(at.asText())) : Optional.empty()));
    }
    return new RunSummary(
        new RunId(text(node, "runId")),
        text(node, "startedBy"),
        instant(text(node, "startedAt")),
        instant(text(node, "endedAt")),
        RecordWords.outcome(text(node, "outcome"), some(node, "cause").orElse("")),
        counts(object(node, "counts")),
        failed);
  }

  private static Counts counts(JsonNode node) {
    return new Counts(
        number(node, "workloads"),
        number(node, "restarted"),
        number(node, "healthy"),
        number(node, "skipped"),
        number(node, "failed"));
  }

  private static WorkloadRef ref(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException(text + " names no workload");
    }
    return new WorkloadRef(
        WorkloadKind.named(parts[1])
            .orElseThrow(() -> new IllegalArgumentException(text + " is of no known kind")),
        parts[0],
        parts[2]);
  }

  /** The lines of a plan's print. */
  static CanonicalPlan plan(String text) {
    return new CanonicalPlan(text.lines().collect(Collectors.toList()));
  }
}
