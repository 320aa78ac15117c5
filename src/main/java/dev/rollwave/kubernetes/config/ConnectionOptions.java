package dev.rollwave.kubernetes.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Which cluster a person means.
 *
 * @param kubeconfig the file of {@code --kubeconfig}; goes before everything else
 * @param context the name of {@code --context}; empty for the current one
 * @param environment of the process: {@code KUBECONFIG}, {@code HOME}, the service account's host
 *     and port, proxies
 * @param version of Rollwave, for the user agent
 */
public record ConnectionOptions(
    Optional<Path> kubeconfig,
    Optional<String> context,
    Map<String, String> environment,
    String version) {
  public ConnectionOptions {
    environment = Map.copyOf(environment);
  }

  /** A variable of the environment that is set to something. */
  Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }
}
