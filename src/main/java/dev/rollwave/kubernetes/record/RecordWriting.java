package dev.rollwave.kubernetes.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollwave.engine.Checkpoint;
import dev.rollwave.engine.Settled;
import dev.rollwave.engine.UnderWay;
import dev.rollwave.runner.record.Counts;
import dev.rollwave.runner.record.Ending;
import dev.rollwave.runner.record.Instruction;
import dev.rollwave.runner.record.PlanDigest;
import dev.rollwave.runner.record.PlanRecord;
import dev.rollwave.runner.record.RunRecord;
import dev.rollwave.runner.record.RunSummary;
import java.time.Instant;
import java.util.Optional;

/** Writes the record of a plan as JSON: every key always there, instants in RFC 3339 and UTC. */
final class RecordWriting {
  /** Longest message of a workload that is kept; ten thousand of them have to fit. */
  static final int LONGEST_MESSAGE = 300;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private RecordWriting() {}

  /** Everything but the workloads and the plan's text. */
  static JsonNode head(PlanRecord planRecord, String plan) {
    ObjectNode head = JSON.objectNode();
    head.put("apiVersion", RecordText.API_VERSION).put("plan", plan);
    head.set("run", run(planRecord.newest()));
    ObjectNode waves = head.putObject("waves");
    planRecord
        .newest()
        .checkpoint()
        .waves()
        .forEach((name, timeline) -> {
          ObjectNode wave = waves.putObject(name);
          wave.set("readyAt", instant(timeline.ready()));
          wave.set("startedAt", instant(timeline.started()));
          wave.set("healthyAt", instant(timeline.healthy()));
          wave.set("releasedAt", instant(timeline.released()));
        });
    ArrayNode instructions = head.putArray("instructions");
    planRecord.instructions().all().forEach(it -> instructions.add(instruction(it)));
    ArrayNode history = head.putArray("history");
    planRecord.history().forEach(it -> history.add(summary(it)));
    return head;
  }

  private static JsonNode run(RunRecord run) {
    ObjectNode node = JSON.objectNode();
    node.put("runId", run.runId().value());
    node.put("planDigest", PlanDigest.of(run.plan()));
    node.put("reason", run.reason());
    node.put("holder", run.owner().holder());
    node.put("startedBy", run.owner().who());
    node.set("jobUid", text(run.owner().job().orElse("")));
    ArrayNode earlierJobs = node.putArray("earlierJobUids");
    run.owner().earlierJobs().forEach(earlierJobs::add);
    node.put("startedAt", run.checkpoint().startedAt().toString());
    node.put("writtenAt", run.writtenAt().toString());
    node.set("lastRestartAt", instant(run.checkpoint().lastRestart()));
    node.set("lastError", text(shortened(run.lastError().orElse(""))));
    node.set("endedAt", instant(run.ending().map(Ending::at)));
    node.set("outcome", text(run.ending().map(e -> e.outcome().word()).orElse("")));
    node.set("cause", text(run.ending().map(e -> e.outcome().cause()).orElse("")));
    node.set("counts", counts(run.counts()));
    return node;
  }

  private static JsonNode counts(Counts counts) {
    return JSON.objectNode()
        .put("workloads", counts.workloads())
        .put("restarted", counts.restarted())
        .put("healthy", counts.healthy())
        .put("skipped", counts.skipped())
        .put("failed", counts.failed());
  }

  private static JsonNode instruction(Instruction it) {
    return JSON.objectNode()
        .put("verb", RecordWords.of(it.verb()))
        .put("by", it.by())
        .put("reason", it.reason())
        .put("at", it.at().toString());
  }

  private static JsonNode summary(RunSummary run) {
    ObjectNode node = JSON.objectNode();
    node.put("runId", run.runId().value());
    node.put("startedBy", run.who());
    node.put("startedAt", run.startedAt().toString());
    node.put("endedAt", run.endedAt().toString());
    node.put("outcome", run.outcome().word());
    node.set("cause", text(run.outcome().cause()));
    node.set("counts", counts(run.counts()));
    ArrayNode failed = node.putArray("failed");
    ArrayNode failedAt = node.putArray("failedAt");
    for (RunSummary.Failure failure : run.failed()) {
      failed.add(failure.ref().toString());
      failedAt.add(instant(failure.at()));
    }
    return node;
  }

  /**
   * Each workload that was restarted or came to its end: its state, its instants, and why.
   *
   * @param longest message that is kept, in characters, 0 or more
   */
  static JsonNode workloads(Checkpoint checkpoint, int longest) {
    ObjectNode all = JSON.objectNode();
    checkpoint
        .settled()
        .forEach((ref, settled) -> {
          ArrayNode node = all.putArray(ref.toString());
          switch (settled) {
            case Settled.Healthy(var timeline, var holding) -> {
              RecordTimes.add(node.add("Healthy"), timeline, checkpoint.startedAt());
              if (holding.isPresent()) {
                RecordProgress.add(node, holding);
              }
            }
            case Settled.Skipped(var timeline, String reason, String message) -> {
              RecordTimes.add(node.add("Skipped"), timeline, checkpoint.startedAt());
              node.add(shortened(reason)).add(shortened(message, longest));
            }
            case Settled.Failed(var timeline, String reason, String message) -> {
              RecordTimes.add(node.add("Failed"), timeline, checkpoint.startedAt());
              node.add(shortened(reason)).add(shortened(message, longest));
              RecordTimes.addFailure(node, timeline.failed(), checkpoint.startedAt());
            }
          }
        });
    checkpoint
        .underWay()
        .forEach((ref, way) -> {
          ArrayNode node = all.putArray(ref.toString()).add("UnderWay");
          RecordTimes.add(node, way.timeline(), checkpoint.startedAt());
          RecordTimes.addSoak(node, way.soak().map(UnderWay.Soak::from), checkpoint.startedAt());
          node.add(way.soak().map(UnderWay.Soak::steadiness).orElse(null));
          RecordProgress.add(node, way.kept());
        });
    return all;
  }

  private static String shortened(String text) {
    return shortened(text, LONGEST_MESSAGE);
  }

  private static String shortened(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    // Half of a character beyond the basic plane is none, and would not come back as it was.
    boolean isInTwo = longest > 0 && Character.isHighSurrogate(text.charAt(longest - 1));
    return text.substring(0, isInTwo ? longest - 1 : longest) + "…";
  }

  private static JsonNode instant(Optional<Instant> at) {
    return text(at.map(Instant::toString).orElse(""));
  }

  private static JsonNode text(String value) {
    return value.isEmpty() ? JSON.nullNode() : JSON.textNode(value);
  }
}
