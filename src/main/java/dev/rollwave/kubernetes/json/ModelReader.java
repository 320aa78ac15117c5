package dev.rollwave.kubernetes.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.Quantity;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes an object of fabric8's model from JSON, as fabric8 would: a key that the model does not
 * know is kept beside it, and null is the same as nothing. A value of another kind than its key
 * demands is refused: no API server sends one.
 */
public final class ModelReader {
  private final Deque<Object> steps = new ArrayDeque<>();

  private ModelReader() {}

  /**
   * {@code json} as {@code type}.
   *
   * @throws MisreadException when it has another form
   */
  public static <T> T read(JsonNode json, Class<T> type) {
    return type.cast(new ModelReader().ofClass(json, type));
  }

  private Object value(JsonNode json, Type type) {
    if (!(type instanceof ParameterizedType generic)) {
      return ofClass(json, (Class<?>) type);
    }
    Type[] parts = generic.getActualTypeArguments();
    return generic.getRawType() == List.class
        ? list(json, parts[0])
        : map(require(json.isObject(), json, Map.class), parts[1]);
  }

  private Object ofClass(JsonNode json, Class<?> type) {
    if (type == String.class) {
      return require(json.isTextual(), json, type).textValue();
    } else if (type == Integer.class) {
      return require(json.isInt(), json, type).intValue();
    } else if (type == Long.class) {
      return require(json.isIntegralNumber() && json.canConvertToLong(), json, type).longValue();
    } else if (type == Boolean.class) {
      return require(json.isBoolean(), json, type).booleanValue();
    } else if (type == IntOrString.class) {
      return json.isInt()
          ? new IntOrString(json.intValue())
          : new IntOrString(require(json.isTextual(), json, type).textValue());
    } else if (type == Quantity.class) {
      return new Quantity(require(json.isValueNode(), json, type).asText());
    } else if (type == MicroTime.class) {
      return new MicroTime(require(json.isTextual(), json, type).textValue());
    } else if (type == ZonedDateTime.class) {
      return time(require(json.isTextual(), json, type));
    } else if (type == Object.class) {
      return Objects.requireNonNull(plain(json));
    }
    return object(require(json.isObject(), json, type), type);
  }

  private JsonNode require(boolean isSo, JsonNode json, Class<?> wanted) {
    if (!isSo) {
      throw misread(wanted);
    }
    return json;
  }

  private MisreadException misread(Class<?> wanted) {
    return new MisreadException(List.copyOf(steps), wanted);
  }

  private ZonedDateTime time(JsonNode json) {
    try {
      return Instant.parse(json.textValue()).atZone(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw misread(ZonedDateTime.class);
    }
  }

  private List<@Nullable Object> list(JsonNode json, Type of) {
    require(json.isArray(), json, List.class);
    List<@Nullable Object> list = new ArrayList<>(json.size());
    for (JsonNode item : json) {
      steps.addLast(list.size());
      list.add(item.isNull() ? null : value(item, of));
      steps.removeLast();
    }
    return list;
  }

  private Map<String, @Nullable Object> map(JsonNode json, Type of) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : json.properties()) {
      steps.addLast(entry.getKey());
      map.put(entry.getKey(), entry.getValue().isNull() ? null : value(entry.getValue(), of));
      steps.removeLast();
    }
    return map;
  }

  private Object object(JsonNode json, Class<?> type) {
    ModelClass model = ModelClass.of(type);
    Object made = model.make();
    for (Map.Entry<String, JsonNode> entry : json.properties()) {
      if (entry.getValue().isNull()) {
        continue;
      }
      Optional<Field> field = model.field(entry.getKey());
      if (field.isPresent()) {
        steps.addLast(entry.getKey());
        ModelClass.set(field.get(), made, value(entry.getValue(), field.get().getGenericType()));
        steps.removeLast();
      } else {
        model.rest(made).put(entry.getKey(), Objects.requireNonNull(plain(entry.getValue())));
      }
    }
    return made;
  }

  private static @Nullable Object plain(JsonNode json) {
    return switch (json.getNodeType()) {
      case OBJECT -> {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        json.properties().forEach(entry -> map.put(entry.getKey(), plain(entry.getValue())));
        yield map;
      }
      case ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>(json.size());
        json.forEach(item -> list.add(plain(item)));
        yield list;
      }
      case NUMBER -> json.numberValue();
      case BOOLEAN -> json.booleanValue();
      case NULL, MISSING -> null;
      case STRING, BINARY, POJO -> json.asText();
    };
  }
}
