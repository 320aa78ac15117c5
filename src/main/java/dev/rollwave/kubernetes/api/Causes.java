package dev.rollwave.kubernetes.api;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Says in words why no answer came. */
public final class Causes {
  private Causes() {}

  /** The cause of {@code failure}, for a person. */
  public static String of(Throwable failure) {
    Throwable root = unwrapped(failure);
    return switch (root) {
      case HttpConnectTimeoutException e -> "no connection in time";
      case HttpTimeoutException e -> "no answer in time";
      case TimeoutException e -> "no answer in time";
      case UnknownHostException e -> "unknown host " + e.getMessage();
      case ConnectException e -> message(e, "connection refused");
      default -> message(root, root.getClass().getSimpleName());
    };
  }

  // The innermost message is the one that says something: fabric8 and the JDK wrap it.
  private static String message(Throwable failure, String otherwise) {
    String message = otherwise;
    int depth = 0;
    for (Throwable at = failure; at != null && depth < 10; at = at.getCause(), depth++) {
      message = Objects.requireNonNullElse(at.getMessage(), message);
    }
    return message;
  }

  private static Throwable unwrapped(Throwable failure) {
    Throwable at = failure;
    while (at.getCause() != null
        && (at instanceof ExecutionException || at instanceof CompletionException)) {
      at = at.getCause();
    }
    return at;
  }
}
