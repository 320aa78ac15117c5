package dev.rollwave.testcluster.kills;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollwave.testcluster.controlplane.AuditEvent;
import dev.rollwave.testcluster.controlplane.AuditLog;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * A lock or a record as it stood after a request of Rollwave, by the API server's audit log.
 *
 * @param resource {@code leases} or {@code configmaps}
 * @param name of the object
 * @param holder who wrote it, by its own words; empty for a lock that was given back
 * @param writtenAt by its own words
 */
record AuditedWriting(String resource, String name, String holder, Instant writtenAt) {
  private static final Set<String> STATE = Set.of("leases", "configmaps");
  private static final Set<String> WRITING = Set.of("create", "update");
  private static final int SUCCESSFUL = 300;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Those that were granted, in the order in which the store took them. */
  static List<AuditedWriting> in(AuditLog log) {
    return log
        .events(event ->
            STATE.contains(event.target().resource())
                && WRITING.contains(event.verb())
                && event.code() < SUCCESSFUL
                && event.caller().agent().startsWith("rollwave/"))
        .stream()
        .sorted(Comparator.comparingLong(AuditedWriting::version))
        .map(AuditedWriting::of)
        .toList();
  }

  private static JsonNode after(AuditEvent event) {
    return event.bodies().response().orElseThrow();
  }

  private static long version(AuditEvent event) {
    return after(event).at("/metadata/resourceVersion").asLong();
  }

  private static AuditedWriting of(AuditEvent event) {
    JsonNode now = after(event);
    String name = now.at("/metadata/name").asText();
    String resource = event.target().resource();
    if (resource.equals("leases")) {
      return new AuditedWriting(
          resource,
          name,
          now.at("/spec/holderIdentity").asText(),
          Instant.parse(now.at("/spec/renewTime").asText()));
    }
    JsonNode run = record(now).path("run");
    return new AuditedWriting(
        resource, name, run.path("holder").asText(), Instant.parse(run.path("writtenAt").asText()));
  }

  private static JsonNode record(JsonNode map) {
    try {
      return JSON.readTree(map.path("data").path("record.json").asText());
    } catch (JsonProcessingException e) {
      throw new AssertionError("a torn record", e);
    }
  }
}
