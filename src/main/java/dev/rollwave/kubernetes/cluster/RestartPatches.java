package dev.rollwave.kubernetes.cluster;

import dev.rollwave.engine.message.Command.PatchRestart;
import dev.rollwave.kubernetes.api.ApiPath;
import dev.rollwave.kubernetes.api.ApiRequest;
import dev.rollwave.kubernetes.api.ApiServer;
import dev.rollwave.workload.Annotations;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes the one request that restarts a workload. */
final class RestartPatches {
  static final String FIELD_MANAGER = "rollwave";

  private RestartPatches() {}

  /**
   * The request: a strategic merge, in which annotations that are not named stay as they are, and
   * in which {@code resourceVersion} and {@code uid} must be those of the object.
   *
   * @see <a
   *     href="https://kubernetes.io/docs/reference/using-api/api-concepts/#patch-and-apply">resource
   *     versions in patches</a>
   */
  static ApiRequest of(PatchRestart restart, ApiServer server) {
    Map<String, Object> body =
        Map.of(
            "metadata",
            Map.of(
                "uid",
                restart.uid(),
                "resourceVersion",
                restart.resourceVersion(),
                "annotations",
                marks(restart)),
            "spec",
            Map.of(
                "template",
                Map.of(
                    "metadata",
                    Map.of("annotations", Map.of(Annotations.STAMP, restart.mark().stamp())))));
    return ApiRequest.patch(ApiPath.of(restart.ref()), server.json(body))
        .with("fieldManager", FIELD_MANAGER);
  }

  private static Map<String, String> marks(PatchRestart restart) {
    Map<String, String> marks = new LinkedHashMap<>();
    marks.put(Annotations.RUN_ID, restart.mark().runId());
    marks.put(Annotations.PLAN, restart.mark().plan());
    marks.put(Annotations.RESTARTED_AT, restart.mark().stamp());
    restart
        .mark()
        .stateNamespace()
        .ifPresent(namespace -> marks.put(Annotations.STATE_NAMESPACE, namespace));
    marks.put(Annotations.REASON, restart.reason());
    return marks;
  }
}
