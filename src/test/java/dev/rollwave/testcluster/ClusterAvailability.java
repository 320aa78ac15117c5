package dev.rollwave.testcluster;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * Whether there is a cluster to test on.
 *
 * @param source where it comes from, if there is one
 * @param obstacle why none can be built here; of no meaning where there is a source
 * @param required whether its absence is a failure
 */
record ClusterAvailability(Optional<ClusterSource> source, String obstacle, boolean required) {

  /** Looks for a cluster and says so, once, when there is none. */
  static ClusterAvailability of(Map<String, String> environment) {
    boolean required = "true".equals(environment.get("CI"));
    Optional<ClusterSource> source = ClusterSource.first(environment);
    String obstacle = source.isPresent() ? "" : ClusterSource.USUAL_BUILD.obstacle().orElse("");
    ClusterAvailability found = new ClusterAvailability(source, obstacle, required);
    if (found.source().isEmpty() && !required) {
      System.err.println("INTEGRATION TESTS SKIPPED: " + found.missing());
    }
    return found;
  }

  ConditionEvaluationResult verdict() {
    if (source.isPresent()) {
      return ConditionEvaluationResult.enabled("cluster from " + source.get());
    }
    if (required) {
      throw new ExtensionConfigurationException(missing());
    }
    return ConditionEvaluationResult.disabled(missing());
  }

  private String missing() {
    return "no cluster for the integration tests, and none can be built here ("
        + obstacle
        + "). Install Go, or start Docker, or set "
        + ClusterSource.BINARIES_VARIABLE
        + " to a folder with etcd, kube-apiserver, kube-controller-manager and kube-scheduler, or "
        + ClusterSource.KUBECONFIG_VARIABLE
        + " to the kubeconfig of a cluster";
  }
}
