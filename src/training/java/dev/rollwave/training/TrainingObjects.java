package dev.rollwave.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

/** The objects of one namespace: two workloads that roll out at once, and what a run writes. */
final class TrainingObjects {
  private final JsonMapper json;
  private final TrainingWorkloads workloads;
  private final Map<String, Map<String, ObjectNode>> byResource = new ConcurrentHashMap<>();
  private final Map<String, BlockingQueue<JsonNode>> watches = new ConcurrentHashMap<>();
  private long version = 1;

  TrainingObjects(JsonMapper json) throws IOException {
    this.json = json;
    workloads = new TrainingWorkloads(json);
    put("deployments", workloads.deployment());
    put("statefulsets", workloads.statefulSet());
  }

  private ObjectNode put(String resource, ObjectNode object) {
    version++;
    object.withObjectProperty("metadata").put("resourceVersion", Long.toString(version));
    String name = object.path("metadata").path("name").asText();
    byResource.computeIfAbsent(resource, _ -> new TreeMap<>()).put(name, object.deepCopy());
    return object;
  }

  private Optional<ObjectNode> find(RequestPath path) {
    return path.name()
        .flatMap(name ->
            Optional.ofNullable(byResource.getOrDefault(path.resource(), Map.of()).get(name)));
  }

  synchronized Reply get(RequestPath path) throws IOException {
    if (path.name().isPresent()) {
      return find(path)
          .map(object -> new Reply(200, object))
          .orElseGet(() -> Reply.missing(json, path));
    }
    ObjectNode list = json.createObjectNode().put("kind", "List").put("apiVersion", "v1");
    list.putObject("metadata").put("resourceVersion", Long.toString(version));
    ArrayNode items = list.putArray("items");
    switch (path.resource()) {
      case "pods" -> items.addAll(workloads.pods());
      case "replicasets" -> items.add(workloads.replicaSet());
      default -> byResource.getOrDefault(path.resource(), Map.of()).values().forEach(items::add);
    }
    return new Reply(200, list);
  }

  synchronized Reply create(RequestPath path, ObjectNode object) {
    switch (path.resource()) {
      case "selfsubjectaccessreviews" -> object.putObject("status").put("allowed", true);
      case "selfsubjectreviews" ->
          object.putObject("status").putObject("userInfo").put("username", "training");
      default -> {
        object.withObjectProperty("metadata").put("uid", "uid-" + version);
        tell(path.resource(), "ADDED", put(path.resource(), object));
      }
    }
    return new Reply(201, object);
  }

  synchronized Reply replace(RequestPath path, ObjectNode object) {
    tell(path.resource(), "MODIFIED", put(path.resource(), object));
    return new Reply(200, object);
  }

  /** A restart: what it changes is rolled out by the time of the next request. */
  synchronized Reply patch(RequestPath path, ObjectNode change) throws IOException {
    Optional<ObjectNode> found = find(path);
    if (found.isEmpty()) {
      return Reply.missing(json, path);
    }
    ObjectNode changed = found.get().deepCopy();
    ((ObjectNode) change.path("metadata")).remove("resourceVersion");
    json.readerForUpdating(changed).readValue(change);
    if (path.isDryRun()) {
      return new Reply(200, changed);
    }
    changed.withObjectProperty("metadata").put("generation", 2);
    put(path.resource(), changed);
    tell(path.resource(), "MODIFIED", changed);
    ObjectNode done = put(path.resource(), workloads.rolledOut(changed.deepCopy()));
    tell(path.resource(), "MODIFIED", done);
    return new Reply(200, changed);
  }

  private void tell(String resource, String type, ObjectNode object) {
    queue(resource).add(json.createObjectNode().put("type", type).set("object", object.deepCopy()));
  }

  private BlockingQueue<JsonNode> queue(String resource) {
    return watches.computeIfAbsent(resource, _ -> new LinkedBlockingQueue<>());
  }

  BlockingQueue<JsonNode> changes(RequestPath path) {
    return queue(path.resource());
  }
}
