package dev.rollwave.kubernetes.connection.kubeconfig;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Values of a kubeconfig, where an empty text means the same as none. */
public final class Texts {
  private Texts() {}

  /** {@code value}; empty where it is null or blank. */
  public static Optional<String> said(@Nullable String value) {
    return Optional.ofNullable(value).filter(text -> !text.isBlank());
  }

  /** The first {@code longest} characters of {@code text}, with dots for the rest. */
  public static String shortened(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest) + "...";
  }

  /** What {@code value} is, as a person would say it. */
  public static String shape(JsonNode value) {
    return switch (value.getNodeType()) {
      case ARRAY -> "a list";
      case OBJECT, POJO -> "a mapping";
      case BOOLEAN -> "true or false";
      case NUMBER -> "a number";
      case STRING, BINARY -> "text";
      case NULL, MISSING -> "nothing";
    };
  }
}
