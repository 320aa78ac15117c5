package dev.rollwave.console.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollwave.console.text.Table;
import dev.rollwave.console.text.Text;
import dev.rollwave.console.words.ClusterWords;
import dev.rollwave.console.words.Formats;
import dev.rollwave.plan.StatePlace;
import dev.rollwave.runner.ClusterAccess;
import dev.rollwave.runner.record.Counts;
import dev.rollwave.runner.record.PlanRecord;
import dev.rollwave.runner.record.RunRecord;
import dev.rollwave.runner.record.RunSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The last runs of a plan, for a person or for a machine. */
public final class RunHistory {
  private static final String API_VERSION = "rollwave.dev/history/v1";
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private RunHistory() {}

  /**
   * Which cluster was asked, then one line a run under a heading, newest first, safe to show; then
   * which workloads failed.
   */
  public static List<String> lines(StatePlace place, ClusterAccess access, PlanRecord planRecord) {
    Table table =
        new Table()
            .row("RUN", "STARTED", "LENGTH", "OUTCOME", "RESTARTED", "HEALTHY", "FAILED", "BY");
    RunRecord newest = planRecord.newest();
    if (newest.ending().isEmpty()) {
      row(
          table,
          newest.runId().value(),
          newest.checkpoint().startedAt(),
          newest.writtenAt(),
          "NotEnded",
          newest.counts(),
          newest.owner().who());
    }
    for (RunSummary run : planRecord.history()) {
      row(
          table,
          run.runId().value(),
          run.startedAt(),
          run.endedAt(),
          run.outcome().word(),
          run.counts(),
          run.who());
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        Text.shown(
            "Runs of plan "
                + place.plan()
                + " on "
                + ClusterWords.of(access)
                + ", kept in "
                + place));
    lines.add("");
    lines.addAll(table.lines(""));
    for (RunSummary run : planRecord.history()) {
      String cause = run.outcome().cause();
      if (!cause.isEmpty()) {
        lines.add(Text.shown(run.runId() + ": " + cause));
      }
      if (!run.failed().isEmpty()) {
        lines.add(Text.shown(run.runId() + ": failed: " + failed(run)));
      }
    }
    return lines;
  }

  private static String failed(RunSummary run) {
    String named = run.failed().stream().map(RunHistory::named).collect(Collectors.joining(", "));
    int more = run.counts().failed() - run.failed().size();
    return more > 0 ? named + " and " + more + " more" : named;
  }

  private static String named(RunSummary.Failure failure) {
    return failure.ref() + failure.at().map(at -> " (" + Formats.instant(at) + ")").orElse("");
  }

  private static void row(
      Table table,
      String id,
      Instant started,
      Instant ended,
      String outcome,
      Counts counts,
      String who) {
    table.row(
        Text.shown(id),
        Formats.instant(started),
        Formats.duration(Duration.between(started, ended)),
        outcome,
        Integer.toString(counts.restarted()),
        Integer.toString(counts.healthy()),
        Integer.toString(counts.failed()),
        Text.shown(who));
  }

  /** No run at all, as JSON, with the plans that have a record. */
  public static List<String> json(NoRecord none) {
    ObjectNode document = document(none.place(), none.access());
    none.addTo(document.putArray("recorded"));
    return List.of(document.toPrettyString());
  }

  /** The runs as JSON, indented. */
  public static List<String> json(StatePlace place, ClusterAccess access, PlanRecord planRecord) {
    ObjectNode document = document(place, access);
    ArrayNode runs = document.withArray("/runs");
    for (RunSummary run : planRecord.history()) {
      ObjectNode node = runs.addObject();
      node.put("runId", run.runId().value());
      node.put("startedBy", run.who());
      node.put("startedAt", run.startedAt().toString());
      node.put("endedAt", run.endedAt().toString());
      node.put("outcome", run.outcome().word());
      String cause = run.outcome().cause();
      node.set("cause", cause.isEmpty() ? JSON.nullNode() : JSON.textNode(cause));
      node.set("counts", counts(run.counts()));
      ArrayNode failed = node.putArray("failed");
      ArrayNode failedAt = node.putArray("failedAt");
      for (RunSummary.Failure failure : run.failed()) {
        failed.add(failure.ref().toString());
        failedAt.add(failure.at().map(Instant::toString).orElse(null));
      }
    }
    return List.of(document.toPrettyString());
  }

  static ObjectNode counts(Counts counts) {
    return JSON.objectNode()
        .put("workloads", counts.workloads())
        .put("restarted", counts.restarted())
        .put("healthy", counts.healthy())
        .put("skipped", counts.skipped())
        .put("failed", counts.failed());
  }

  private static ObjectNode document(StatePlace place, ClusterAccess access) {
    ObjectNode document = JSON.objectNode();
    document.put("apiVersion", API_VERSION).put("kind", "RunHistory").put("plan", place.plan());
    document.set("cluster", ClusterWords.json(Optional.of(access)));
    document.set("keptIn", RunReport.keptIn(Optional.of(place)));
    document.putArray("runs");
    return document;
  }
}
