package dev.rollwave.kubernetes.connection;

import dev.rollwave.runner.ClusterException;
import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.Context;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.internal.KubeConfigUtils;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Kubeconfig files read together: of two that describe the same name the first one counts.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/#merging-kubeconfig-files">merging
 *     kubeconfig files</a>
 */
final class Kubeconfig {
  private final List<Parsed> files;

  private record Parsed(Path file, Config config) {}

  /**
   * A context with what it names.
   *
   * @param user empty where the context names none
   */
  record Chosen(
      String context, String namespace, Entry<Cluster> cluster, Optional<Entry<AuthInfo>> user) {}

  private Kubeconfig(List<Parsed> files) {
    this.files = files;
  }

  /**
   * Reads files that exist.
   *
   * @throws ClusterException.Refused when one of them is no kubeconfig; without its content, which
   *     is full of secrets
   */
  static Kubeconfig read(List<Path> files) throws ClusterException.Refused {
    List<Parsed> parsed = new ArrayList<>();
    for (Path file : files) {
      try {
        parsed.add(new Parsed(file, KubeConfigUtils.parseConfig(file.toFile())));
      } catch (RuntimeException e) {
        String why = Files.isReadable(file) ? "it is no kubeconfig" : "it is not readable";
        throw new ClusterException.Refused("cannot use " + file + ": " + why);
      }
    }
    return new Kubeconfig(parsed);
  }

  /**
   * What {@code wanted} names, or the current context.
   *
   * @throws ClusterException.Refused when there is no such context, cluster or user
   */
  Chosen choose(Optional<String> wanted) throws ClusterException.Refused {
    String name = name(wanted);
    Context context =
        contexts()
            .filter(named -> name.equals(named.getName()))
            .map(NamedContext::getContext)
            .findFirst()
            .orElseThrow(() ->
                new ClusterException.Refused(
                    "there is no context %s in %s; known are: %s"
                        .formatted(name, where(), known().isEmpty() ? "none" : known())));
    Entry<Cluster> cluster =
        found("cluster", context.getCluster(), Kubeconfig::clusters)
            .orElseThrow(() -> undescribed(name, "cluster", context.getCluster()));
    Optional<Entry<AuthInfo>> user = found("user", context.getUser(), Kubeconfig::users);
    if (user.isEmpty() && Texts.said(context.getUser()).isPresent()) {
      throw undescribed(name, "user", context.getUser());
    }
    return new Chosen(name, Texts.said(context.getNamespace()).orElse("default"), cluster, user);
  }

  private String name(Optional<String> wanted) throws ClusterException.Refused {
    return wanted
        .or(() ->
            files.stream()
                .map(parsed -> parsed.config().getCurrentContext())
                .filter(name -> name != null && !name.isBlank())
                .findFirst())
        .orElseThrow(() ->
            new ClusterException.Refused(
                where() + " sets no current-context; name one with --context: " + known()));
  }

  private static ClusterException.Refused undescribed(
      String context, String kind, @Nullable String name) {
    return new ClusterException.Refused(
        "context %s names the %s %s, which no kubeconfig describes".formatted(context, kind, name));
  }

  private String where() {
    return files.stream().map(p -> p.file().toString()).collect(Collectors.joining(", "));
  }

  private String known() {
    return contexts()
        .map(NamedContext::getName)
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private Stream<NamedContext> contexts() {
    return files.stream()
        .flatMap(parsed -> listed(parsed.config().getContexts()))
        .filter(named -> named.getContext() != null);
  }

  private <T> Optional<Entry<T>> found(
      String kind, @Nullable String name, Function<Parsed, Stream<Entry<T>>> entries) {
    return files.stream()
        .flatMap(entries)
        .filter(entry -> entry.kind().equals(kind) && Objects.equals(entry.name(), name))
        .findFirst();
  }

  private static Stream<Entry<Cluster>> clusters(Parsed parsed) {
    return listed(parsed.config().getClusters())
        .filter(named -> named.getCluster() != null)
        .map(named -> new Entry<>("cluster", named.getName(), parsed.file(), named.getCluster()));
  }

  private static Stream<Entry<AuthInfo>> users(Parsed parsed) {
    return listed(parsed.config().getUsers())
        .filter(named -> named.getUser() != null)
        .map(named -> new Entry<>("user", named.getName(), parsed.file(), named.getUser()));
  }

  private static <T> Stream<T> listed(@Nullable List<T> list) {
    return list == null ? Stream.of() : list.stream();
  }
}
