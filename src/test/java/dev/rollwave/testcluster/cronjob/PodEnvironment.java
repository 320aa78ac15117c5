package dev.rollwave.testcluster.cronjob;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The environment of a pod's container: what the manifest sets, the address of the API server,
 * which every container is given, and the name of the pod as its host's.
 *
 * @param server URL of the API server
 * @param pod whose container it is
 */
record PodEnvironment(URI server, Pod pod) {

  PodEnvironment(KubernetesClient client, Pod pod) {
    this(URI.create(client.getConfiguration().getMasterUrl()), pod);
  }

  /** The variables, resolved. */
  Map<String, String> resolve() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("HOSTNAME", pod.getMetadata().getName());
    all.put("KUBERNETES_SERVICE_HOST", server.getHost());
    all.put("KUBERNETES_SERVICE_PORT", Integer.toString(server.getPort()));
    for (EnvVar variable : pod.getSpec().getContainers().getFirst().getEnv()) {
      all.put(variable.getName(), value(variable));
    }
    return all;
  }

  private String value(EnvVar variable) {
    if (variable.getValueFrom() == null) {
      return variable.getValue() == null ? "" : variable.getValue();
    }
    if (variable.getValueFrom().getFieldRef() == null) {
      throw new IllegalArgumentException("this kubelet cannot resolve " + variable);
    }
    return new FieldPath(variable.getValueFrom().getFieldRef().getFieldPath()).of(pod);
  }
}
