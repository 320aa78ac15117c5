package dev.rollwave.console.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollwave.console.report.RunReport;
import dev.rollwave.console.text.Table;
import dev.rollwave.console.text.Text;
import dev.rollwave.console.words.Formats;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What many rehearsals of one plan have in common, for a person or for a machine. */
public final class RehearsalDistribution {
  private static final String KIND = "RehearsalDistribution";
  private static final int MEDIAN = 50;
  private static final int NEARLY_ALL = 95;

  private RehearsalDistribution() {}

  /** Line by line, safe to show. */
  public static List<String> lines(RehearsedOften often) {
    int runs = often.samples().size();
    List<String> lines = new ArrayList<>();
    lines.add(
        "Rehearsal of %s, %s from %s, seeds %d to %d"
            .formatted(
                Text.shown(often.plan()),
                Formats.count(runs, "time"),
                Text.shown(often.start()),
                often.firstSeed(),
                often.firstSeed() + runs - 1));
    lines.add(Text.shown(often.setting()));
    lines.add("");
    lines.add(
        "length     p50 %s, p95 %s; from %s to %s"
            .formatted(
                Formats.duration(often.percentile(MEDIAN)),
                Formats.duration(often.percentile(NEARLY_ALL)),
                Formats.duration(often.percentile(0)),
                Formats.duration(often.percentile(100))));
    lines.add(
        "window     %s: %s are done by then"
            .formatted(Text.shown(often.window()), percent(often.insideWindow(), runs)));
    lines.add(
        "exit       "
            + often.exits().entrySet().stream()
                .map(exit -> exit.getKey() + " in " + percent(exit.getValue(), runs))
                .collect(Collectors.joining(", ")));
    lines.add("");
    Table table = new Table().row("WORKLOAD", "DECIDES THE LENGTH IN");
    often
        .critical()
        .forEach(entry ->
            table.row(Text.shown(entry.getKey().toString()), percent(entry.getValue(), runs)));
    lines.addAll(table.lines(""));
    return List.copyOf(lines);
  }

  /** The same for machines; durations are ISO 8601, shares from 0 to 1. */
  public static JsonNode json(RehearsedOften often) {
    int runs = often.samples().size();
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("apiVersion", RunReport.API_VERSION).put("kind", KIND);
    node.put("plan", often.plan());
    node.put("runs", runs).put("firstSeed", often.firstSeed());
    node.putObject("length")
        .put("p50", often.percentile(MEDIAN).toString())
        .put("p95", often.percentile(NEARLY_ALL).toString())
        .put("least", often.percentile(0).toString())
        .put("most", often.percentile(100).toString());
    node.put("doneInsideWindow", share(often.insideWindow(), runs));
    ArrayNode exits = node.putArray("exits");
    often
        .exits()
        .forEach((status, count) ->
            exits.addObject().put("exitStatus", status).put("share", share(count, runs)));
    ArrayNode critical = node.putArray("criticalPath");
    often
        .critical()
        .forEach(entry ->
            critical
                .addObject()
                .put("ref", entry.getKey().toString())
                .put("share", share(entry.getValue(), runs)));
    return node;
  }

  private static String percent(long count, int runs) {
    return String.format(Locale.ROOT, "%.1f %%", 100.0 * count / runs);
  }

  private static double share(long count, int runs) {
    return (double) count / runs;
  }
}
