package dev.rollwave.document;

import dev.rollwave.document.YamlNode.Mapping;
import dev.rollwave.document.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the position of a value again, in a file that has been read: its tree keeps none, which for
 * a large file would take more room than the values themselves.
 */
public final class ValuePositions {
  private ValuePositions() {}

  /**
   * The position of a value in the first document of {@code content} that holds anything.
   *
   * @param steps the way to it from the top: a {@code String} for the key of a mapping, an {@code
   *     Integer} for the item of a list, from 0
   * @return of the last step that is there; empty where the file cannot be read as YAML
   */
  public static Optional<Position> find(byte[] content, List<?> steps) {
    List<YamlNode> documents = new ArrayList<>();
    try {
      YamlTree.readAll(
          DocumentText.leniently(content),
          new KubectlYaml((position, what, fix) -> {}),
          root -> {
            if (!(root instanceof YamlNode.Scalar scalar && scalar.isNothing())) {
              documents.add(root);
            }
          });
    } catch (UnreadableYaml e) {
      return documents.stream().findFirst().map(YamlNode::position);
    }
    return documents.stream().findFirst().map(root -> deepest(root, steps).position());
  }

  private static YamlNode deepest(YamlNode root, List<?> steps) {
    YamlNode at = root;
    for (Object step : steps) {
      Optional<YamlNode> next = child(at, step);
      if (next.isEmpty()) {
        return at;
      }
      at = next.get();
    }
    return at;
  }

  private static Optional<YamlNode> child(YamlNode node, Object step) {
    return switch (node) {
      case Mapping mapping ->
          Optional.ofNullable(mapping.entries().get(String.valueOf(step)))
              .map(YamlNode.Entry::value);
      case Sequence list ->
          step instanceof Integer index && index >= 0 && index < list.items().size()
              ? Optional.of(list.items().get(index))
              : Optional.empty();
      case YamlNode.Scalar _ -> Optional.empty();
    };
  }
}
