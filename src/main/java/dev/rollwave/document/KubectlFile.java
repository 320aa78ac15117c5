package dev.rollwave.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollwave.document.YamlNode.Mapping;
import dev.rollwave.document.YamlNode.Scalar;
import dev.rollwave.document.YamlNode.Sequence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A file that kubectl could read as well: manifests, snapshots, a kubeconfig. YAML or JSON, one
 * document or several; what kubectl takes is taken, and means the same.
 *
 * @param documents in the order of the file; one with nothing in it is left out
 * @param notes what means something else than it seems to, each a clause with its position
 */
public record KubectlFile(List<PlacedDocument> documents, List<String> notes) {
  /** Notes told at most; a file that is all mistake would fill the screen. */
  private static final int MOST_NOTES = 20;

  public KubectlFile {
    documents = List.copyOf(documents);
    notes = List.copyOf(notes);
  }

  /**
   * Reads {@code content}.
   *
   * @throws UnreadableYaml where it is neither YAML nor JSON, or more than the {@link
   *     DocumentLimits} allow
   */
  public static KubectlFile read(byte[] content) throws UnreadableYaml {
    if (content.length > DocumentLimits.MOST_MANIFEST_BYTES) {
      throw new UnreadableYaml(
          Position.START, "this is longer than 256 MiB", "take fewer namespaces at once");
    }
    String text = DocumentText.leniently(content);
    if (!isJson(text)) {
      return yaml(text);
    }
    try {
      return json(text);
    } catch (JsonProcessingException noJson) {
      return yamlInBraces(text, noJson);
    } catch (IOException e) {
      throw new IllegalStateException("what is in memory can be read", e);
    }
  }

  // Braces begin a mapping of YAML as well, and a document of YAML may come after one of JSON.
  private static KubectlFile yamlInBraces(String text, JsonProcessingException noJson)
      throws UnreadableYaml {
    try {
      return yaml(text);
    } catch (UnreadableYaml noYaml) {
      Position position =
          new Position(noJson.getLocation().getLineNr(), noJson.getLocation().getColumnNr());
      // What was read further is what the file was meant to be.
      if (noYaml.position().compareTo(position) > 0) {
        throw noYaml;
      }
      throw new UnreadableYaml(
          position, "this is not well-formed JSON", "nor is it YAML; is the file complete?");
    }
  }

  private static KubectlFile json(String text) throws IOException, UnreadableYaml {
    List<PlacedDocument> documents = new ArrayList<>();
    Notes notes = new Notes();
    JsonTree.readAll(text, notes, documents::add);
    return new KubectlFile(documents, notes.told());
  }

  private static KubectlFile yaml(String text) throws UnreadableYaml {
    DocumentText.requireReadable(text);
    List<PlacedDocument> documents = new ArrayList<>();
    Notes notes = new Notes();
    YamlTree.readAll(
        text,
        new KubectlYaml(notes),
        root -> {
          JsonNode content = json(root);
          if (!content.isNull()) {
            documents.add(new PlacedDocument(root.position(), content));
          }
        });
    return new KubectlFile(documents, notes.told());
  }

  private static JsonNode json(YamlNode node) {
    return switch (node) {
      case Scalar scalar -> KubectlScalars.value(scalar);
      case Sequence sequence -> {
        ArrayNode array = JsonNodeFactory.instance.arrayNode(sequence.items().size());
        sequence.items().forEach(item -> array.add(json(item)));
        yield array;
      }
      case Mapping mapping -> {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        mapping.entries().forEach((key, entry) -> object.set(key, json(entry.value())));
        yield object;
      }
    };
  }

  private static boolean isJson(String text) {
    String start = text.stripLeading();
    return start.startsWith("{") || start.startsWith("[");
  }

  /** The first few findings, and how many more there were. */
  private static final class Notes implements Findings {
    private final List<String> first = new ArrayList<>();
    private int more;

    @Override
    public void add(Position position, String what, String fix) {
      if (first.size() < MOST_NOTES) {
        first.add(
            "line %d, column %d: %s; %s".formatted(position.line(), position.column(), what, fix));
      } else {
        more++;
      }
    }

    List<String> told() {
      if (more > 0) {
        first.add("and %d more like these".formatted(more));
      }
      return first;
    }
  }
}
