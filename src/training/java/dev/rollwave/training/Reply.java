package dev.rollwave.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a request is answered.
 *
 * @param status of HTTP
 * @param body an object, a list, or a Status
 */
record Reply(int status, JsonNode body) {

  /** There is nothing at {@code path}. */
  static Reply missing(JsonMapper json, RequestPath path) {
    ObjectNode status =
        json.createObjectNode()
            .put("kind", "Status")
            .put("apiVersion", "v1")
            .put("status", "Failure")
            .put("reason", "NotFound")
            .put("message", path + " not found")
            .put("code", 404);
    status.putObject("details").put("kind", path.resource()).put("name", path.name().orElse(""));
    return new Reply(404, status);
  }
}
