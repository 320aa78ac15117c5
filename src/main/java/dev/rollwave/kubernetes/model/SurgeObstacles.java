package dev.rollwave.kubernetes.model;

import dev.rollwave.workload.SurgeObstacle;
import dev.rollwave.workload.SurgeObstacle.AntiAffinity;
import dev.rollwave.workload.SurgeObstacle.HostPorts;
import dev.rollwave.workload.SurgeObstacle.SingleWriterVolume;
import dev.rollwave.workload.label.LabelSelector.Reading;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodAffinityTerm;
import io.fabric8.kubernetes.api.model.PodAntiAffinity;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads from a pod template what can keep one of its pods from running beside the others. */
final class SurgeObstacles {
  /** The controller gives it to the pods of each ReplicaSet, with a value of its own. */
  private static final String OF_ONE_REVISION = "pod-template-hash";

  private SurgeObstacles() {}

  /**
   * What stands in the way of a pod of {@code template} above those that run.
   *
   * @param namespace of the pods
   * @param claims among which those that the template mounts are looked up
   */
  static List<SurgeObstacle> of(
      @Nullable PodTemplateSpec template,
      @Nullable String namespace,
      Collection<PersistentVolumeClaim> claims) {
    if (template == null || template.getSpec() == null) {
      return List.of();
    }
    List<SurgeObstacle> obstacles = new ArrayList<>();
    if (SingleWriterVolumes.in(template, namespace, claims)) {
      obstacles.add(new SingleWriterVolume());
    }
    SortedSet<Integer> ports = hostPorts(template.getSpec());
    if (!ports.isEmpty()) {
      obstacles.add(new HostPorts(ports));
    }
    Map<String, String> labels =
        Optional.ofNullable(template.getMetadata()).map(ObjectMeta::getLabels).orElse(Map.of());
    required(template.getSpec())
        .filter(term -> isMeantFor(term, namespace) && selects(term, labels))
        .map(PodAffinityTerm::getTopologyKey)
        .filter(Objects::nonNull)
        .distinct()
        .map(AntiAffinity::new)
        .forEach(obstacles::add);
    return List.copyOf(obstacles);
  }

  /**
   * The ports that the scheduler asks a node for: those of the containers that run beside each
   * other. With the host's network a container's port is one of the node's, said or not.
   *
   * @see <a
   *     href="https://github.com/kubernetes/kubernetes/blob/master/pkg/scheduler/util/utils.go">GetHostPorts</a>
   */
  private static SortedSet<Integer> hostPorts(PodSpec spec) {
    boolean isOnHostNetwork = Boolean.TRUE.equals(spec.getHostNetwork());
    return Stream.concat(
            all(spec.getContainers()),
            all(spec.getInitContainers()).filter(it -> "Always".equals(it.getRestartPolicy())))
        .map(Container::getPorts)
        .flatMap(SurgeObstacles::all)
        .map(port -> hostPort(port, isOnHostNetwork))
        .filter(port -> port > 0)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static int hostPort(ContainerPort port, boolean isOnHostNetwork) {
    int said = zeroWhenAbsent(port.getHostPort());
    return isOnHostNetwork && said == 0 ? zeroWhenAbsent(port.getContainerPort()) : said;
  }

  private static int zeroWhenAbsent(@Nullable Integer port) {
    return port == null ? 0 : port;
  }

  private static Stream<PodAffinityTerm> required(PodSpec spec) {
    return all(
        Optional.ofNullable(spec.getAffinity())
            .map(Affinity::getPodAntiAffinity)
            .map(PodAntiAffinity::getRequiredDuringSchedulingIgnoredDuringExecution)
            .orElse(null));
  }

  // A selector of namespaces that does not take all of them would need their labels, which are not
  // read: such a term does not count.
  private static boolean isMeantFor(PodAffinityTerm term, @Nullable String namespace) {
    List<String> named = all(term.getNamespaces()).toList();
    LabelSelector selector = term.getNamespaceSelector();
    if (selector == null) {
      return named.isEmpty() || named.contains(namespace);
    }
    return named.contains(namespace) || Selectors.text(selector).isEmpty();
  }

  /**
   * Whether {@code term} is about the old pods. One that compares the revision's own label with
   * {@code matchLabelKeys} keeps apart the pods of one revision alone; {@code mismatchLabelKeys}
   * takes those with the same value out.
   */
  private static boolean selects(PodAffinityTerm term, Map<String, String> labels) {
    LabelSelector selector = term.getLabelSelector();
    if (selector == null
        || all(term.getMatchLabelKeys()).anyMatch(OF_ONE_REVISION::equals)
        || all(term.getMismatchLabelKeys()).anyMatch(labels::containsKey)) {
      return false;
    }
    String text = Selectors.text(selector);
    if (text.isEmpty()) {
      return true;
    }
    return dev.rollwave.workload.label.LabelSelector.read(text) instanceof Reading.Valid(var own)
        && own.matches(labels);
  }

  private static <T> Stream<T> all(@Nullable List<T> items) {
    return items == null ? Stream.empty() : items.stream();
  }
}
