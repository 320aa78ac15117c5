package dev.rollwave.cli;

import dev.rollwave.engine.Event;
import dev.rollwave.kubernetes.ConnectionOptions;
import dev.rollwave.kubernetes.KubernetesConnection;
import dev.rollwave.runner.Cluster;
import dev.rollwave.runner.ClusterException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** A real cluster. */
final class KubernetesSite implements Site, AutoCloseable {
  private final KubernetesConnection connection;
  private final Cluster cluster;

  private KubernetesSite(KubernetesConnection connection, InstantSource clock) {
    this.connection = connection;
    this.cluster = connection.cluster(clock, new SplittableRandom());
  }

  /** The cluster that {@code options} mean; nothing is sent yet. */
  static KubernetesSite open(
      ConnectionOptions options, Optional<String> stateNamespace, InstantSource clock)
      throws ClusterException {
    return new KubernetesSite(KubernetesConnection.open(options), clock);
  }

  @Override
  public Cluster cluster() {
    return cluster;
  }

  @Override
  public Hold hold(String plan, Consumer<Event> sink) {
    return new Hold.Ours(() -> {});
  }

  @Override
  public void close() {
    cluster.close();
    connection.close();
  }
}
