package dev.rollwave.kubernetes;

import dev.rollwave.runner.ClusterException;
import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.NamedAuthInfo;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.internal.KubeConfigUtils;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads a cluster, a user and a namespace from kubeconfig files, as kubectl would. */
final class KubeconfigFiles {
  private KubeconfigFiles() {}

  /**
   * The configuration of the context that {@code options} name, or of the current one.
   *
   * @param files that exist; of two that say the same the first one counts
   */
  static Config read(List<Path> files, ConnectionOptions options) throws ClusterException {
    List<io.fabric8.kubernetes.api.model.Config> parsed = new ArrayList<>();
    for (Path file : files) {
      parsed.add(parse(file));
    }
    String context = context(parsed, files, options);
    Config config = Config.empty();
    try {
      KubeConfigUtils.merge(
          config, context, parsed.toArray(new io.fabric8.kubernetes.api.model.Config[0]));
    } catch (KubernetesClientException e) {
      throw new ClusterException.Refused(
          "the credentials of context " + context + " cannot be had: " + Causes.of(e));
    }
    requireCluster(parsed, config, context);
    user(parsed, config)
        .ifPresentOrElse(
            user -> credentials(config, user), () -> config.setOauthTokenProvider(() -> null));
    return config;
  }

  private static io.fabric8.kubernetes.api.model.Config parse(Path file) throws ClusterException {
    try {
      return KubeConfigUtils.parseConfig(file.toFile());
    } catch (RuntimeException e) {
      // Whatever it was, without the cause: a kubeconfig is full of secrets, and parsers quote.
      String why = Files.isReadable(file) ? "it is no kubeconfig" : "it is not readable";
      throw new ClusterException.Refused("cannot use " + file + ": " + why);
    }
  }

  private static String context(
      List<io.fabric8.kubernetes.api.model.Config> parsed,
      List<Path> files,
      ConnectionOptions options)
      throws ClusterException {
    List<String> known = contexts(parsed).map(NamedContext::getName).distinct().sorted().toList();
    String where = files.stream().map(Path::toString).collect(Collectors.joining(", "));
    Optional<String> wanted =
        options
            .context()
            .or(() ->
                parsed.stream()
                    .map(io.fabric8.kubernetes.api.model.Config::getCurrentContext)
                    .filter(name -> name != null && !name.isBlank())
                    .findFirst());
    if (wanted.isEmpty()) {
      throw new ClusterException.Refused(
          where + " sets no current-context; name one with --context: " + String.join(", ", known));
    }
    if (!known.contains(wanted.get())) {
      throw new ClusterException.Refused(
          "there is no context %s in %s; known are: %s"
              .formatted(wanted.get(), where, known.isEmpty() ? "none" : String.join(", ", known)));
    }
    return wanted.get();
  }

  private static Stream<NamedContext> contexts(
      List<io.fabric8.kubernetes.api.model.Config> parsed) {
    return parsed.stream()
        .flatMap(c -> Objects.requireNonNullElse(c.getContexts(), List.<NamedContext>of()).stream())
        .filter(context -> context.getContext() != null);
  }

  private static void requireCluster(
      List<io.fabric8.kubernetes.api.model.Config> parsed, Config config, String context)
      throws ClusterException {
    String cluster = config.getCurrentContext().getContext().getCluster();
    boolean isThere =
        parsed.stream()
            .flatMap(c -> c.getClusters() == null ? Stream.of() : c.getClusters().stream())
            .anyMatch(c -> Objects.equals(c.getName(), cluster) && c.getCluster() != null);
    if (!isThere) {
      throw new ClusterException.Refused(
          "context %s names the cluster %s, which no kubeconfig describes"
              .formatted(context, cluster));
    }
  }

  private static Optional<NamedAuthInfo> user(
      List<io.fabric8.kubernetes.api.model.Config> parsed, Config config) {
    String wanted = config.getCurrentContext().getContext().getUser();
    return parsed.stream()
        .flatMap(c -> c.getUsers() == null ? Stream.of() : c.getUsers().stream())
        .filter(user -> Objects.equals(user.getName(), wanted) && user.getUser() != null)
        .findFirst();
  }

  // What fabric8 leaves out of a user: a token kept in a file of its own, and impersonation. And a
  // user of certificates alone gets a provider that provides nothing, since otherwise, finding no
  // token, fabric8 reads the kubeconfig again before each request.
  private static void credentials(Config config, NamedAuthInfo named) {
    AuthInfo user = named.getUser();
    if (user.getTokenFile() != null && !user.getTokenFile().isBlank()) {
      Path token = Path.of(user.getTokenFile());
      File kubeconfig = KubeConfigUtils.getFileWithNamedAuthInfo(config.getCurrentContext());
      config.setOauthTokenProvider(
          new TokenFile(kubeconfig == null ? token : kubeconfig.toPath().resolveSibling(token)));
    } else if (user.getToken() == null
        && user.getExec() == null
        && user.getAuthProvider() == null) {
      config.setOauthTokenProvider(() -> null);
    }
    if (user.getAs() != null) {
      config.setImpersonateUsername(user.getAs());
    }
    if (user.getAsGroups() != null && !user.getAsGroups().isEmpty()) {
      config.setImpersonateGroups(user.getAsGroups().toArray(new String[0]));
    }
  }
}
