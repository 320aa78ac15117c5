package dev.rollwave.kubernetes.manifest;

import dev.rollwave.kubernetes.model.KindMapping;
import dev.rollwave.kubernetes.model.PodSnapshots;
import dev.rollwave.kubernetes.model.RelatedObjects;
import dev.rollwave.kubernetes.model.RevisionSource;
import dev.rollwave.kubernetes.model.WorkloadSnapshots;
import dev.rollwave.kubernetes.survey.Surveys;
import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.rollout.ObservedWorkload;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads workloads, and what tells about them, from what {@code kubectl get -o yaml} prints. */
public final class Manifests {
  private Manifests() {}

  /**
   * Reads YAML or JSON: single objects, lists of them, one document or several.
   *
   * <p>A workload's pods speak for it when there are any of them, with the ReplicaSets or
   * ControllerRevisions that tell which of them are the newest; else its own counts do.
   *
   * @throws UnreadableManifestException when something is not well-formed or no Kubernetes object
   */
  public static ManifestReading read(byte[] content) throws UnreadableManifestException {
    ManifestText.Read file = new ManifestText().read(content);
    List<HasMetadata> objects = objects(file);
    RelatedObjects related = RelatedObjects.among(objects);
    List<ObservedWorkload> workloads = new ArrayList<>();
    Map<String, Integer> ignored = new LinkedHashMap<>();
    for (HasMetadata object : objects) {
      if (WorkloadSnapshots.kindOf(object).isPresent()) {
        workloads.add(observed(object, related));
      } else if (!tellsOfWorkloads(object)) {
        ignored.merge(object.getKind(), 1, Integer::sum);
      }
    }
    return new ManifestReading(workloads, ignored, file.notes());
  }

  /**
   * Reads the same for a rehearsal: how the workloads replace their pods, and how long that took.
   * Where one is found twice, the first counts.
   *
   * @throws UnreadableManifestException when something is not well-formed or no Kubernetes object
   */
  public static ManifestSurvey survey(byte[] content) throws UnreadableManifestException {
    ManifestText.Read file = new ManifestText().read(content);
    List<HasMetadata> objects = objects(file);
    return new ManifestSurvey(Surveys.of(objects, RelatedObjects.among(objects)), file.notes());
  }

  private static List<HasMetadata> objects(ManifestText.Read file)
      throws UnreadableManifestException {
    List<HasMetadata> objects = new ArrayList<>();
    for (Object document : file.objects()) {
      flatten(document, objects);
    }
    return objects;
  }

  private static void flatten(@Nullable Object document, List<HasMetadata> objects)
      throws UnreadableManifestException {
    switch (document) {
      // An item of a list that is written as nothing.
      case null -> {}
      case KubernetesResourceList<?> list -> {
        if (list.getItems() != null) {
          for (Object item : list.getItems()) {
            flatten(item, objects);
          }
        }
      }
      case HasMetadata object when object.getKind() != null -> objects.add(checked(object));
      default ->
          throw new UnreadableManifestException(
              "an item of a list is not a Kubernetes object: it has no apiVersion and kind");
    }
  }

  private static HasMetadata checked(HasMetadata object) throws UnreadableManifestException {
    boolean matters = WorkloadSnapshots.kindOf(object).isPresent() || tellsOfWorkloads(object);
    String name = object.getMetadata() == null ? null : object.getMetadata().getName();
    if (matters && (name == null || name.isBlank())) {
      throw new UnreadableManifestException("a " + object.getKind() + " has no name");
    }
    return object;
  }

  private static ObservedWorkload observed(HasMetadata object, RelatedObjects related) {
    WorkloadSnapshot workload = WorkloadSnapshots.of(object);
    PodSet pods = PodSnapshots.podSet(workload, related);
    boolean speak =
        !pods.pods().isEmpty()
            && (pods.newestRevision().isPresent()
                || KindMapping.of(workload.ref().kind()).revisionSource() == RevisionSource.STATUS);
    return new ObservedWorkload(workload, speak ? Optional.of(pods) : Optional.empty());
  }

  private static boolean tellsOfWorkloads(HasMetadata object) {
    return object instanceof Pod
        || object instanceof ReplicaSet
        || object instanceof ControllerRevision
        || object instanceof Node;
  }
}
