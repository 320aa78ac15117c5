package dev.rollwave.testcluster;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.TCPSocketAction;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes templates with gRPC probes fit for servers that are too old for them. Such a server drops
 * the field that it does not know and then refuses the probe for having no handler. A TCP probe of
 * the same port is the nearest that it knows.
 *
 * @see <a href="https://kubernetes.io/docs/reference/command-line-tools-reference/feature-gates/">
 *     feature gate GRPCContainerProbe: on by default from v1.24</a>
 */
final class OldServerProbes {
  private static final int FIRST_MINOR_WITH_GRPC = 24;

  private OldServerProbes() {}

  static boolean areNeededBy(KubernetesClient client) {
    // Some providers write "27+".
    String minor = client.getKubernetesVersion().getMinor().replaceAll("\\D", "");
    return Integer.parseInt(minor) < FIRST_MINOR_WITH_GRPC;
  }

  /** Changes the template itself. */
  static void putInto(PodTemplateSpec template) {
    template.getSpec().getContainers().stream()
        .flatMap(OldServerProbes::probes)
        .forEach(OldServerProbes::replaceGrpc);
  }

  private static Stream<Probe> probes(Container container) {
    return Stream.of(
            optional(container.getReadinessProbe()),
            optional(container.getLivenessProbe()),
            optional(container.getStartupProbe()))
        .flatMap(probe -> probe);
  }

  private static Stream<Probe> optional(@Nullable Probe probe) {
    return Stream.ofNullable(probe);
  }

  private static void replaceGrpc(Probe probe) {
    if (probe.getGrpc() != null) {
      probe.setTcpSocket(new TCPSocketAction(null, new IntOrString(probe.getGrpc().getPort())));
      probe.setGrpc(null);
    }
  }
}
