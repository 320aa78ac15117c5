package dev.rollwave.kubernetes.connection.kubeconfig;

import dev.rollwave.runner.ClusterException;
import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.Context;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Kubeconfig files merged into one: of two that describe the same name the first one counts.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/#merging-kubeconfig-files">merging
 *     kubeconfig files</a>
 */
public final class Kubeconfig {
  private final List<KubeconfigFile> files;

  /**
   * A context with the cluster and the user that it names.
   *
   * @param user empty where the context names none
   */
  public record Chosen(
      String context,
      String namespace,
      KubeconfigEntry<Cluster> cluster,
      Optional<KubeconfigEntry<AuthInfo>> user) {}

  private Kubeconfig(List<KubeconfigFile> files) {
    this.files = files;
  }

  /**
   * Reads files that exist.
   *
   * @throws ClusterException.Refused when one of them is no kubeconfig; without its content, which
   *     is full of secrets
   */
  public static Kubeconfig read(List<Path> files) throws ClusterException.Refused {
    List<KubeconfigFile> read = new ArrayList<>();
    for (Path file : files) {
      read.add(KubeconfigFile.read(file));
    }
    return new Kubeconfig(read);
  }

  /**
   * What {@code wanted} names, or the current context.
   *
   * @throws ClusterException.Refused when there is no such context, cluster or user
   */
  public Chosen choose(Optional<String> wanted) throws ClusterException.Refused {
    String name = name(wanted);
    Context context =
        contexts()
            .filter(named -> name.equals(named.name()))
            .map(KubeconfigEntry::value)
            .findFirst()
            .orElseThrow(() ->
                new ClusterException.Refused(
                    "there is no context %s in %s; known are: %s"
                        .formatted(name, where(), known().isEmpty() ? "none" : known())));
    KubeconfigEntry<Cluster> cluster =
        found(context.getCluster(), Kubeconfig::clusters)
            .orElseThrow(() -> undescribed(name, "cluster", context.getCluster()));
    Optional<KubeconfigEntry<AuthInfo>> user = found(context.getUser(), Kubeconfig::users);
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
                known().isEmpty()
                    ? where() + ": there is no context in it; is it the right kubeconfig?"
                    : where() + " sets no current-context; name one with --context: " + known()));
  }

  private ClusterException.Refused undescribed(String context, String kind, @Nullable String name) {
    return new ClusterException.Refused(
        Texts.said(name).isEmpty()
            ? "context %s in %s names no %s".formatted(context, where(), kind)
            : "context %s names the %s %s, which no kubeconfig describes"
                .formatted(context, kind, name));
  }

  private String where() {
    return files.stream().map(p -> p.file().toString()).collect(Collectors.joining(", "));
  }

  private String known() {
    return contexts()
        .map(KubeconfigEntry::name)
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private Stream<KubeconfigEntry<Context>> contexts() {
    return files.stream()
        .flatMap(file ->
            listed(file.config().getContexts())
                .map(named ->
                    entry("context", file, named.getName(), named.getContext(), Context::new)));
  }

  private <T> Optional<KubeconfigEntry<T>> found(
      @Nullable String name, Function<KubeconfigFile, Stream<KubeconfigEntry<T>>> entries) {
    return files.stream().flatMap(entries).filter(entry -> entry.name().equals(name)).findFirst();
  }

  private static Stream<KubeconfigEntry<Cluster>> clusters(KubeconfigFile file) {
    return listed(file.config().getClusters())
        .map(named -> entry("cluster", file, named.getName(), named.getCluster(), Cluster::new));
  }

  private static Stream<KubeconfigEntry<AuthInfo>> users(KubeconfigFile file) {
    return listed(file.config().getUsers())
        .map(named -> entry("user", file, named.getName(), named.getUser(), AuthInfo::new));
  }

  // An entry without a value exists all the same, with nothing in it, as for kubectl.
  private static <T> KubeconfigEntry<T> entry(
      String kind,
      KubeconfigFile file,
      @Nullable String name,
      @Nullable T value,
      Supplier<T> nothing) {
    return new KubeconfigEntry<>(
        kind,
        Objects.requireNonNullElse(name, ""),
        file.file(),
        value == null ? nothing.get() : value);
  }

  private static <T> Stream<T> listed(@Nullable List<T> list) {
    return list == null ? Stream.of() : list.stream().filter(Objects::nonNull);
  }
}
