package dev.rollwave.testcluster.proxy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An answer, whole.
 *
 * @param code HTTP status
 * @param headers but for those of its length and connection
 * @param body the text
 */
public record Reply(int code, List<String> headers, String body) {
  private static final String JSON = "Content-Type: application/json";

  public Reply {
    headers = List.copyOf(headers);
  }

  static Reply of(Head head, byte[] body) {
    Head plain = head.without("Content-Length").without("Transfer-Encoding").without("Connection");
    return new Reply(head.code(), plain.headers(), new String(body, StandardCharsets.UTF_8));
  }

  /** A failure in the API server's own form, a Status. */
  public static Reply status(int code, String message) {
    return new Reply(code, List.of(JSON), statusJson(code, message));
  }

  /** The same answer with {@code Retry-After}. */
  public Reply retryAfter(Duration pause) {
    List<String> more = new ArrayList<>(headers);
    more.add("Retry-After: " + pause.toSeconds());
    return new Reply(code, more, body);
  }

  /** The line of a watch that has failed with {@code code}. */
  public static String watchError(int code, String message) {
    return "{\"type\":\"ERROR\",\"object\":" + statusJson(code, message) + "}";
  }

  private static String statusJson(int code, String message) {
    return """
    {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure",\
    "message":"%s","reason":"%s","code":%d}\
    """
        .formatted(message, reason(code), code);
  }

  // The words of k8s.io/apimachinery, metav1.StatusReason.
  private static String reason(int code) {
    return switch (code) {
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "NotFound";
      case 409 -> "Conflict";
      case 410 -> "Expired";
      case 429 -> "TooManyRequests";
      case 500 -> "InternalError";
      case 503 -> "ServiceUnavailable";
      case 504 -> "Timeout";
      default -> "";
    };
  }

  /** The version of the object or list that was answered. */
  public Optional<String> resourceVersion() {
    return Versions.in(body);
  }

  byte[] bytes() {
    byte[] text = body.getBytes(StandardCharsets.UTF_8);
    Head head =
        new Head("HTTP/1.1 " + code + " " + reason(code), headers)
            .with("Content-Length", Integer.toString(text.length));
    byte[] start = head.bytes();
    byte[] all = new byte[start.length + text.length];
    System.arraycopy(start, 0, all, 0, start.length);
    System.arraycopy(text, 0, all, start.length, text.length);
    return all;
  }
}
