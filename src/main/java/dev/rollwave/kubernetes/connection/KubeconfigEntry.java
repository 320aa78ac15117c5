package dev.rollwave.kubernetes.connection;

import dev.rollwave.runner.ClusterException;
import java.nio.file.Path;

/**
 * A cluster or a user of a kubeconfig.
 *
 * @param kind {@code cluster} or {@code user}
 * @param name under which contexts refer to it
 * @param file that it stands in; its relative paths start there
 * @param value what it says
 */
record KubeconfigEntry<T>(String kind, String name, Path file, T value) {

  /** One of its keys, for a person. */
  String key(String key) {
    return "%s of %s %s in %s".formatted(key, kind, name, file);
  }

  /** Says that one of its keys cannot be honoured, and why. */
  ClusterException.Refused refused(String key, String why) {
    return new ClusterException.Refused(key(key) + ": " + why);
  }

  /** Where a path of it leads. */
  Path resolve(String path) {
    return file.toAbsolutePath().resolveSibling(path);
  }
}
