package dev.rollwave.testcluster.controlplane;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The fixture's own connections to the API. */
public final class Clients {
  private Clients() {}

  /** A client that reads nothing but {@code kubeconfig}, told by its user agent in audit logs. */
  public static KubernetesClient patient(Path kubeconfig, String userAgent) throws IOException {
    return new KubernetesClientBuilder()
        .withConfig(new ConfigBuilder(config(kubeconfig)).withUserAgent(userAgent).build())
        .build();
  }

  /** A client that gives up on a request after {@code timeout} and does not repeat it. */
  public static KubernetesClient impatient(Path kubeconfig, Duration timeout) throws IOException {
    int millis = Math.toIntExact(timeout.toMillis());
    return new KubernetesClientBuilder()
        .withConfig(
            new ConfigBuilder(config(kubeconfig))
                .withUserAgent("test-fixture")
                .withRequestTimeout(millis)
                .withConnectionTimeout(millis)
                .withRequestRetryBackoffLimit(0)
                .build())
        .build();
  }

  private static Config config(Path kubeconfig) throws IOException {
    return Config.fromKubeconfig(Files.readString(kubeconfig));
  }
}
