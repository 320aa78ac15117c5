package dev.rollwave.testcluster.workloads;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.util.Map;

/**
 * Small workloads for tests, as objects to be changed with their builders before they are created.
 * Their pods carry the label {@code app} with the workload's name, and go to the fake nodes.
 */
public final class Manifests {
  // Not zero: with zero the API server removes a deleted pod at once and no kubelet is asked.
  private static final long GRACE_SECONDS = 5;

  private Manifests() {}

  /** A Deployment that rolls a quarter at a time, as by default. */
  public static Deployment deployment(TestNamespace namespace, String name, int replicas) {
    return new DeploymentBuilder()
        .withMetadata(metadata(namespace, name))
        .withNewSpec()
        .withReplicas(replicas)
        .withSelector(selector(name))
        .withTemplate(template(name))
        .endSpec()
        .build();
  }

  /** A StatefulSet, with ordered pods as by default. */
  public static StatefulSet statefulSet(TestNamespace namespace, String name, int replicas) {
    return new StatefulSetBuilder()
        .withMetadata(metadata(namespace, name))
        .withNewSpec()
        .withServiceName(name)
        .withReplicas(replicas)
        .withSelector(selector(name))
        .withTemplate(template(name))
        .endSpec()
        .build();
  }

  /** A DaemonSet: one pod on each of the fake nodes. */
  public static DaemonSet daemonSet(TestNamespace namespace, String name) {
    return new DaemonSetBuilder()
        .withMetadata(metadata(namespace, name))
        .withNewSpec()
        .withSelector(selector(name))
        .withTemplate(template(name))
        .endSpec()
        .build();
  }

  /** A DaemonSet: one pod on each of the nodes that are labelled with {@code label}. */
  public static DaemonSet daemonSetOn(String label, TestNamespace namespace, String name) {
    return new DaemonSetBuilder(daemonSet(namespace, name))
        .editSpec()
        .editTemplate()
        .editSpec()
        .withNodeSelector(Map.of(label, "true"))
        .endSpec()
        .endTemplate()
        .endSpec()
        .build();
  }

  private static ObjectMeta metadata(TestNamespace namespace, String name) {
    return new ObjectMetaBuilder()
        .withName(name)
        .withNamespace(namespace.name())
        .withLabels(Map.of("app", name))
        .build();
  }

  private static LabelSelector selector(String name) {
    return new LabelSelectorBuilder().withMatchLabels(Map.of("app", name)).build();
  }

  private static PodTemplateSpec template(String name) {
    return onFakeNodes(
        new PodTemplateSpecBuilder()
            .withNewMetadata()
            .withLabels(Map.of("app", name))
            .endMetadata()
            .withNewSpec()
            .withTerminationGracePeriodSeconds(GRACE_SECONDS)
            .addNewContainer()
            .withName("main")
            .withImage("registry.example/" + name + ":1")
            .endContainer()
            .endSpec()
            .build());
  }

  /** The template, for the nodes that tests play and no others. */
  static PodTemplateSpec onFakeNodes(PodTemplateSpec template) {
    return new PodTemplateSpecBuilder(template)
        .editSpec()
        .addToNodeSelector(TestNodes.LABELS)
        .addToTolerations(
            new TolerationBuilder()
                .withKey(TestNodes.TAINT.getKey())
                .withOperator("Exists")
                .build())
        .endSpec()
        .build();
  }
}
