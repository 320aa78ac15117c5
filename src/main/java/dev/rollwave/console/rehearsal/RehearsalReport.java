package dev.rollwave.console.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollwave.console.report.RunEnd;
import dev.rollwave.console.report.RunReport;
import dev.rollwave.console.words.Tally;
import dev.rollwave.engine.analysis.CriticalPath;
import dev.rollwave.window.WindowStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A rehearsal as JSON: the report of the run as it would be, with the same names, of a kind of its
 * own so that it is not taken for evidence, and with {@code rehearsal} besides. Durations are ISO
 * 8601.
 */
public final class RehearsalReport {
  /** What stands instead of {@code RunReport}. */
  public static final String KIND = "Rehearsal";

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private RehearsalReport() {}

  /** The report of {@code rehearsed}, with {@code against} when there is a run beside it. */
  public static JsonNode of(Rehearsed rehearsed, Optional<RunBeside> beside) {
    JsonNode report = of(rehearsed);
    if (beside.isPresent() && report.path("rehearsal") instanceof ObjectNode more) {
      more.set("against", beside.get().json(rehearsed));
    }
    return report;
  }

  /** The report of {@code rehearsed}. */
  public static JsonNode of(Rehearsed rehearsed) {
    JsonNode run =
        RunReport.of(
            new RunEnd(rehearsed.last(), rehearsed.endedAt(), Optional.empty()),
            exitStatus(rehearsed.stints().getLast()));
    ObjectNode report = run.deepCopy();
    report.put("kind", KIND);
    ObjectNode more = report.putObject("rehearsal");
    Instant start = rehearsed.last().startedAt();
    more.put("seed", rehearsed.seed());
    more.put("length", Duration.between(start, rehearsed.endedAt()).toString());
    more.set("windowCloses", windowCloses(rehearsed, start));
    ArrayNode processes = more.putArray("processes");
    rehearsed.stints().forEach(stint -> processes.add(process(stint)));
    ArrayNode chronicle = more.putArray("chronicle");
    RehearsalChronicle.of(rehearsed)
        .forEach(entry ->
            chronicle.addObject().put("at", entry.at().toString()).put("what", entry.what()));
    more.put("mostWorkloadsInFlight", rehearsed.trace().mostWorkloads());
    more.put("mostPodsInFlight", rehearsed.trace().mostPods());
    CriticalPath path = rehearsed.criticalPath();
    ArrayNode links = more.putArray("criticalPath");
    path.links().forEach(link -> links.add(link(link)));
    ArrayNode slacks = more.putArray("slack");
    path.slack()
        .forEach((ref, slack) ->
            slacks.addObject().put("ref", ref.toString()).put("slack", slack.toString()));
    ArrayNode assumed = more.putArray("assumed");
    rehearsed.assumed().forEach((ref, it) -> assumed.add(AssumedWords.json(ref, it)));
    return report;
  }

  // One that was killed leaves with nothing of its own.
  private static int exitStatus(Rehearsed.Stint stint) {
    return stint.exit().map(Rehearsed.Exit::status).orElse(0);
  }

  private static JsonNode process(Rehearsed.Stint stint) {
    ObjectNode node = JSON.objectNode();
    node.put("startedAt", stint.startedAt().toString());
    node.put("endedAt", stint.endedAt().toString());
    node.put("killed", stint.exit().isEmpty());
    node.set(
        "exitStatus",
        stint.exit().<JsonNode>map(exit -> JSON.numberNode(exit.status())).orElse(JSON.nullNode()));
    node.put("left", Tally.of(stint.last()).left());
    return node;
  }

  private static JsonNode windowCloses(Rehearsed rehearsed, Instant start) {
    return switch (rehearsed.last().spec().calendar().at(start)) {
      case WindowStatus.Open(Instant closes) when !closes.equals(Instant.MAX) ->
          JSON.textNode(closes.toString());
      case WindowStatus.Open _, WindowStatus.Closed _ -> JSON.nullNode();
    };
  }

  private static JsonNode link(CriticalPath.Link link) {
    return JSON.objectNode()
        .put("ref", link.ref().toString())
        .put("patchedAt", link.patched().toString())
        .put("settledAt", link.settled().toString())
        .put("why", RehearsalWords.why(link.why()));
  }
}
