package dev.rollwave.testcluster;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * Whether there is a cluster to test on.
 *
 * @param source where it comes from, if there is one
 * @param required whether its absence is a failure
 */
record ClusterAvailability(Optional<ClusterSource> source, boolean required) {
  private static final String MISSING =
      "no cluster for the integration tests: set "
          + ClusterSource.BINARIES_VARIABLE
          + " to a folder with etcd, kube-apiserver, kube-controller-manager and kube-scheduler, or "
          + ClusterSource.KUBECONFIG_VARIABLE
          + " to the kubeconfig of a cluster, or start Docker";

  /** Looks for a cluster and says so, once, when there is none. */
  static ClusterAvailability of(Map<String, String> environment) {
    boolean required = "true".equals(environment.get("CI"));
    ClusterAvailability found = new ClusterAvailability(ClusterSource.first(environment), required);
    if (found.source().isEmpty() && !required) {
      System.err.println("INTEGRATION TESTS SKIPPED: " + MISSING);
    }
    return found;
  }

  ConditionEvaluationResult verdict() {
    if (source.isPresent()) {
      return ConditionEvaluationResult.enabled("cluster from " + source.get());
    }
    if (required) {
      throw new ExtensionConfigurationException(MISSING);
    }
    return ConditionEvaluationResult.disabled(MISSING);
  }
}
