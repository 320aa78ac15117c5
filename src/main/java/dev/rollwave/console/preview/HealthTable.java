package dev.rollwave.console.preview;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.rollwave.console.text.Table;
import dev.rollwave.console.text.Text;
import dev.rollwave.workload.rollout.JudgedWorkload;
import java.util.List;

/** Verdicts on rollouts, for a person or for a machine. */
public final class HealthTable {
  private HealthTable() {}

  /** One line a workload under a heading, each string from the cluster made safe to show. */
  public static String text(List<JudgedWorkload> workloads) {
    Table table = new Table().row("KIND", "NAMESPACE", "NAME", "STATUS", "REASON", "MESSAGE");
    for (JudgedWorkload workload : workloads) {
      table.row(
          workload.ref().kind().kind(),
          Text.shown(workload.ref().namespace()),
          Text.shown(workload.ref().name()),
          workload.status().status().label(),
          Text.shown(workload.status().reason()),
          Text.shown(workload.status().message()));
    }
    return String.join("\n", table.lines("")) + "\n";
  }

  /** A message that may quote a cluster or a file, made safe to show. */
  public static String shown(String message) {
    return Text.shown(message);
  }

  /** An array of {@code {kind, namespace, name, status, reason, message}}, indented. */
  public static String json(List<JudgedWorkload> workloads) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (JudgedWorkload workload : workloads) {
      array
          .addObject()
          .put("kind", workload.ref().kind().kind())
          .put("namespace", workload.ref().namespace())
          .put("name", workload.ref().name())
          .put("status", workload.status().status().label())
          .put("reason", workload.status().reason())
          .put("message", workload.status().message());
    }
    return array.toPrettyString() + "\n";
  }
}
