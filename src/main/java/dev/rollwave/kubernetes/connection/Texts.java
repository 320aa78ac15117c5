package dev.rollwave.kubernetes.connection;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Values of a kubeconfig, where an empty text means the same as none. */
final class Texts {
  private Texts() {}

  static Optional<String> said(@Nullable String value) {
    return Optional.ofNullable(value).filter(text -> !text.isBlank());
  }

  /** The first {@code longest} characters of {@code text}, with dots for the rest. */
  static String shortened(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest) + "...";
  }
}
