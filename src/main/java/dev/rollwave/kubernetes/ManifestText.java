package dev.rollwave.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads YAML or JSON, one document or several. What is wrong is told by its place and never by its
 * content: among the documents there may be Secrets.
 */
final class ManifestText {
  /** Where the YAML parser under fabric8 stops, without an option to raise it. */
  private static final int MOST_YAML = 3 * 1024 * 1024;

  private static final Pattern PLACE = Pattern.compile("line (\\d+), column (\\d+)");
  private static final JsonMapper JSON = new JsonMapper();

  private final KubernetesSerialization kubernetes = ManifestKinds.serialization();

  /** The documents of {@code content}, each an object, a list of them, or something else. */
  List<@Nullable Object> documents(byte[] content) throws UnreadableManifestException {
    try {
      return isJson(content) ? json(content) : yaml(content);
    } catch (JsonProcessingException e) {
      throw new UnreadableManifestException(
          "line %d, column %d: this is not well-formed JSON"
              .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
    } catch (IOException e) {
      throw new UnreadableManifestException("cannot be read as JSON");
    } catch (RuntimeException e) {
      // fabric8 lets through what the YAML parser throws, of a class that it does not export.
      throw new UnreadableManifestException(explained(e, content.length));
    }
  }

  // fabric8 reads the first JSON document and drops the others without a word.
  private List<@Nullable Object> json(byte[] content) throws IOException {
    List<@Nullable Object> documents = new ArrayList<>();
    try (MappingIterator<JsonNode> all = JSON.readerFor(JsonNode.class).readValues(content)) {
      while (all.hasNextValue()) {
        JsonNode document = all.nextValue();
        documents.add(
            document.isObject() ? kubernetes.convertValue(document, KubernetesResource.class) : "");
      }
    }
    return documents;
  }

  private List<@Nullable Object> yaml(byte[] content) {
    Object read = kubernetes.unmarshal(new ByteArrayInputStream(content));
    return read instanceof List<?> several ? new ArrayList<>(several) : nullableList(read);
  }

  private static List<@Nullable Object> nullableList(@Nullable Object document) {
    List<@Nullable Object> one = new ArrayList<>();
    one.add(document);
    return one;
  }

  private static boolean isJson(byte[] content) {
    for (byte b : content) {
      if (!Character.isWhitespace(b)) {
        return b == '{' || b == '[';
      }
    }
    return false;
  }

  private static String explained(RuntimeException e, int length) {
    if (e.getCause() instanceof JsonMappingException mapping) {
      return "%s does not have the form that its kind demands".formatted(path(mapping));
    }
    if (length > MOST_YAML) {
      return "more than 3 MiB of YAML; give it as JSON, `-o json`, which may be longer";
    }
    return PLACE
        .matcher(Objects.requireNonNullElse(e.getMessage(), ""))
        .results()
        .reduce((first, last) -> last)
        .map((MatchResult place) -> "line " + place.group(1) + ", column " + place.group(2) + ": ")
        .orElse("")
        .concat("this is not well-formed YAML");
  }

  private static String path(JsonMappingException mapping) {
    String path =
        mapping.getPath().stream()
            .map(step ->
                step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
            .collect(Collectors.joining("."));
    return path.isEmpty() ? "a document" : path;
  }
}
