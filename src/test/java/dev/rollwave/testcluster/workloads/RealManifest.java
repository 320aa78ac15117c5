package dev.rollwave.testcluster.workloads;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.opentest4j.TestAbortedException;

/**
 * A manifest as its authors ship it, kept outside the project.
 *
 * @param file YAML, one object a document
 */
public record RealManifest(Path file) {
  private static final String FOLDER_VARIABLE = "ROLLWAVE_TEST_MANIFESTS";
  private static final String USUAL_FOLDER = "../shared/real";

  /**
   * Finds it by its file name in the folder named by the environment variable {@code
   * ROLLWAVE_TEST_MANIFESTS}, or else beside the project. Where it is absent the test is aborted,
   * loudly.
   */
  public static RealManifest find(String fileName) {
    Path folder = Path.of(Optional.ofNullable(System.getenv(FOLDER_VARIABLE)).orElse(USUAL_FOLDER));
    Path file = folder.resolve(fileName);
    if (!Files.isReadable(file)) {
      String message =
          "TEST SKIPPED: no " + file.toAbsolutePath().normalize() + "; set " + FOLDER_VARIABLE;
      System.err.println(message);
      throw new TestAbortedException(message);
    }
    return new RealManifest(file);
  }

  /** Creates every object in the namespace, unchanged but for the nodes that its pods go to. */
  public List<HasMetadata> applyTo(KubernetesClient client, TestNamespace namespace) {
    try (InputStream yaml = Files.newInputStream(file)) {
      return client.load(yaml).items().stream()
          .peek(object -> templateOf(object).ifPresent(RealManifest::putOnFakeNodes))
          .map(object -> create(client, namespace, object))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<PodTemplateSpec> templateOf(HasMetadata object) {
    return switch (object) {
      case Deployment deployment -> Optional.of(deployment.getSpec().getTemplate());
      case StatefulSet statefulSet -> Optional.of(statefulSet.getSpec().getTemplate());
      case DaemonSet daemonSet -> Optional.of(daemonSet.getSpec().getTemplate());
      default -> Optional.empty();
    };
  }

  private static void putOnFakeNodes(PodTemplateSpec template) {
    template.setSpec(Manifests.onFakeNodes(template).getSpec());
  }

  private static HasMetadata create(
      KubernetesClient client, TestNamespace namespace, HasMetadata object) {
    object.getMetadata().setNamespace(namespace.name());
    return client.resource(object).inNamespace(namespace.name()).create();
  }
}
