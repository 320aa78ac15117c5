package dev.rollwave.kubernetes.model;

import dev.rollwave.workload.WorkloadKind;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetList;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentList;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetList;
import org.jspecify.annotations.Nullable;

/** The model classes of each kind of workload. */
public final class Kinds {
  private Kinds() {}

  /** The class of one object of a kind. */
  public static Class<? extends HasMetadata> type(WorkloadKind kind) {
    return switch (kind) {
      case DEPLOYMENT -> Deployment.class;
      case STATEFUL_SET -> StatefulSet.class;
      case DAEMON_SET -> DaemonSet.class;
    };
  }

  /** The class of a list of them. */
  public static Class<? extends KubernetesResourceList<? extends HasMetadata>> listType(
      WorkloadKind kind) {
    return switch (kind) {
      case DEPLOYMENT -> DeploymentList.class;
      case STATEFUL_SET -> StatefulSetList.class;
      case DAEMON_SET -> DaemonSetList.class;
    };
  }

  /** The selector by which {@code workload} finds its pods. */
  public static @Nullable LabelSelector selector(HasMetadata workload) {
    return switch (workload) {
      case Deployment d -> d.getSpec().getSelector();
      case StatefulSet s -> s.getSpec().getSelector();
      case DaemonSet d -> d.getSpec().getSelector();
      default -> null;
    };
  }

  /** The template of the pods of {@code workload}. */
  public static @Nullable PodTemplateSpec template(HasMetadata workload) {
    return switch (workload) {
      case Deployment d -> d.getSpec() == null ? null : d.getSpec().getTemplate();
      case StatefulSet s -> s.getSpec() == null ? null : s.getSpec().getTemplate();
      case DaemonSet d -> d.getSpec() == null ? null : d.getSpec().getTemplate();
      default -> null;
    };
  }
}
