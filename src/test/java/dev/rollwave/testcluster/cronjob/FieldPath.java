package dev.rollwave.testcluster.cronjob;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the downward API calls a field, such as {@code metadata.labels['controller-uid']}.
 *
 * @param path as the manifest has it
 * @see <a href="https://kubernetes.io/docs/concepts/workloads/pods/downward-api/">downward API</a>
 */
record FieldPath(String path) {
  private static final Pattern SUBSCRIPT =
      Pattern.compile("metadata\\.(labels|annotations)\\['([^']+)']");

  /** Its value for {@code pod}; empty for a label or an annotation that the pod lacks. */
  String of(Pod pod) {
    Matcher subscript = SUBSCRIPT.matcher(path);
    if (subscript.matches()) {
      Map<String, String> map =
          subscript.group(1).equals("labels")
              ? pod.getMetadata().getLabels()
              : pod.getMetadata().getAnnotations();
      return map == null ? "" : map.getOrDefault(subscript.group(2), "");
    }
    return switch (path) {
      case "metadata.name" -> pod.getMetadata().getName();
      case "metadata.namespace" -> pod.getMetadata().getNamespace();
      case "metadata.uid" -> pod.getMetadata().getUid();
      case "spec.nodeName" -> pod.getSpec().getNodeName();
      case "spec.serviceAccountName" -> pod.getSpec().getServiceAccountName();
      default -> throw new IllegalArgumentException("this kubelet does not know " + path);
    };
  }
}
