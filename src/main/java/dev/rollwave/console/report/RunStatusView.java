package dev.rollwave.console.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollwave.console.progress.Frame;
import dev.rollwave.console.progress.Screen;
import dev.rollwave.console.text.Palette;
import dev.rollwave.console.text.Symbols;
import dev.rollwave.console.text.Table;
import dev.rollwave.console.text.Text;
import dev.rollwave.console.words.ClusterWords;
import dev.rollwave.console.words.ContinuationWords;
import dev.rollwave.console.words.Formats;
import dev.rollwave.console.words.Tally;
import dev.rollwave.console.words.WaitWords;
import dev.rollwave.engine.RunState;
import dev.rollwave.engine.WaveProgress;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.plan.StatePlace;
import dev.rollwave.runner.ClusterAccess;
import dev.rollwave.runner.Liveness;
import dev.rollwave.runner.record.Counts;
import dev.rollwave.runner.record.Ending;
import dev.rollwave.runner.record.Instruction;
import dev.rollwave.runner.record.PlanRecord;
import dev.rollwave.runner.record.RunRecord;
import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.WorkloadRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where a run stands, for a person who looks from outside.
 *
 * @param place where the plan's runs are kept
 * @param planRecord its record
 * @param seen the run as the cluster shows it; empty when only the record is known
 * @param now the looker's time
 * @param access the cluster that was asked
 * @param liveness whether a process works on it
 * @param pods of the workloads that failed, as they are now; without those that were not read
 */
public record RunStatusView(
    StatePlace place,
    PlanRecord planRecord,
    Optional<RunState> seen,
    Instant now,
    Optional<ClusterAccess> access,
    Liveness liveness,
    Map<WorkloadRef, PodSet> pods) {
  /** How many failed workloads it names; more would push the rest off the screen. */
  public static final int FAILURES_AT_ONCE = 20;

  private static final String API_VERSION = "rollwave.dev/status/v1";
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int COLUMNS = 160;

  /**
   * The standing, line by line, safe to show.
   *
   * @param palette colours or none
   * @param symbols Unicode or ASCII
   */
  public List<String> lines(Palette palette, Symbols symbols) {
    RunRecord run = planRecord.newest();
    List<String> lines = new ArrayList<>();
    lines.add(
        palette.bold(
            Text.shown("Run " + run.runId() + " of plan " + place.plan() + ": " + state(run))));
    line(lines, "reason", run.reason());
    line(
        lines,
        "started",
        Formats.instant(run.checkpoint().startedAt()) + " by " + run.owner().who());
    line(
        lines,
        "process",
        run.owner().holder()
            + (run.ending().isPresent() ? ", ended " : ", last sign of life ")
            + Formats.instant(run.writtenAt())
            + ", "
            + Formats.duration(Duration.between(run.writtenAt(), now))
            + " ago");
    String evidence = process().evidence(now);
    if (!evidence.isEmpty() && run.isUnfinished()) {
      line(lines, "", evidence);
    }
    access.ifPresent(it -> line(lines, "cluster", ClusterWords.of(it)));
    line(lines, "lock", place.toString());
    line(lines, "workloads", counts(run));
    continuedWith(run)
        .ifPresent(plan ->
            line(
                lines,
                "resumable",
                "until " + ContinuationWords.until(plan, run.writtenAt()) + " (resumeWithin)"));
    nextStart().ifPresent(it -> line(lines, "next start", it));
    for (Instruction asked : planRecord.instructions().all()) {
      line(
          lines,
          verb(asked),
          Formats.instant(asked.at()) + " by " + asked.by() + ": " + asked.reason());
    }
    run.lastError()
        .filter(error -> !failures().mention(error))
        .ifPresent(error -> line(lines, "last error", error));
    lines.add("");
    if (seen.isPresent() && run.isUnfinished()) {
      Screen screen = new Screen(COLUMNS, Integer.MAX_VALUE, palette, symbols);
      lines.addAll(Frame.of(seen.get(), now, screen));
    } else {
      lines.addAll(waves(run));
    }
    lines.addAll(failures().lines(palette));
    return lines;
  }

  private PastFailures failures() {
    return new PastFailures(planRecord.newest(), seen, pods, now);
  }

  // A run that is not finished may have got further than its record, so the line names its source.
  private String counts(RunRecord run) {
    String words = "%d of %d healthy, %d skipped, %d failed";
    Counts written = run.counts();
    return seen.filter(_ -> run.isUnfinished())
        .map(Tally::of)
        .map(now -> words.formatted(now.healthy(), now.total(), now.skipped(), now.failed()))
        .map(now -> now + ", as the cluster is now")
        .orElseGet(() ->
            words.formatted(
                    written.healthy(), written.workloads(), written.skipped(), written.failed())
                + (run.isUnfinished() ? ", as recorded at the last sign of life" : ""));
  }

  /**
   * The plan that a start would continue the run with; empty when it has ended, or none was given.
   */
  private Optional<RestartPlan> continuedWith(RunRecord run) {
    return seen.filter(_ -> run.isUnfinished()).map(state -> state.spec().plan());
  }

  private ProcessWords process() {
    return new ProcessWords(planRecord, liveness);
  }

  // While a process works on the run, that process continues it.
  private Optional<String> nextStart() {
    String process = process().state();
    return process.equals("Dead") || process.equals("Stopped")
        ? seen.map(state -> NextStart.of(planRecord, state, now))
        : Optional.empty();
  }

  private static String verb(Instruction asked) {
    return asked.verb().name().toLowerCase(Locale.ROOT);
  }

  private static void line(List<String> lines, String label, String text) {
    lines.add("  " + Text.column(label, 12) + Text.shown(text));
  }

  private String state(RunRecord run) {
    String process = process().state();
    if (run.ending().isEmpty()) {
      return process.equals("Unknown") ? "not ended" : process.toLowerCase(Locale.ROOT);
    }
    Ending ending = run.ending().get();
    String cause = ending.outcome().cause();
    return (run.isUnfinished() ? "stopped, " : "")
        + ending.outcome().word()
        + (cause.isEmpty() ? "" : ", " + cause)
        + (run.isUnfinished() ? "; the next start continues it" : "");
  }

  private static List<String> waves(RunRecord run) {
    Table table = new Table().row("WAVE", "READY", "STARTED", "HEALTHY", "RELEASED");
    run.checkpoint().waves().entrySet().stream()
        .sorted(Comparator.comparing(wave -> wave.getValue().ready().orElse(Instant.MAX)))
        .forEach(wave -> row(table, wave.getKey(), wave.getValue()));
    return table.lines("  ");
  }

  private static void row(Table table, String wave, WaveProgress.Timeline way) {
    table.row(
        Text.shown(wave),
        instant(way.ready()),
        instant(way.started()),
        instant(way.healthy()),
        instant(way.released()));
  }

  private static String instant(Optional<Instant> at) {
    return at.map(Formats::instant).orElse("-");
  }

  /** No run at all, as JSON, with the plans that have a record. */
  public static List<String> json(NoRecord none) {
    ObjectNode document = document(none.place(), Optional.of(none.access()));
    document.set("run", JSON.nullNode());
    none.addTo(document.putArray("recorded"));
    return List.of(document.toPrettyString());
  }

  /** The standing as JSON, indented; its waves as in a run's report. */
  public List<String> json() {
    RunRecord run = planRecord.newest();
    ObjectNode document = document(place, access);
    ObjectNode node = document.putObject("run");
    node.put("runId", run.runId().value());
    node.put("reason", run.reason());
    node.put("startedBy", run.owner().who());
    node.put("holder", run.owner().holder());
    node.put("startedAt", run.checkpoint().startedAt().toString());
    node.put("writtenAt", run.writtenAt().toString());
    node.put("outcome", run.ending().map(e -> e.outcome().word()).orElse("Running"));
    node.set("cause", text(run.ending().map(e -> e.outcome().cause()).orElse("")));
    node.put("process", process().state());
    node.put("isUnfinished", run.isUnfinished());
    node.set("nextStart", text(nextStart().orElse("")));
    node.set(
        "resumableUntil",
        text(
            continuedWith(run)
                .map(plan -> plan.resumableUntil(run.writtenAt()).toString())
                .orElse("")));
    node.put("isPaused", planRecord.instructions().pause().isPresent());
    node.set("lastError", text(run.lastError().orElse("")));
    node.set("counts", RunHistory.counts(run.counts()));
    node.set("failed", failures().json());
    ArrayNode asked = node.putArray("instructions");
    for (Instruction it : planRecord.instructions().all()) {
      asked
          .addObject()
          .put("verb", verb(it))
          .put("by", it.by())
          .put("reason", it.reason())
          .put("at", it.at().toString());
    }
    node.set(
        "waves",
        seen.map(state -> RunReport.of(new RunEnd(state, now, access), 0).path("waves"))
            .orElseGet(JSON::nullNode));
    node.set(
        "waitsFor",
        text(
            seen.filter(_ -> run.isUnfinished())
                .map(state -> WaitWords.run(state, now))
                .orElse("")));
    return List.of(document.toPrettyString());
  }

  private static ObjectNode document(StatePlace place, Optional<ClusterAccess> access) {
    ObjectNode document = JSON.objectNode();
    document.put("apiVersion", API_VERSION).put("kind", "RunStatus").put("plan", place.plan());
    document.set("cluster", ClusterWords.json(access));
    document.set("keptIn", RunReport.keptIn(Optional.of(place)));
    return document;
  }

  private static JsonNode text(String value) {
    return value.isEmpty() ? JSON.nullNode() : JSON.textNode(value);
  }
}
