package dev.rollwave.testcluster;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/**
 * What a run cost, read from the API server's audit log.
 *
 * @param toFirstPatch from the start of its process to its first PATCH of a Deployment
 * @param requests all that it sent
 * @param workloads that it restarted
 */
public record RunCost(Duration toFirstPatch, AuditLog.Count requests, int workloads) {
  private static final String AGENT = "rollwave/";

  /** The cost of the run that was started at {@code started}, has ended, and was the only one. */
  public static RunCost of(AuditLog log, Instant started, int workloads) {
    Instant firstPatch =
        log
            .events(event ->
                event.verb().equals("patch")
                    && event.caller().agent().startsWith(AGENT)
                    && event.target().resource().equals("deployments")
                    && !event.received().isBefore(started))
            .stream()
            .map(AuditEvent::received)
            .min(Comparator.naturalOrder())
            .orElseThrow();
    return new RunCost(
        Duration.between(started, firstPatch), log.count(AGENT, started, Instant.now()), workloads);
  }

  /** Requests of every kind, divided by the workloads. */
  public double requestsPerWorkload() {
    return (double) requests.total() / workloads;
  }
}
