package dev.rollwave.testcluster.kills;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollwave.testcluster.controlplane.AuditEvent;
import dev.rollwave.testcluster.controlplane.AuditLog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A PATCH that changed a workload's stamp, as the API server's audit log has it; one that was
 * refused, or brought the stamp that was there already, restarts nothing.
 *
 * @param plan that the workload says it was restarted by
 * @param runId that the workload says it was restarted by
 * @param workload resource, namespace and name
 */
record EffectiveRestart(String plan, String runId, String workload) {
  private static final Set<String> WORKLOADS = Set.of("deployments", "statefulsets", "daemonsets");
  private static final int OK = 200;

  /** All of them, in the order in which the store took them. */
  static List<EffectiveRestart> in(AuditLog log) {
    List<AuditEvent> patches =
        log
            .events(event ->
                event.verb().equals("patch")
                    && WORKLOADS.contains(event.target().resource())
                    && event.target().subresource().isEmpty()
                    && event.code() == OK
                    && !event.isDryRun()
                    && event.caller().agent().startsWith("rollwave/"))
            .stream()
            .sorted(Comparator.comparingLong(EffectiveRestart::version))
            .toList();
    Map<String, String> stamps = new HashMap<>();
    List<EffectiveRestart> effective = new ArrayList<>();
    for (AuditEvent patch : patches) {
      AuditEvent.Target target = patch.target();
      String workload = target.resource() + "/" + target.namespace() + "/" + target.name();
      JsonNode now = after(patch);
      String stamp =
          now.at("/spec/template/metadata/annotations/kubectl.kubernetes.io~1restartedAt").asText();
      if (!stamp.equals(stamps.put(workload, stamp))) {
        effective.add(new EffectiveRestart(mark(now, "plan"), mark(now, "run-id"), workload));
      }
    }
    return effective;
  }

  private static JsonNode after(AuditEvent patch) {
    return patch.bodies().response().orElseThrow();
  }

  private static long version(AuditEvent patch) {
    return after(patch).at("/metadata/resourceVersion").asLong();
  }

  private static String mark(JsonNode workload, String key) {
    return workload.at("/metadata/annotations/rollwave.dev~1" + key).asText();
  }
}
