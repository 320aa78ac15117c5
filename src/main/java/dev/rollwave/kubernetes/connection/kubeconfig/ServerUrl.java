package dev.rollwave.kubernetes.connection.kubeconfig;

import dev.rollwave.runner.ClusterException;
import io.fabric8.kubernetes.api.model.Cluster;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/**
 * The URL of a cluster's API server.
 *
 * @param address ends with a slash, and holds no user and no password
 * @param namesUser whether the kubeconfig's URL holds a user
 */
public record ServerUrl(URI address, boolean namesUser) {

  /**
   * What {@code server} of {@code cluster} says.
   *
   * @throws ClusterException.Refused when it is no URL, or leaves open whether to use TLS
   */
  public static ServerUrl of(KubeconfigEntry<Cluster> cluster) throws ClusterException.Refused {
    String said =
        Texts.said(cluster.value().getServer())
            .orElseThrow(() -> cluster.refused("server", "is missing"))
            .strip();
    // Without a scheme kubectl 1.36 speaks plain HTTP, whatever else the cluster says of TLS.
    boolean hasScheme = said.contains("://");
    if (!hasScheme && saysTls(cluster)) {
      throw cluster.refused(
          "server",
          "%1$s has no scheme, which means http:// to kubectl, and stands beside keys for TLS; write https://%1$s"
              .formatted(shown(said)));
    }
    String url = hasScheme ? said : "http://" + said;
    try {
      URI server = URI.create(url.endsWith("/") ? url : url + "/");
      if (server.getHost() != null && List.of("http", "https").contains(server.getScheme())) {
        return new ServerUrl(withoutUser(server), server.getRawUserInfo() != null);
      }
    } catch (IllegalArgumentException | URISyntaxException e) {
      // Without the cause, which quotes.
      throw noUrl(cluster, said);
    }
    throw noUrl(cluster, said);
  }

  private static ClusterException.Refused noUrl(KubeconfigEntry<Cluster> cluster, String said) {
    return cluster.refused("server", shown(said) + " is no URL of a server");
  }

  private static boolean saysTls(KubeconfigEntry<Cluster> cluster) throws ClusterException.Refused {
    return Boolean.TRUE.equals(cluster.value().getInsecureSkipTlsVerify())
        || Texts.said(cluster.value().getTlsServerName()).isPresent()
        || EntryData.authorities(cluster).isPresent();
  }

  // Text before an @ may be a password.
  private static String shown(String url) {
    return url.substring(url.lastIndexOf('@') + 1);
  }

  private static URI withoutUser(URI server) throws URISyntaxException {
    return server.getRawUserInfo() == null
        ? server
        : new URI(
            server.getScheme(),
            null,
            server.getHost(),
            server.getPort(),
            server.getPath(),
            null,
            null);
  }

  /** Whether requests go over TLS. */
  public boolean isTls() {
    return "https".equals(address.getScheme());
  }
}
