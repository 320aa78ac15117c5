package dev.rollwave.kubernetes.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The fields of a record's JSON. {@link RecordWriting} always writes all of them, so one that is
 * not there, or of another type, is an {@link IllegalArgumentException} that names it.
 */
final class RecordFields {
  private RecordFields() {}

  static JsonNode object(JsonNode node, String key) {
    return ofType(node.path(key), JsonNodeType.OBJECT, key);
  }

  static JsonNode array(JsonNode node, String key) {
    return ofType(node.path(key), JsonNodeType.ARRAY, key);
  }

  /** The entries of what has to be an object. */
  static Set<Map.Entry<String, JsonNode>> properties(JsonNode node) {
    return ofType(node, JsonNodeType.OBJECT, "the list of workloads").properties();
  }

  static int number(JsonNode node, String key) {
    if (!node.path(key).isInt()) {
      throw isNot(key);
    }
    return node.path(key).asInt();
  }

  static String text(JsonNode node, String key) {
    return ofType(node.path(key), JsonNodeType.STRING, key).asText();
  }

  static String text(JsonNode array, int index) {
    return ofType(array.path(index), JsonNodeType.STRING, "entry " + index).asText();
  }

  /** The text; empty where {@code null} stands for none. */
  static Optional<String> some(JsonNode node, String key) {
    return node.path(key).isNull() ? Optional.empty() : Optional.of(text(node, key));
  }

  static Optional<Instant> at(JsonNode node, String key) {
    return some(node, key).map(RecordFields::instant);
  }

  static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(text + " is not an instant", e);
    }
  }

  private static JsonNode ofType(JsonNode node, JsonNodeType type, String what) {
    if (node.getNodeType() != type) {
      throw isNot(what);
    }
    return node;
  }

  private static IllegalArgumentException isNot(String what) {
    return new IllegalArgumentException(what + " is missing or of another type");
  }
}
