package dev.rollwave.kubernetes.connection.exec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollwave.kubernetes.connection.kubeconfig.EntryData;
import dev.rollwave.kubernetes.connection.kubeconfig.KubeconfigEntry;
import dev.rollwave.kubernetes.connection.kubeconfig.Texts;
import dev.rollwave.runner.ClusterException;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.NamedExtension;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What Rollwave tells an exec plugin in {@code KUBERNETES_EXEC_INFO}. */
final class ExecQuestion {
  /** The extension of a cluster that is meant for the plugin. */
  private static final String EXTENSION = "client.authentication.k8s.io/exec";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String apiVersion;
  private final Optional<ObjectNode> cluster;

  /**
   * A question.
   *
   * @param cluster for {@code provideClusterInfo}
   */
  ExecQuestion(String apiVersion, Optional<KubeconfigEntry<Cluster>> cluster)
      throws ClusterException.Refused {
    this.apiVersion = apiVersion;
    this.cluster = cluster.isPresent() ? Optional.of(of(cluster.get())) : Optional.empty();
  }

  private static ObjectNode of(KubeconfigEntry<Cluster> entry) throws ClusterException.Refused {
    Cluster cluster = entry.value();
    ObjectNode node = JSON.createObjectNode();
    node.put("server", cluster.getServer());
    Texts.said(cluster.getTlsServerName()).ifPresent(it -> node.put("tls-server-name", it));
    if (Boolean.TRUE.equals(cluster.getInsecureSkipTlsVerify())) {
      node.put("insecure-skip-tls-verify", true);
    }
    EntryData.authorities(entry)
        .ifPresent(it -> node.put("certificate-authority-data", it.text().getBytes(ISO_8859_1)));
    Texts.said(cluster.getProxyUrl()).ifPresent(it -> node.put("proxy-url", it));
    if (Boolean.TRUE.equals(cluster.getDisableCompression())) {
      node.put("disable-compression", true);
    }
    Objects.requireNonNullElse(cluster.getExtensions(), List.<NamedExtension>of()).stream()
        .filter(extension -> EXTENSION.equals(extension.getName()))
        .findFirst()
        .ifPresent(it -> node.set("config", JSON.valueToTree(it.getExtension())));
    return node;
  }

  /**
   * As JSON.
   *
   * @param interactive whether the plugin may ask a person
   */
  String json(boolean interactive) {
    ObjectNode question = JSON.createObjectNode();
    question.put("apiVersion", apiVersion);
    question.put("kind", "ExecCredential");
    ObjectNode spec = question.putObject("spec");
    spec.put("interactive", interactive);
    cluster.ifPresent(it -> spec.set("cluster", it));
    return question.toString();
  }
}
