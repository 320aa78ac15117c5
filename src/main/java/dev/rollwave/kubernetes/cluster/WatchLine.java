package dev.rollwave.kubernetes.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollwave.kubernetes.api.Answer;
import dev.rollwave.kubernetes.api.ApiServer;
import dev.rollwave.kubernetes.api.Causes;
import dev.rollwave.kubernetes.model.KindMapping;
import dev.rollwave.workload.WorkloadKind;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Status;
import java.util.Objects;

/** One event of a watch. */
sealed interface WatchLine {

  /** An object was added or modified. */
  record Shown(HasMetadata object) implements WatchLine {}

  /** An object was deleted; as it last was. */
  record Gone(HasMetadata object) implements WatchLine {}

  /** Nothing happened up to this version. */
  record Bookmark(String resourceVersion) implements WatchLine {}

  /**
   * The watch failed; it comes with HTTP status 200.
   *
   * @param code the HTTP status that it would have been
   */
  record Failed(int code, String message) implements WatchLine {
    boolean isGone() {
      return code == Answer.Refused.GONE;
    }
  }

  /** Reads one line; what cannot be read is a watch that failed. */
  static WatchLine read(String json, WorkloadKind kind, ApiServer server) {
    try {
      return parse(json, kind, server);
    } catch (IllegalArgumentException e) {
      return new Failed(500, "unreadable watch event: " + Causes.of(e));
    }
  }

  private static WatchLine parse(String json, WorkloadKind kind, ApiServer server) {
    JsonNode event = server.read(json, JsonNode.class);
    JsonNode object = event.path("object");
    return switch (event.path("type").asText()) {
      case "ADDED", "MODIFIED" -> new Shown(server.convert(object, KindMapping.of(kind).type()));
      case "DELETED" -> new Gone(server.convert(object, KindMapping.of(kind).type()));
      case "BOOKMARK" -> new Bookmark(object.path("metadata").path("resourceVersion").asText());
      case "ERROR" -> {
        Status status = server.convert(object, Status.class);
        yield new Failed(
            Objects.requireNonNullElse(status.getCode(), 500),
            Objects.requireNonNullElse(status.getMessage(), ""));
      }
      default -> throw new IllegalArgumentException("unknown watch event " + event.path("type"));
    };
  }
}
