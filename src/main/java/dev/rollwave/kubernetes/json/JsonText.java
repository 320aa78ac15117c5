package dev.rollwave.kubernetes.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Reads what an API server sends. */
public final class JsonText {
  private static final JsonMapper MAPPER = new JsonMapper();

  private JsonText() {}

  /**
   * {@code text} as a tree.
   *
   * @throws IllegalArgumentException when it is no JSON object
   */
  public static JsonNode object(String text) {
    if (!text.stripLeading().startsWith("{")) {
      throw new IllegalArgumentException("no JSON object");
    }
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON object", e);
    }
  }
}
