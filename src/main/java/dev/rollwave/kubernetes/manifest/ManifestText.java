package dev.rollwave.kubernetes.manifest;

import com.fasterxml.jackson.databind.JsonMappingException;
import dev.rollwave.document.KubectlFile;
import dev.rollwave.document.PlacedDocument;
import dev.rollwave.document.UnreadableYaml;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Turns documents into objects of Kubernetes. What is wrong is told by its place and never by its
 * content: among the documents there may be Secrets.
 */
final class ManifestText {
  private final KubernetesSerialization kubernetes = ManifestKinds.serialization();

  /**
   * What a file holds.
   *
   * @param objects each an object, or a list of them
   * @param notes what means something else than it seems to, each a clause with its place
   */
  record Read(List<KubernetesResource> objects, List<String> notes) {
    Read {
      objects = List.copyOf(objects);
      notes = List.copyOf(notes);
    }
  }

  /** The documents of {@code content}. */
  Read read(byte[] content) throws UnreadableManifestException {
    try {
      KubectlFile file = KubectlFile.read(content);
      List<KubernetesResource> objects = new ArrayList<>();
      for (PlacedDocument document : file.documents()) {
        objects.add(object(document));
      }
      return new Read(objects, file.notes());
    } catch (UnreadableYaml e) {
      throw new UnreadableManifestException(e.told());
    }
  }

  private KubernetesResource object(PlacedDocument document) throws UnreadableManifestException {
    String line = "line " + document.position().line() + ": ";
    if (!document.content().path("kind").isTextual()) {
      throw new UnreadableManifestException(
          line + "this document is not a Kubernetes object: it has no apiVersion and kind");
    }
    try {
      return kubernetes.convertValue(document.content(), KubernetesResource.class);
    } catch (IllegalArgumentException e) {
      throw new UnreadableManifestException(
          line + path(e) + " does not have the form that its kind demands");
    }
  }

  private static String path(IllegalArgumentException e) {
    String path =
        e.getCause() instanceof JsonMappingException mapping
            ? mapping.getPath().stream()
                .map(step ->
                    step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."))
            : "";
    return path.isEmpty() ? "this document" : path;
  }
}
