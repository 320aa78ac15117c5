package dev.rollwave.console.rehearsal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollwave.console.report.RunReport;
import dev.rollwave.console.text.Table;
import dev.rollwave.console.text.Text;
import dev.rollwave.console.words.Formats;
import dev.rollwave.console.words.OutcomeWords;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A run that really happened, to be laid beside its rehearsal. */
public final class RunBeside {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String NOTHING = "-";

  private final ReportTimes really;
  private final Instant startedAt;

  private RunBeside(ReportTimes really, Instant startedAt) {
    this.really = really;
    this.startedAt = startedAt;
  }

  /**
   * Reads a report as {@code run --report} writes it.
   *
   * @param plan whose run it has to be
   * @throws UnusableReportException when it is none
   */
  public static RunBeside read(String text, String plan) throws UnusableReportException {
    try {
      JsonNode report = JSON.readTree(text);
      if (!report.path("apiVersion").asText().equals(RunReport.API_VERSION)
          || !report.path("kind").asText().equals("RunReport")) {
        throw new UnusableReportException("it is not a RunReport of " + RunReport.API_VERSION);
      }
      if (!report.path("plan").asText().equals(plan)) {
        throw new UnusableReportException(
            "it is of the plan " + report.path("plan").asText() + " and not of " + plan);
      }
      return new RunBeside(
          ReportTimes.of(report), Instant.parse(report.path("startedAt").asText()));
    } catch (JsonProcessingException e) {
      throw new UnusableReportException(
          "line %d, column %d: this is not well-formed JSON"
              .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
    } catch (DateTimeException e) {
      throw new UnusableReportException("an instant in it is not in RFC 3339");
    }
  }

  /** When the run began. */
  public Instant startedAt() {
    return startedAt;
  }

  /** Line by line, safe to show; what differs most comes first. */
  public List<String> lines(Rehearsed rehearsed) {
    ReportTimes expected = ReportTimes.of(RehearsalReport.of(rehearsed));
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        "Beside run %s (%s): took %s, expected %s, %s"
            .formatted(
                Text.shown(really.runId()),
                Text.shown(really.outcome()),
                Formats.duration(really.length()),
                Formats.duration(expected.length()),
                signed(really.length().minus(expected.length()))));
    lines.add("");
    lines.addAll(table("WAVE", beside(expected.waves(), really.waves())));
    lines.add("");
    lines.addAll(table("WORKLOAD", sorted(beside(expected.workloads(), really.workloads()))));
    return List.copyOf(lines);
  }

  /** The same for machines; durations are ISO 8601, what did not happen is {@code null}. */
  public JsonNode json(Rehearsed rehearsed) {
    ReportTimes expected = ReportTimes.of(RehearsalReport.of(rehearsed));
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("runId", really.runId()).put("outcome", really.outcome());
    put(node, "length", Optional.of(expected.length()), Optional.of(really.length()));
    add(node.putArray("waves"), "name", beside(expected.waves(), really.waves()));
    add(
        node.putArray("workloads"),
        "ref",
        sorted(beside(expected.workloads(), really.workloads())));
    return node;
  }

  private record Pair(String name, ReportTimes.Span expected, ReportTimes.Span really) {
    private static final ReportTimes.Span ABSENT =
        new ReportTimes.Span("absent", Optional.empty(), Optional.empty());

    Optional<Duration> difference() {
      return really.took().flatMap(took -> expected.took().map(took::minus));
    }

    // What only one of both came to the end of surprises more than any time.
    Duration surprise() {
      return difference()
          .map(Duration::abs)
          .orElse(
              expected.took().isPresent() == really.took().isPresent()
                  ? Duration.ZERO
                  : Duration.ofSeconds(Long.MAX_VALUE));
    }
  }

  private static List<Pair> beside(
      Map<String, ReportTimes.Span> expected, Map<String, ReportTimes.Span> really) {
    Set<String> names = new LinkedHashSet<>(expected.keySet());
    names.addAll(really.keySet());
    return names.stream()
        .map(name ->
            new Pair(
                name,
                expected.getOrDefault(name, Pair.ABSENT),
                really.getOrDefault(name, Pair.ABSENT)))
        .toList();
  }

  private static List<Pair> sorted(List<Pair> pairs) {
    return pairs.stream().sorted(Comparator.comparing(Pair::surprise).reversed()).toList();
  }

  private static List<String> table(String what, List<Pair> pairs) {
    Table table =
        new Table().row(what, "STATE", "BEGAN AFTER", "EXPECTED", "TOOK", "EXPECTED", "DIFFERENCE");
    for (Pair pair : pairs) {
      table.row(
          Text.shown(pair.name()),
          Text.shown(state(pair)),
          spoken(pair.really().after()),
          spoken(pair.expected().after()),
          spoken(pair.really().took()),
          spoken(pair.expected().took()),
          pair.difference().map(RunBeside::signed).orElse(NOTHING));
    }
    return table.lines("");
  }

  private static String state(Pair pair) {
    String really = OutcomeWords.ended(pair.really().state());
    String expected = OutcomeWords.ended(pair.expected().state());
    return really.equals(expected) ? really : really + ", expected " + expected;
  }

  private static void add(ArrayNode array, String key, List<Pair> pairs) {
    for (Pair pair : pairs) {
      ObjectNode node = array.addObject();
      node.put(key, pair.name());
      node.putObject("state")
          .put("expected", pair.expected().state())
          .put("really", pair.really().state());
      put(node, "beganAfter", pair.expected().after(), pair.really().after());
      put(node, "took", pair.expected().took(), pair.really().took());
    }
  }

  private static void put(
      ObjectNode node, String key, Optional<Duration> expected, Optional<Duration> really) {
    Optional<Duration> difference = really.flatMap(it -> expected.map(it::minus));
    node.putObject(key)
        .put("expected", expected.map(Duration::toString).orElse(null))
        .put("really", really.map(Duration::toString).orElse(null))
        .put("difference", difference.map(Duration::toString).orElse(null));
  }

  private static String spoken(Optional<Duration> duration) {
    return duration.map(Formats::duration).orElse(NOTHING);
  }

  private static String signed(Duration difference) {
    Duration whole = Duration.ofSeconds(Math.round(difference.toMillis() / 1000.0));
    return whole.isZero()
        ? "as expected"
        : (whole.isNegative() ? "-" : "+") + Formats.duration(whole.abs());
  }
}
