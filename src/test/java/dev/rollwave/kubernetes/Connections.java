package dev.rollwave.kubernetes;

import dev.rollwave.kubernetes.config.ConnectionOptions;
import dev.rollwave.runner.Cluster;
import dev.rollwave.runner.ClusterException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Connections as tests open them. */
public final class Connections {
  private static final long SEED = 7;

  private Connections() {}

  public static KubernetesConnection to(Path kubeconfig) throws ClusterException {
    return KubernetesConnection.open(options(kubeconfig));
  }

  /** A connection that does not wait long for an answer. */
  public static KubernetesConnection impatient(Path kubeconfig) throws ClusterException {
    return KubernetesConnection.open(options(kubeconfig), Duration.ofSeconds(2));
  }

  static ConnectionOptions options(Path kubeconfig) {
    return new ConnectionOptions(Optional.of(kubeconfig), Optional.empty(), Map.of(), "test");
  }

  public static Cluster cluster(KubernetesConnection connection) {
    return connection.cluster(InstantSource.system(), new Random(SEED));
  }

  public static Cluster cluster(KubernetesConnection connection, Duration silence) {
    return connection.cluster(InstantSource.system(), new Random(SEED), silence);
  }
}
