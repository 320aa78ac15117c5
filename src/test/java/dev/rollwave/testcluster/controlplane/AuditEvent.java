package dev.rollwave.testcluster.controlplane;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One request as the API server recorded it.
 *
 * @param id the same in all stages of the request
 * @param received when the server got it
 * @param stageReached when it was answered; for a watch, when the answer began or ended
 * @param caller who sent it
 * @param verb {@code get}, {@code list}, {@code watch}, {@code patch}, ...
 * @param target what it was about
 * @param code HTTP status of the answer; 0 where none was given
 * @param bodies what was sent and answered, where the policy records that
 */
public record AuditEvent(
    String id,
    Instant received,
    Instant stageReached,
    Caller caller,
    String verb,
    Target target,
    int code,
    Bodies bodies) {
  private static final Set<String> READING = Set.of("get", "list", "watch");

  /**
   * Who sent a request.
   *
   * @param user as authenticated
   * @param agent the User-Agent header; empty if there was none
   * @param credential what tells the caller's credentials from others: {@code JTI=} and the id of a
   *     service account's token; empty where the server knows none
   */
  public record Caller(String user, String agent, String credential) {}

  /**
   * What a request was about. All are empty where they do not apply.
   *
   * @param resource plural, {@code deployments}
   * @param subresource {@code status}, {@code scale}
   * @param namespace of the object
   * @param name of the object
   * @param query what follows the question mark of the URL
   */
  public record Target(
      String resource, String subresource, String namespace, String name, String query) {}

  /**
   * What was sent and answered.
   *
   * @param request the object or patch that was sent
   * @param response the object that was answered
   */
  public record Bodies(Optional<JsonNode> request, Optional<JsonNode> response) {}

  /** Whether the request was to change something, successfully or not. */
  public boolean isMutating() {
    return !READING.contains(verb);
  }

  /** Whether nothing was to be changed in the end. */
  public boolean isDryRun() {
    return List.of(target.query().split("&")).contains("dryRun=All");
  }

  /** Whether it is a PATCH of a workload's own object (no subresource). */
  public boolean isRestartOf(String namespace, String name) {
    return verb.equals("patch")
        && target.subresource().isEmpty()
        && target.namespace().equals(namespace)
        && target.name().equals(name);
  }

  static AuditEvent of(JsonNode event) {
    JsonNode object = event.path("objectRef");
    return new AuditEvent(
        event.path("auditID").asText(),
        Instant.parse(event.path("requestReceivedTimestamp").asText()),
        Instant.parse(event.path("stageTimestamp").asText()),
        caller(event),
        event.path("verb").asText(),
        new Target(
            object.path("resource").asText(),
            object.path("subresource").asText(),
            object.path("namespace").asText(),
            object.path("name").asText(),
            Optional.ofNullable(URI.create(event.path("requestURI").asText()).getQuery())
                .orElse("")),
        event.path("responseStatus").path("code").asInt(),
        new Bodies(present(event.path("requestObject")), present(event.path("responseObject"))));
  }

  private static Caller caller(JsonNode event) {
    return new Caller(
        event.path("user").path("username").asText(),
        event.path("userAgent").asText(),
        event.at("/user/extra/authentication.kubernetes.io~1credential-id/0").asText());
  }

  private static Optional<JsonNode> present(JsonNode node) {
    return node.isMissingNode() ? Optional.empty() : Optional.of(node);
  }
}
