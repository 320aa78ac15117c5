package dev.rollwave.console.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The times in a report, counted from the run's begin; of a rehearsal as of a run, since both have
 * the same names.
 *
 * @param runId names the run
 * @param outcome as the report calls it
 * @param length from begin to end
 * @param waves by name, in the report's order
 * @param workloads by reference, in the report's order
 */
record ReportTimes(
    String runId,
    String outcome,
    Duration length,
    Map<String, Span> waves,
    Map<String, Span> workloads) {

  /**
   * One way from begin to end.
   *
   * @param state as the report calls it
   * @param after how long after the run's begin it began; empty when it did not
   * @param took how long; empty when it came to no good end
   */
  record Span(String state, Optional<Duration> after, Optional<Duration> took) {}

  /**
   * Reads {@code report}.
   *
   * @throws DateTimeException when an instant is none, or the begin or end is missing
   */
  static ReportTimes of(JsonNode report) {
    Instant begin = Instant.parse(report.path("startedAt").asText());
    Map<String, Span> waves = new LinkedHashMap<>();
    Map<String, Span> workloads = new LinkedHashMap<>();
    for (JsonNode wave : report.path("waves")) {
      waves.put(wave.path("name").asText(), span(wave, begin, "startedAt", "healthyAt"));
      for (JsonNode workload : wave.path("workloads")) {
        workloads.put(ref(workload.path("ref")), span(workload, begin, "patchedAt", "soakedAt"));
      }
    }
    return new ReportTimes(
        report.path("runId").asText(),
        report.path("outcome").asText(),
        Duration.between(begin, Instant.parse(report.path("endedAt").asText())),
        waves,
        workloads);
  }

  private static Span span(JsonNode node, Instant begin, String from, String until) {
    Optional<Instant> first = instant(node.path(from));
    Optional<Instant> last = instant(node.path(until));
    return new Span(
        node.path("state").asText(),
        first.map(at -> Duration.between(begin, at)),
        first.flatMap(at -> last.map(end -> Duration.between(at, end))));
  }

  private static String ref(JsonNode ref) {
    return ref.path("namespace").asText()
        + "/"
        + ref.path("kind").asText()
        + "/"
        + ref.path("name").asText();
  }

  private static Optional<Instant> instant(JsonNode node) {
    return node.isTextual() ? Optional.of(Instant.parse(node.asText())) : Optional.empty();
  }
}
