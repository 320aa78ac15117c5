package dev.rollwave.document;

import static dev.rollwave.document.UnseenBlanks.quoted;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Builds the trees of JSON documents, one after another. A snapshot of a large cluster is JSON of
 * hundreds of megabytes; as YAML it would take ten times as long.
 */
final class JsonTree {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  // Its own limit throws in words of its own, so it only stands behind ours.
  private static final ObjectReader READER = reader();

  private final JsonParser parser;
  private final Findings findings;

  private JsonTree(JsonParser parser, Findings findings) {
    this.parser = parser;
    this.findings = findings;
  }

  /**
   * Hands each document of {@code text} to {@code documents}, with its position.
   *
   * @throws IOException where it is not JSON
   */
  static void readAll(String text, Findings findings, Consumer<PlacedDocument> documents)
      throws IOException, UnreadableYaml {
    try (JsonParser parser = READER.createParser(text)) {
      JsonTree tree = new JsonTree(parser, findings);
      while (parser.nextToken() != null) {
        Position position = tree.position();
        documents.accept(new PlacedDocument(position, tree.value(0)));
      }
    }
  }

  private static ObjectReader reader() {
    JsonMapper mapper = new JsonMapper();
    mapper
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(2 * DocumentLimits.MOST_NESTING)
                .maxStringLength(DocumentLimits.MOST_MANIFEST_BYTES)
                .build());
    return mapper.reader();
  }

  private JsonNode value(int depth) throws IOException, UnreadableYaml {
    if (depth > DocumentLimits.MOST_NESTING) {
      throw YamlTree.tooDeep(position());
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(depth);
      case START_ARRAY -> array(depth);
      case JsonToken _ -> parser.readValueAsTree();
    };
  }

  private ArrayNode array(int depth) throws IOException, UnreadableYaml {
    ArrayNode array = NODES.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(depth + 1));
    }
    return array;
  }

  private ObjectNode object(int depth) throws IOException, UnreadableYaml {
    ObjectNode object = NODES.objectNode();
    Map<String, Integer> lines = new HashMap<>();
    for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
      Position position = position();
      parser.nextToken();
      object.set(key, value(depth + 1));
      @Nullable Integer first = lines.putIfAbsent(key, position.line());
      if (first != null) {
        findings.add(
            position,
            quoted(key) + " is written twice, first in line " + first,
            "the last one counts, as it does for kubectl and the API server");
      }
    }
    return object;
  }

  private Position position() {
    return new Position(
        parser.currentTokenLocation().getLineNr(), parser.currentTokenLocation().getColumnNr());
  }
}
