package dev.rollwave.testcluster.facts;

import dev.rollwave.testcluster.controlplane.AuditEvent;
import dev.rollwave.testcluster.controlplane.AuditLog;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a run cost, read from the API server's audit log.
 *
 * @param toFirstPatch from the start of its process to its first PATCH of a Deployment
 * @param requests how many it sent, by verb and resource, such as {@code patch deployments}
 * @param workloads that it restarted
 */
public record RunCost(Duration toFirstPatch, Map<String, Long> requests, int workloads) {
  private static final String AGENT = "rollwave/";

  /** The cost of the run that was started at {@code started}, has ended, and was the only one. */
  public static RunCost of(AuditLog log, Instant started, int workloads) {
    List<AuditEvent> sent =
        log.events(event ->
            event.caller().agent().startsWith(AGENT) && !event.received().isBefore(started));
    Instant firstPatch =
        sent.stream()
            .filter(event -> event.verb().equals("patch"))
            .map(AuditEvent::received)
            .min(Comparator.naturalOrder())
            .orElseThrow();
    Map<String, Long> requests =
        sent.stream()
            .collect(
                Collectors.groupingBy(
                    event -> event.verb() + " " + event.target().resource(),
                    TreeMap::new,
                    Collectors.counting()));
    return new RunCost(Duration.between(started, firstPatch), requests, workloads);
  }

  /** Requests of every kind, divided by the workloads. */
  public double requestsPerWorkload() {
    return (double) count(_ -> true) / workloads;
  }

  /** Requests that read, write and watch the run's record, divided by the workloads. */
  public double recordRequestsPerWorkload() {
    return (double) count(request -> request.endsWith(" configmaps")) / workloads;
  }

  private long count(Predicate<String> wanted) {
    return requests.entrySet().stream()
        .filter(entry -> wanted.test(entry.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** The figures, a line each, for a person who reads the output of the tests. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(
        "from the start of the process to its first PATCH: %d ms%n"
            .formatted(toFirstPatch.toMillis()));
    text.append(
        "requests a workload, of %d: %.1f; without the record %.1f%n"
            .formatted(
                workloads,
                requestsPerWorkload(),
                requestsPerWorkload() - recordRequestsPerWorkload()));
    requests.forEach((request, number) -> text.append("  %-40s %5d%n".formatted(request, number)));
    return text.toString();
  }
}
