package dev.rollwave.testcluster.soak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a run has said of itself.
 *
 * @param json whole
 */
record Report(JsonNode json) {

  /**
   * What it says of one workload.
   *
   * @param ref which
   * @param state one word
   * @param reason of that state; empty when there is none
   * @param message for a person; empty when there is none
   * @param stamp empty when there is none
   * @param generation empty when it was not restarted
   */
  record Entry(
      WorkloadRef ref,
      String state,
      String reason,
      String message,
      Optional<String> stamp,
      Optional<Long> generation) {
    private static Entry of(JsonNode node) {
      JsonNode ref = node.path("ref");
      WorkloadKind kind =
          Stream.of(WorkloadKind.values())
              .filter(k -> k.kind().equals(ref.path("kind").asText()))
              .findFirst()
              .orElseThrow();
      return new Entry(
          new WorkloadRef(kind, ref.path("namespace").asText(), ref.path("name").asText()),
          node.path("state").asText(),
          node.path("reason").asText(""),
          node.path("message").asText(""),
          Optional.of(node.path("stamp")).filter(JsonNode::isTextual).map(JsonNode::asText),
          Optional.of(node.path("generation")).filter(JsonNode::isNumber).map(JsonNode::asLong));
    }
  }

  /** Empty when there is no such file. */
  static Optional<Report> read(Path file) throws IOException {
    return Files.exists(file)
        ? Optional.of(new Report(new ObjectMapper().readTree(file.toFile())))
        : Optional.empty();
  }

  String runId() {
    return json.path("runId").asText();
  }

  String outcome() {
    return json.path("outcome").asText();
  }

  int exitStatus() {
    return json.path("exitStatus").asInt();
  }

  /** Whether the next start has to go on with it. */
  boolean isUnfinished() {
    return Set.of("Incomplete", "Interrupted", "Unreachable").contains(outcome());
  }

  /** How many workloads it counts as {@code healthy}, {@code failed} and so on. */
  int count(String what) {
    return json.path("counts").path(what).asInt(-1);
  }

  List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    for (JsonNode wave : json.path("waves")) {
      for (JsonNode workload : wave.path("workloads")) {
        entries.add(Entry.of(workload));
      }
    }
    return entries;
  }
}
