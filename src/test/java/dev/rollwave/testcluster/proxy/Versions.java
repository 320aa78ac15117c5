package dev.rollwave.testcluster.proxy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;

/** Finds the resourceVersion of what was answered. */
final class Versions {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Versions() {}

  /** That of an object or a list; empty for anything else. */
  static Optional<String> in(String json) {
    return read(json).flatMap(Versions::of);
  }

  /** That of the object in a line of a watch; empty for a failed one. */
  static Optional<String> inLine(String json) {
    return read(json).map(line -> line.path("object")).flatMap(Versions::of);
  }

  private static Optional<String> of(JsonNode object) {
    return Optional.of(object.path("metadata").path("resourceVersion").asText(""))
        .filter(version -> !version.isEmpty());
  }

  private static Optional<JsonNode> read(String json) {
    try {
      return Optional.ofNullable(JSON.readTree(json));
    } catch (JsonProcessingException e) {
      // A pod's log, say: it has no version.
      return Optional.empty();
    }
  }
}
