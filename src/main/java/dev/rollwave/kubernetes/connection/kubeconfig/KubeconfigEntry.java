package dev.rollwave.kubernetes.connection.kubeconfig;

import dev.rollwave.runner.ClusterException;
import java.nio.file.Path;

/**
 * A cluster or a user of a kubeconfig.
 *
 * @param kind {@code cluster} or {@code user}
 * @param name that contexts use for it
 * @param file that holds it; its relative paths start there
 * @param value its content
 */
public record KubeconfigEntry<T>(String kind, String name, Path file, T value) {

  /** Names one of its keys, for a person. */
  public String key(String key) {
    return "%s of %s %s in %s".formatted(key, kind, name, file);
  }

  /** A refusal that names one of its keys and says why it cannot be honoured. */
  public ClusterException.Refused refused(String key, String why) {
    return new ClusterException.Refused(key(key) + ": " + why);
  }

  /** One of its paths, absolute. */
  public Path resolve(String path) {
    return file.toAbsolutePath().resolveSibling(path);
  }
}
