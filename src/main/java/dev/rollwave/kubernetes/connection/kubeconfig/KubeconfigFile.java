package dev.rollwave.kubernetes.connection.kubeconfig;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollwave.document.KubectlFile;
import dev.rollwave.document.PlacedDocument;
import dev.rollwave.document.Position;
import dev.rollwave.document.UnreadableYaml;
import dev.rollwave.document.ValuePositions;
import dev.rollwave.runner.ClusterException;
import io.fabric8.kubernetes.api.model.Config;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One kubeconfig, read as kubectl reads it: the first document counts, an empty file holds nothing,
 * and unknown keys are ignored. Each of these was tried with kubectl 1.36. A refusal names position
 * and key of what is wrong and never its value, which may be a secret.
 *
 * @param config what it says
 */
record KubeconfigFile(Path file, Config config) {

  /**
   * Reads {@code file}.
   *
   * @throws ClusterException.Refused when it cannot be read, or is no kubeconfig
   */
  static KubeconfigFile read(Path file) throws ClusterException.Refused {
    byte[] content;
    List<PlacedDocument> documents;
    try {
      content = SmallFile.read(file);
      documents = KubectlFile.read(content).documents();
    } catch (SmallFile.UnreadableException e) {
      throw unusable(file, String.valueOf(e.getMessage()));
    } catch (UnreadableYaml e) {
      throw unusable(file, e.told());
    }
    if (documents.isEmpty()) {
      return new KubeconfigFile(file, new Config());
    }
    JsonNode root = documents.getFirst().content();
    try {
      requireKubeconfig(root);
      Config config = KubeconfigForm.config(root);
      requireDifferentNames(root);
      return new KubeconfigFile(file, config);
    } catch (KubeconfigForm.MisshapenException e) {
      String position =
          ValuePositions.find(content, e.steps()).map(KubeconfigFile::told).orElse("");
      throw unusable(file, position + e.getMessage());
    }
  }

  private static String told(Position position) {
    return "line %d, column %d: ".formatted(position.line(), position.column());
  }

  private static ClusterException.Refused unusable(Path file, String why) {
    return new ClusterException.Refused("cannot use the kubeconfig " + file + ": " + why);
  }

  // Both may be missing, as kubectl lets them.
  private static void requireKubeconfig(JsonNode root) throws KubeconfigForm.MisshapenException {
    if (!root.isObject()) {
      throw new KubeconfigForm.MisshapenException(
          List.of(),
          "this is %s and no kubeconfig, which is a mapping with clusters, users and contexts"
              .formatted(Texts.shape(root)));
    }
    requireWord(root, "kind", "Config");
    requireWord(root, "apiVersion", "v1");
  }

  private static void requireWord(JsonNode root, String key, String word)
      throws KubeconfigForm.MisshapenException {
    JsonNode value = root.path(key);
    boolean isUnsaid =
        value.isMissingNode() || value.isNull() || (value.isTextual() && value.asText().isEmpty());
    if (!isUnsaid && !word.equals(value.asText())) {
      throw new KubeconfigForm.MisshapenException(
          List.of(key),
          "the %s of a kubeconfig is %s, and this is another; is it the right file?"
              .formatted(key, word));
    }
  }

  // Within one file kubectl refuses two of a name; of several files the first one counts.
  private static void requireDifferentNames(JsonNode root)
      throws KubeconfigForm.MisshapenException {
    for (String list : List.of("clusters", "users", "contexts")) {
      Set<String> names = new HashSet<>();
      for (int i = 0; i < root.path(list).size(); i++) {
        String name = root.path(list).path(i).path("name").asText("");
        if (!names.add(name)) {
          throw new KubeconfigForm.MisshapenException(
              List.of(list, i),
              "a second entry of %s is called \"%s\", which kubectl refuses too: rename or remove one"
                  .formatted(list, Texts.shortened(name, 100)));
        }
      }
    }
  }
}
