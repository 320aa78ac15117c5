package dev.rollwave.kubernetes.json;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.Quantity;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;

/** Objects of fabric8's model that say something under each key that their class knows. */
final class WholeObjects {
  private int counted = 1;

  private WholeObjects() {}

  /** One of {@code type}, with a value of its own in each field, however deep. */
  static <T> T of(Class<T> type) {
    return type.cast(new WholeObjects().value(type));
  }

  private Object value(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] parts = generic.getActualTypeArguments();
      return generic.getRawType() == List.class
          ? List.of(value(parts[0]), value(parts[0]))
          : Map.of("key-" + counted++, value(parts[1]));
    }
    Class<?> simple = (Class<?>) type;
    if (simple == String.class || simple == Object.class) {
      return "text " + counted++;
    } else if (simple == Integer.class) {
      return counted++;
    } else if (simple == Long.class) {
      return (1L << 40) + counted++;
    } else if (simple == Boolean.class) {
      return counted++ % 2 == 0;
    } else if (simple == IntOrString.class) {
      return counted++ % 2 == 0 ? new IntOrString(counted) : new IntOrString(counted + "%");
    } else if (simple == Quantity.class) {
      return new Quantity(counted++ + "Mi");
    } else if (simple == MicroTime.class) {
      return new MicroTime("2026-01-02T03:04:05.678901Z");
    } else if (simple == ZonedDateTime.class) {
      return ZonedDateTime.of(2026, 1, 2, 3, 4, 5, 678_901_000, ZoneOffset.UTC);
    }
    return object(simple);
  }

  private Object object(Class<?> type) {
    ModelClass model = ModelClass.of(type);
    Object made = model.make();
    for (Field field : model.fields().values()) {
      boolean isFixed = ModelClass.get(field, made) instanceof String;
      if (!isFixed) {
        ModelClass.set(field, made, value(field.getGenericType()));
      }
    }
    return made;
  }
}
