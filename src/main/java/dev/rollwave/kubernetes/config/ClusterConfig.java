package dev.rollwave.kubernetes.config;

import dev.rollwave.kubernetes.connection.Login;
import dev.rollwave.kubernetes.connection.Logins;
import dev.rollwave.runner.ClusterException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the cluster that a person means: {@code --kubeconfig}, then the files of {@code
 * $KUBECONFIG}, then {@code ~/.kube/config}, then the service account of the pod.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/">organizing
 *     cluster access</a>
 */
public final class ClusterConfig {
  private static final Path SERVICE_ACCOUNT =
      Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

  private ClusterConfig() {}

  /**
   * The login that {@code options} name, else that of the usual kubeconfig, else that of the pod.
   */
  public static Login find(ConnectionOptions options) throws ClusterException {
    return find(options, SERVICE_ACCOUNT);
  }

  /** The same, with the folder of a pod's service account. */
  public static Login find(ConnectionOptions options, Path serviceAccount) throws ClusterException {
    Logins logins = Logins.of(options.environment(), "rollwave/" + options.version());
    List<Path> candidates = candidates(options);
    // What is there and cannot be read is refused, and not passed over; it may be a pipe.
    List<Path> files = candidates.stream().filter(file -> !Files.notExists(file)).toList();
    if (!files.isEmpty()) {
      return logins.of(files, options.context());
    }
    if (options.kubeconfig().isEmpty() && isInCluster(options, serviceAccount)) {
      return inCluster(logins, options, serviceAccount);
    }
    throw nothingFound(candidates, options, serviceAccount);
  }

  private static List<Path> candidates(ConnectionOptions options) {
    if (options.kubeconfig().isPresent()) {
      return options.kubeconfig().stream().toList();
    }
    Optional<String> listed = options.variable("KUBECONFIG");
    if (listed.isPresent()) {
      return Stream.of(listed.get().split(Pattern.quote(File.pathSeparator)))
          .filter(name -> !name.isBlank())
          .map(Path::of)
          .toList();
    }
    return options.variable("HOME").stream().map(home -> Path.of(home, ".kube", "config")).toList();
  }

  private static boolean isInCluster(ConnectionOptions options, Path serviceAccount) {
    return options.variable("KUBERNETES_SERVICE_HOST").isPresent()
        && Files.isRegularFile(serviceAccount.resolve("token"));
  }

  private static Login inCluster(Logins logins, ConnectionOptions options, Path serviceAccount)
      throws ClusterException {
    if (options.context().isPresent()) {
      throw new ClusterException.Refused(
          "there is no context %s: the service account of this pod is used, without a kubeconfig"
              .formatted(options.context().get()));
    }
    String host = options.variable("KUBERNETES_SERVICE_HOST").orElseThrow();
    String port = options.variable("KUBERNETES_SERVICE_PORT").orElse("443");
    return logins.ofServiceAccount(
        "https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port + "/",
        serviceAccount);
  }

  private static ClusterException nothingFound(
      List<Path> candidates, ConnectionOptions options, Path serviceAccount) {
    StringBuilder looked = new StringBuilder("no kubeconfig found; looked for ");
    looked.append(String.join(", ", candidates.stream().map(Path::toString).toList()));
    if (options.kubeconfig().isEmpty()) {
      looked.append(candidates.isEmpty() ? "" : " and ");
      looked.append("the service account in ").append(serviceAccount);
      looked.append("; name a file with --kubeconfig or $KUBECONFIG");
    }
    return new ClusterException.Unreachable(looked.toString());
  }
}
