package dev.rollwave.kubernetes;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Duration;
import java.util.Optional;

/** Tells a refusal from an outage, and what the API server said with it. */
final class Refusals {
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int REQUEST_TIMEOUT = 408;
  private static final int LONGEST_MESSAGE = 2_000;

  private Refusals() {}

  /**
   * An answer that was no success.
   *
   * @param code HTTP status
   * @param retryAfter the header of that name
   * @param body as it came
   */
  record Reply(int code, Optional<String> retryAfter, String body) {
    static Reply of(HttpResponse<?> response, String body) {
      return new Reply(response.code(), response.headers("Retry-After").stream().findFirst(), body);
    }
  }

  /** What {@code reply} to {@code request} means. */
  static <T> Answer<T> of(ApiRequest request, Reply reply, KubernetesSerialization serialization) {
    Optional<Status> status = status(reply, serialization);
    String said =
        status
            .map(Status::getMessage)
            .filter(m -> !m.isBlank())
            .orElseGet(() -> reply.body().strip());
    String message = request + ": " + reply.code() + " " + shortened(said);
    if (isOutage(reply.code())) {
      return new Answer.Outage<>(
          message.strip(), retryAfter(reply, status), kind(reply.code(), status.isPresent()));
    }
    boolean isOfObject =
        status
            .map(Status::getDetails)
            .filter(details -> details.getName() != null && !details.getName().isBlank())
            .isPresent();
    return new Answer.Refused<>(reply.code(), message.strip(), isOfObject);
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
    Optional<Duration> header =
        reply
            .retryAfter()
            .map(String::strip)
            .filter(text -> text.matches("\\d{1,6}"))
            .map(text -> Duration.ofSeconds(Long.parseLong(text)));
    return header.or(() ->
        status
            .map(Status::getDetails)
            .map(details -> details.getRetryAfterSeconds())
            .map(Duration::ofSeconds));
  }

  // An overloaded server and every proxy on the way answer in plain text.
  private static Optional<Status> status(Reply reply, KubernetesSerialization serialization) {
    if (!reply.body().stripLeading().startsWith("{")) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(serialization.unmarshal(reply.body(), Status.class))
          .filter(status -> "Status".equals(status.getKind()));
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE) + "...";
  }
}
