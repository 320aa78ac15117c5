package dev.rollwave.kubernetes.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.Quantity;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes an object of fabric8's model as JSON, as fabric8 would: without what is null or an empty
 * collection. Keys are in their order, so that what is equal is written alike.
 */
public final class ModelWriter {
  private static final JsonFactory JSON = new JsonFactory();

  // What the API server calls MicroTime.
  private static final DateTimeFormatter MICROSECONDS =
      new DateTimeFormatterBuilder().appendInstant(6).toFormatter();

  private final JsonGenerator out;

  private ModelWriter(JsonGenerator out) {
    this.out = out;
  }

  /** {@code value}, an object of the model or a part of one. */
  public static String write(Object value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(text)) {
      new ModelWriter(out).value(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** {@code tree} for a person: a line for each key. */
  public static String pretty(JsonNode tree) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(text)) {
      out.setPrettyPrinter(new DefaultPrettyPrinter());
      new ModelWriter(out).tree(tree);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  // In the order that it has.
  private void tree(JsonNode tree) throws IOException {
    switch (tree.getNodeType()) {
      case OBJECT -> {
        out.writeStartObject();
        for (Map.Entry<String, JsonNode> entry : tree.properties()) {
          out.writeFieldName(entry.getKey());
          tree(entry.getValue());
        }
        out.writeEndObject();
      }
      case ARRAY -> {
        out.writeStartArray();
        for (JsonNode item : tree) {
          tree(item);
        }
        out.writeEndArray();
      }
      case BOOLEAN -> out.writeBoolean(tree.booleanValue());
      case NUMBER -> value(tree.numberValue());
      case STRING, BINARY, POJO -> out.writeString(tree.asText());
      case NULL, MISSING -> out.writeNull();
    }
  }

  private void value(@Nullable Object value) throws IOException {
    if (value instanceof JsonNode tree) {
      tree(tree);
    } else if (value == null) {
      out.writeNull();
    } else if (value instanceof String text) {
      out.writeString(text);
    } else if (value instanceof Boolean flag) {
      out.writeBoolean(flag);
    } else if (value instanceof Integer number) {
      out.writeNumber(number);
    } else if (value instanceof Number number) {
      out.writeNumber(new BigDecimal(number.toString()));
    } else if (value instanceof List<?> list) {
      list(list);
    } else if (value instanceof Map<?, ?> map) {
      map(map);
    } else {
      model(value);
    }
  }

  private void model(Object value) throws IOException {
    if (value instanceof IntOrString either) {
      value(either.getValue());
    } else if (value instanceof Quantity quantity) {
      out.writeString(quantity.toString());
    } else if (value instanceof MicroTime time) {
      out.writeString(time.getTime());
    } else if (value instanceof ZonedDateTime time) {
      out.writeString(MICROSECONDS.format(time.toInstant()));
    } else {
      map(said(value));
    }
  }

  private void list(List<?> list) throws IOException {
    out.writeStartArray();
    for (Object item : list) {
      value(item);
    }
    out.writeEndArray();
  }

  private void map(Map<?, ?> map) throws IOException {
    Map<String, @Nullable Object> sorted = new TreeMap<>();
    map.forEach((key, value) -> sorted.put(String.valueOf(key), value));
    out.writeStartObject();
    for (Map.Entry<String, @Nullable Object> entry : sorted.entrySet()) {
      out.writeFieldName(entry.getKey());
      value(entry.getValue());
    }
    out.writeEndObject();
  }

  private static Map<String, Object> said(Object object) {
    ModelClass model = ModelClass.of(object.getClass());
    Map<String, Object> said = new TreeMap<>(model.rest(object));
    model
        .fields()
        .forEach((name, field) -> {
          Object value = ModelClass.get(field, object);
          if (value != null && !isEmpty(value)) {
            said.put(name, value);
          }
        });
    return said;
  }

  private static boolean isEmpty(Object value) {
    return (value instanceof List<?> list && list.isEmpty())
        || (value instanceof Map<?, ?> map && map.isEmpty());
  }
}
