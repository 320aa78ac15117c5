package dev.rollwave.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollwave.engine.Past;
import dev.rollwave.engine.RunId;
import dev.rollwave.engine.Settled;
import dev.rollwave.engine.UnderWay;
import dev.rollwave.engine.WaveProgress;
import dev.rollwave.engine.WorkloadProgress;
import dev.rollwave.plan.PlanPrint;
import dev.rollwave.runner.Counts;
import dev.rollwave.runner.Ending;
import dev.rollwave.runner.Instruction;
import dev.rollwave.runner.Instructions;
import dev.rollwave.runner.Owner;
import dev.rollwave.runner.RunBook;
import dev.rollwave.runner.RunRecord;
import dev.rollwave.runner.RunSummary;
import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadRef;
import java.time.DateTimeException;
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
  private final PlanPrint plan;

  /**
   * A reading.
   *
   * @param head as {@link RecordWriting#head} made it
   * @param workloads as {@link RecordWriting#workloads} made it
   * @param plan what the plan said when the run began
   */
  RecordReading(JsonNode head, JsonNode workloads, PlanPrint plan) {
    this.head = head;
    this.workloads = workloads;
    this.plan = plan;
  }

  RunBook book() {
    List<Instruction> instructions = new ArrayList<>();
    child(head, "instructions").forEach(it -> instructions.add(instruction(it)));
    List<RunSummary> history = new ArrayList<>();
    child(head, "history").forEach(it -> history.add(summary(it)));
    return new RunBook(run(child(head, "run")), new Instructions(instructions), history);
  }

  private RunRecord run(JsonNode node) {
    return new RunRecord(
        new RunId(text(node, "runId")),
        plan,
        text(node, "reason"),
        new Owner(text(node, "holder"), text(node, "startedBy"), some(node, "jobUid")),
        instant(text(node, "writtenAt")),
        counts(child(node, "counts")),
        some(node, "lastError"),
        some(node, "endedAt")
            .map(at ->
                new Ending(
                    RecordWords.outcome(text(node, "outcome"), some(node, "cause").orElse("")),
                    instant(at))),
        past(node));
  }

  private Past past(JsonNode node) {
    Map<String, WaveProgress.Timeline> waves = new TreeMap<>();
    for (Map.Entry<String, JsonNode> wave : child(head, "waves").properties()) {
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
    for (Map.Entry<String, JsonNode> entry : workloads.properties()) {
      WorkloadRef ref = ref(entry.getKey());
      JsonNode workload = entry.getValue();
      WorkloadProgress.Timeline timeline =
          new WorkloadProgress.Timeline(
              at(workload, 1), at(workload, 2), at(workload, 3), at(workload, 4));
      switch (workload.path(0).asText()) {
        case "Healthy" -> settled.put(ref, new Settled.Healthy(timeline));
        case "Skipped" ->
            settled.put(
                ref,
                new Settled.Skipped(
                    timeline, workload.path(5).asText(), workload.path(6).asText()));
        case "Failed" ->
            settled.put(
                ref,
                new Settled.Failed(timeline, workload.path(5).asText(), workload.path(6).asText()));
        case "UnderWay" ->
            underWay.put(
                ref,
                new UnderWay(
                    timeline,
                    at(workload, 5)
                        .map(from -> new UnderWay.Soak(from, workload.path(6).asText()))));
        default -> throw new IllegalArgumentException(ref + " is in no known state");
      }
    }
    return new Past(
        instant(text(node, "startedAt")),
        at(node, "lastRestartAt"),
        waves,
        settled,
        underWay,
        Optional.empty());
  }

  private static Instruction instruction(JsonNode node) {
    return new Instruction(
        RecordWords.verb(text(node, "verb")),
        text(node, "by"),
        text(node, "reason"),
        instant(text(node, "at")));
  }

  private static RunSummary summary(JsonNode node) {
    List<WorkloadRef> failed = new ArrayList<>();
    child(node, "failed").forEach(it -> failed.add(ref(it.asText())));
    return new RunSummary(
        new RunId(text(node, "runId")),
        text(node, "startedBy"),
        instant(text(node, "startedAt")),
        instant(text(node, "endedAt")),
        RecordWords.outcome(text(node, "outcome"), some(node, "cause").orElse("")),
        counts(child(node, "counts")),
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

  private static JsonNode child(JsonNode node, String key) {
    if (!node.path(key).isContainerNode()) {
      throw new IllegalArgumentException("it has no " + key);
    }
    return node.path(key);
  }

  private static String text(JsonNode node, String key) {
    return some(node, key).orElseThrow(() -> new IllegalArgumentException("it has no " + key));
  }

  private static Optional<String> some(JsonNode node, String key) {
    return node.path(key).isTextual() ? Optional.of(node.path(key).asText()) : Optional.empty();
  }

  private static int number(JsonNode node, String key) {
    if (!node.path(key).isInt()) {
      throw new IllegalArgumentException("it has no " + key);
    }
    return node.path(key).asInt();
  }

  private static Optional<Instant> at(JsonNode node, String key) {
    return some(node, key).map(RecordReading::instant);
  }

  private static Optional<Instant> at(JsonNode node, int index) {
    return node.path(index).isTextual()
        ? Optional.of(instant(node.path(index).asText()))
        : Optional.empty();
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(text + " is no instant", e);
    }
  }

  /** The lines of a plan's print. */
  static PlanPrint plan(String text) {
    return new PlanPrint(text.lines().collect(Collectors.toList()));
  }
}
