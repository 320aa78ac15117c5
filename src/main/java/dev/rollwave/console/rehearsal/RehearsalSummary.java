package dev.rollwave.console.rehearsal;

import dev.rollwave.console.report.Unfinished;
import dev.rollwave.console.text.Palette;
import dev.rollwave.console.text.Table;
import dev.rollwave.console.text.Text;
import dev.rollwave.console.words.Formats;
import dev.rollwave.console.words.OutcomeWords;
import dev.rollwave.console.words.WorkloadAccount;
import dev.rollwave.engine.RunState;
import dev.rollwave.engine.WaveProgress;
import dev.rollwave.engine.WorkloadProgress;
import dev.rollwave.engine.analysis.CriticalPath;
import dev.rollwave.plan.Feasibility;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.rollout.RolloutRules;
import dev.rollwave.workload.survey.AssumedWorkload;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a person reads of a rehearsal: the waves on the clock, and what decides the length. */
public final class RehearsalSummary {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("EEE HH:mm:ss", Locale.ENGLISH);
  private static final String NOTHING = "-";

  private final Rehearsed rehearsed;
  private final RunState last;
  private final CriticalPath path;
  private final List<String> lines = new ArrayList<>();

  private RehearsalSummary(Rehearsed rehearsed) {
    this.rehearsed = rehearsed;
    this.last = rehearsed.last();
    this.path = rehearsed.criticalPath();
  }

  /** The summary, line by line, safe to show, without colours: it goes into files and pipes. */
  public static List<String> lines(Rehearsed rehearsed) {
    RehearsalSummary summary = new RehearsalSummary(rehearsed);
    summary.head();
    summary.table();
    summary.lines.addAll(new Unfinished(summary.last, Palette.PLAIN).lines());
    summary.figures();
    summary.objections();
    summary.chronicle();
    summary.decidedBy();
    summary.assumed();
    summary.lines.add("");
    summary.lines.add(RehearsalChronicle.leaving(rehearsed));
    return List.copyOf(summary.lines);
  }

  private void head() {
    String start = Formats.local(last.startedAt(), last.spec().calendar().zone());
    lines.add(
        "Rehearsal of "
            + Text.shown(last.spec().plan().name())
            + ", from "
            + Text.shown(start)
            + ", seed "
            + rehearsed.seed());
    lines.add(Text.shown(rehearsed.setting()));
    lines.add("");
  }

  private void table() {
    Table table =
        new Table().row("WAVE", "STATE", "STARTED", "HEALTHY", "RELEASED", "TOOK", "SLACK");
    for (WaveProgress wave : last.waves()) {
      var timeline = wave.timeline();
      table.row(
          Text.shown(wave.wave().name()),
          OutcomeWords.ended(wave.state()),
          clock(timeline.started()),
          clock(timeline.healthy()),
          clock(timeline.released()),
          took(timeline.started(), timeline.healthy()),
          "");
      wave.workloads().forEach(workload -> row(table, workload));
    }
    lines.addAll(table.lines(""));
  }

  private void row(Table table, WorkloadProgress workload) {
    Optional<Instant> patched = workload.timeline().patched();
    Optional<Instant> settled =
        Optional.ofNullable(rehearsed.trace().settled().get(workload.ref()));
    table.row(
        "  " + Text.shown(workload.ref().toString()),
        WorkloadAccount.of(workload.state()).state(),
        clock(patched),
        clock(workload.timeline().soaked()),
        "",
        took(patched, settled),
        Optional.ofNullable(path.slack().get(workload.ref()))
            .map(Formats::duration)
            .orElse(NOTHING));
  }

  private void figures() {
    Duration length = Duration.between(last.startedAt(), rehearsed.endedAt());
    lines.add("");
    lines.add("length     " + Formats.duration(length) + ", until " + clock(rehearsed.endedAt()));
    Rehearsed.Stint first = rehearsed.firstToLeave();
    lines.add("window     " + Text.shown(RehearsalWords.window(first.last(), first.endedAt())));
    lines.add(
        "in flight  at most "
            + Formats.count(rehearsed.trace().mostWorkloads(), "workload")
            + " of "
            + Formats.count(rehearsed.trace().mostPods(), "pod"));
    AssumedWords.order(rehearsed.assumed().values())
        .ifPresent(order -> lines.add("order      " + order));
  }

  private void objections() {
    for (WaveProgress wave : last.waves()) {
      for (WorkloadSnapshot target :
          last.spec().targets().getOrDefault(wave.wave().name(), List.of())) {
        Optional<Duration> aPod =
            Optional.ofNullable(rehearsed.assumed().get(target.ref())).map(AssumedWorkload::aPod);
        List<String> objections = new ArrayList<>(RolloutRules.deadlocks(target));
        objections.addAll(Feasibility.objections(target, wave.wave().health(), aPod));
        for (String objection : objections) {
          lines.add("warning    " + Text.shown(target.ref() + ": " + objection));
        }
      }
    }
  }

  private void chronicle() {
    List<RehearsalChronicle.Entry> entries = RehearsalChronicle.of(rehearsed);
    if (!entries.isEmpty()) {
      lines.add("");
      lines.add("What happened around it");
      entries.forEach(
          entry -> lines.add("  " + clock(entry.at()) + "  " + Text.shown(entry.what())));
    }
    if (!rehearsed.tooLate().isEmpty()) {
      lines.add("");
      lines.add(
          "Not played, since the run had ended: what was to begin at "
              + rehearsed.tooLate().stream()
                  .map(at -> clock(at))
                  .collect(Collectors.joining(", ")));
    }
  }

  private void decidedBy() {
    if (path.links().isEmpty()) {
      return;
    }
    lines.add("");
    lines.add("The length is decided by");
    for (CriticalPath.Link link : path.links()) {
      lines.add(
          "  "
              + clock(link.patched())
              + "  "
              + Text.shown(link.ref().toString())
              + ", "
              + Formats.duration(Duration.between(link.patched(), link.settled()))
              + "; "
              + Text.shown(RehearsalWords.why(link.why())));
    }
  }

  private void assumed() {
    lines.add("");
    lines.add("Assumed");
    Map<String, List<String>> alike = new LinkedHashMap<>();
    rehearsed
        .assumed()
        .forEach((ref, assumed) ->
            alike
                .computeIfAbsent(AssumedWords.of(assumed), _ -> new ArrayList<>())
                .add(ref.toString()));
    alike.forEach((estimate, refs) -> {
      lines.add("  " + Text.shown(estimate) + ":");
      lines.add("    " + Text.shown(String.join(", ", refs)));
    });
  }

  private static String took(Optional<Instant> from, Optional<Instant> until) {
    return from.isPresent() && until.isPresent()
        ? Formats.duration(Duration.between(from.get(), until.get()))
        : NOTHING;
  }

  private String clock(Optional<Instant> at) {
    return at.map(this::clock).orElse(NOTHING);
  }

  private String clock(Instant at) {
    return CLOCK.format(at.atZone(last.spec().calendar().zone()));
  }
}
