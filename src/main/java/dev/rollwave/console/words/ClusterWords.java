package dev.rollwave.console.words;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.runner.ClusterAccess;
import java.util.Optional;

/** Words about which cluster is meant, and as whom. Names in it come from outside. */
public final class ClusterWords {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private ClusterWords() {}

  /** Such as {@code prod (https://10.0.0.1:6443) as ana}; not yet safe to show. */
  public static String of(ClusterAccess access) {
    return access
            .context()
            .map(context -> context + " (" + access.server() + ")")
            .orElse(access.server())
        + access.user().map(user -> " as " + user).orElse("");
  }

  /** The same, with the namespace in which {@code plan} keeps its lock and its record. */
  public static String of(ClusterAccess access, RestartPlan plan) {
    return of(access)
        + plan.stateNamespace().map(it -> ", lock and record in namespace " + it).orElse("");
  }

  /** For machines; {@code null} where no cluster was asked. */
  public static JsonNode json(Optional<ClusterAccess> access) {
    if (access.isEmpty()) {
      return JSON.nullNode();
    }
    ObjectNode node = JSON.objectNode();
    node.set("context", text(access.get().context()));
    node.put("server", access.get().server());
    node.set("user", text(access.get().user()));
    return node;
  }

  private static JsonNode text(Optional<String> value) {
    return value.<JsonNode>map(JSON::textNode).orElseGet(JSON::nullNode);
  }
}
