package dev.rollwave.cli.options;

import dev.rollwave.cli.process.Build;
import dev.rollwave.kubernetes.config.ConnectionOptions;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which cluster a command talks to; the options of kubectl. */
public final class ClusterOptions {
  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description =
          "Cluster access; else $$KUBECONFIG, ~/.kube/config, or the pod's service account.")
  private Optional<Path> kubeconfig = Optional.empty();

  @Option(
      names = "--context",
      paramLabel = "NAME",
      description = "Context of the kubeconfig; else its current one.")
  private Optional<String> context = Optional.empty();

  /** How to connect to it, by the options and by the environment of this process. */
  public ConnectionOptions connection() {
    return new ConnectionOptions(kubeconfig, context, System.getenv(), Build.number());
  }
}
