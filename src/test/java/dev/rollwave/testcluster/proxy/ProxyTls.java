package dev.rollwave.testcluster.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.fabric8.kubernetes.api.model.NamedCluster;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Both ends of a proxy's TLS: towards clients a certificate of its own, towards the API server what
 * a kubeconfig says of its authority and of the user's certificate.
 */
final class ProxyTls {
  private static final int HTTPS = 443;

  /** Unlimited, they would be all that grows in a process of many runs. */
  private static final int SESSIONS_KEPT = 16;

  private final ProxyCertificate own;
  private final SSLContext towardsServer;
  private final URI server;

  private ProxyTls(ProxyCertificate own, SSLContext towardsServer, URI server) {
    this.own = own;
    this.towardsServer = towardsServer;
    this.server = server;
    own.context().getServerSessionContext().setSessionCacheSize(SESSIONS_KEPT);
    towardsServer.getClientSessionContext().setSessionCacheSize(SESSIONS_KEPT);
  }

  static ProxyTls to(Path kubeconfig) throws IOException {
    Config config = Config.fromKubeconfig(kubeconfig.toFile());
    try {
      return new ProxyTls(
          ProxyCertificate.ofThisJvm(),
          SSLUtils.sslContext(config),
          URI.create(config.getMasterUrl()));
    } catch (GeneralSecurityException e) {
      throw new IOException("no TLS with what " + kubeconfig + " says", e);
    }
  }

  /** Speaks TLS to a client that has just come. */
  SSLSocket welcome(Socket wire) throws IOException {
    return (SSLSocket) own.context().getSocketFactory().createSocket(wire, null, true);
  }

  /** A new connection to the API server, whose certificate is verified. */
  Socket connect() throws IOException {
    int port = server.getPort() < 0 ? HTTPS : server.getPort();
    SSLSocket socket =
        (SSLSocket) towardsServer.getSocketFactory().createSocket(server.getHost(), port);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.setTcpNoDelay(true);
    return socket;
  }

  /** Writes {@code kubeconfig} to {@code file}, its current context leading to {@code proxy}. */
  Path lead(Path kubeconfig, String proxy, Path file) throws IOException {
    KubernetesSerialization yaml = new KubernetesSerialization();
    io.fabric8.kubernetes.api.model.Config config =
        yaml.unmarshal(Files.readString(kubeconfig), io.fabric8.kubernetes.api.model.Config.class);
    String cluster =
        config.getContexts().stream()
            .filter(context -> context.getName().equals(config.getCurrentContext()))
            .map(NamedContext::getContext)
            .findFirst()
            .orElseThrow()
            .getCluster();
    for (NamedCluster named : config.getClusters()) {
      if (named.getName().equals(cluster)) {
        named.getCluster().setServer(proxy);
        named.getCluster().setCertificateAuthority(null);
        named
            .getCluster()
            .setCertificateAuthorityData(
                Base64.getEncoder().encodeToString(own.pem().getBytes(US_ASCII)));
      }
    }
    return Files.writeString(file, yaml.asYaml(config));
  }
}
