package dev.rollwave.kubernetes;

import dev.rollwave.kubernetes.config.ConnectionOptions;
import dev.rollwave.kubernetes.connection.Fixtures;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.runner.record.PlanRecordStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Logs in to one cluster with a kubeconfig of its own, and looks for a record there. */
final class LoggingIn {
  /** The keys of a user with a token. */
  static final String TOKEN = "token: t0ken";

  private final Path folder;
  private final Map<String, String> environment = new HashMap<>(System.getenv());

  LoggingIn(Path folder) {
    this.folder = folder;
    environment
        .keySet()
        .removeIf(name -> name.toUpperCase(java.util.Locale.ROOT).contains("PROXY"));
    environment.remove("KUBECONFIG");
  }

  LoggingIn with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** The keys of a cluster that trusts the authority of the tests. */
  static String trusting(String url) {
    return "server: \"%s\", certificate-authority-data: %s"
        .formatted(url, Fixtures.base64("ca.crt"));
  }

  /** The keys of a user whose credentials {@code command} tells. */
  static String exec(String command) {
    return "exec: {apiVersion: client.authentication.k8s.io/v1, interactiveMode: Never, command: "
        + command
        + "}";
  }

  /** Writes {@code ./plugin}, a program for {@link #exec}. */
  void plugin(String script) throws IOException {
    Path plugin = Files.writeString(folder.resolve("plugin"), "#!/bin/sh\n" + script);
    if (!plugin.toFile().setExecutable(true)) {
      throw new IOException(plugin + " cannot be made executable");
    }
  }

  /** Writes a kubeconfig; cluster and user as the inside of a flow mapping. */
  Path kubeconfig(String cluster, String user) throws IOException {
    return Files.writeString(
        folder.resolve("config"),
        """
        apiVersion: v1
        kind: Config
        current-context: shop
        clusters: [{name: c, cluster: {%s}}]
        users: [{name: ann, user: {%s}}]
        contexts: [{name: shop, context: {cluster: c, user: ann}}]
        """
            .formatted(cluster, user));
  }

  /** What an API server answers who knows the user: that there is no record. */
  PlanRecordStore.Reading read(String cluster, String user) throws ClusterException, IOException {
    return read(Optional.of(kubeconfig(cluster, user)));
  }

  /** As the environment says. */
  PlanRecordStore.Reading read(Optional<Path> kubeconfig) throws ClusterException {
    ConnectionOptions options =
        new ConnectionOptions(kubeconfig, Optional.empty(), environment, "test");
    try (KubernetesConnection connection =
        KubernetesConnection.open(options, Duration.ofSeconds(5))) {
      return connection.records("shop", new Random(7)).read("plan");
    }
  }
}
