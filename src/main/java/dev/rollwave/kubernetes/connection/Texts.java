package dev.rollwave.kubernetes.connection;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Values of a kubeconfig, where an empty text says as little as none. */
final class Texts {
  private Texts() {}

  static Optional<String> said(@Nullable String value) {
    return Optional.ofNullable(value).filter(text -> !text.isBlank());
  }

  /** At most so much of {@code text} as a message has room for. */
  static String shortened(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest) + "...";
  }
}
