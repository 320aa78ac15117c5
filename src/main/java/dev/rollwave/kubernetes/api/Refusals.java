package dev.rollwave.kubernetes.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollwave.kubernetes.json.JsonText;
import dev.rollwave.kubernetes.json.ModelReader;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Tells a refusal from an outage, and what the API server said with it.
 *
 * @param more what there is to say beside that
 */
record Refusals(More more) {
  private static final int FORBIDDEN = 403;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int REQUEST_TIMEOUT = 408;
  private static final int LONGEST_MESSAGE = 2_000;

  /** Says more of an answer. */
  @FunctionalInterface
  interface More {
    /**
     * What the answer means, by the key of the kubeconfig that it is about.
     *
     * @param code HTTP status
     * @param isStatus whether its body is a Status of Kubernetes
     */
    Optional<String> of(int code, boolean isStatus);
  }

  /**
   * An answer that was no success.
   *
   * @param code HTTP status
   * @param retryAfter what the header of that name asks for
   * @param body as it came
   */
  record Reply(int code, Optional<Duration> retryAfter, String body) {
    static Reply of(HttpResponse<?> response, String body) {
      return new Reply(
          response.code(),
          RetryAfter.read(
              response.headers("Retry-After").stream().findFirst(),
              response.headers("Date").stream().findFirst()),
          body);
    }
  }

  /** What {@code reply} to {@code request} means. */
  <T> Answer<T> of(ApiRequest request, Reply reply) {
    Optional<Status> status = status(reply);
    String said =
        status
            .map(Status::getMessage)
            .filter(m -> !m.isBlank())
            .orElseGet(() -> reply.body().strip());
    String message =
        (request + ": " + reply.code() + " " + shortened(said)).strip()
            + neededRule(request, reply.code(), said)
            + more.of(reply.code(), status.isPresent()).map(it -> ": " + it).orElse("");
    if (isOutage(reply.code())) {
      return new Answer.Unavailable<>(
          message, retryAfter(reply, status), kind(reply.code(), status.isPresent()));
    }
    boolean isOfObject =
        status
            .map(Status::getDetails)
            .filter(details -> details.getName() != null && !details.getName().isBlank())
            .isPresent();
    return new Answer.Refused<>(reply.code(), message, isOfObject);
  }

  // Admission and quotas say 403 as well; that a right is missing is known by the words of the API
  // server alone, as in forbiddenMessage of k8s.io/apiserver.
  private static String neededRule(ApiRequest request, int code, String said) {
    return code == FORBIDDEN && said.contains(" cannot " + request.verb() + " resource ")
        ? "; " + request.where().neededRule(List.of(request.verb()))
        : "";
  }

  // 409 with a Retry-After is the server's way to say "later" too, but a conflict is told apart by
  // the caller, for whom it means a re-read.
  private static boolean isOutage(int code) {
    return code == TOO_MANY_REQUESTS || code == REQUEST_TIMEOUT || code >= 500;
  }

  // The API server's own way to say it is a Status, but for the plain 429 of its overload filter.
  private static Answer.Kind kind(int code, boolean hasStatus) {
    if (code == TOO_MANY_REQUESTS) {
      return Answer.Kind.BUSY;
    }
    return hasStatus ? Answer.Kind.IN_ERROR : Answer.Kind.SILENT;
  }

  private static Optional<Duration> retryAfter(Reply reply, Optional<Status> status) {
    return reply
        .retryAfter()
        .or(() ->
            status
                .map(Status::getDetails)
                .map(details -> details.getRetryAfterSeconds())
                .map(Duration::ofSeconds));
  }

  // An overloaded server and every proxy on the way answer in plain text.
  private Optional<Status> status(Reply reply) {
    try {
      // Read as a Status, anything in JSON would be one.
      JsonNode body = JsonText.object(reply.body());
      return "Status".equals(body.path("kind").asText())
          ? Optional.of(ModelReader.read(body, Status.class))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE) + "...";
  }
}
