package dev.rollwave.kubernetes.json;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A class of fabric8's model: its fields by their names in JSON. These are told by the names in
 * Java, since to read an annotation costs more than all else that is done with the field: an
 * underscore stands before a word of Java's own, and a hyphen is lost to a capital letter.
 */
final class ModelClass {
  /** What keeps the values that the model has no field for. */
  private static final String REST = "additionalProperties";

  private static final Map<Class<?>, ModelClass> KNOWN = new ConcurrentHashMap<>();

  private final Constructor<?> constructor;
  private final Map<String, Field> fields = new LinkedHashMap<>();
  private final Optional<Field> rest;

  private ModelClass(Class<?> type) {
    try {
      constructor = type.getConstructor();
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException(type + " is no class of the model", e);
    }
    Optional<Field> found = Optional.empty();
    for (Field field : type.getDeclaredFields()) {
      if (Modifier.isStatic(field.getModifiers())) {
        continue;
      }
      field.setAccessible(true);
      if (field.getName().equals(REST)) {
        found = Optional.of(field);
      } else {
        String name = field.getName();
        fields.put(name.startsWith("_") ? name.substring(1) : name, field);
      }
    }
    rest = found;
  }

  static ModelClass of(Class<?> type) {
    return KNOWN.computeIfAbsent(type, ModelClass::new);
  }

  /** Each field by its name, in the order of the source. */
  Map<String, Field> fields() {
    return fields;
  }

  /** The field that JSON calls {@code name}; empty where the model has none. */
  Optional<Field> field(String name) {
    return Optional.ofNullable(fields.get(name.indexOf('-') < 0 ? name : withoutHyphens(name)));
  }

  private static String withoutHyphens(String name) {
    StringBuilder joined = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      boolean isHyphen = name.charAt(i) == '-' && i + 1 < name.length();
      joined.append(isHyphen ? Character.toUpperCase(name.charAt(++i)) : name.charAt(i));
    }
    return joined.toString();
  }

  /** What {@code object} keeps that the model has no field for; empty where it keeps nothing. */
  @SuppressWarnings("unchecked")
  Map<String, Object> rest(Object object) {
    return rest.map(field -> (Map<String, Object>) get(field, object))
        .orElseGet(LinkedHashMap::new);
  }

  Object make() {
    try {
      return constructor.newInstance();
    } catch (InstantiationException | IllegalAccessException | InvocationTargetException e) {
      throw new IllegalArgumentException(constructor + " makes nothing", e);
    }
  }

  static @Nullable Object get(Field field, Object object) {
    try {
      return field.get(object);
    } catch (IllegalAccessException e) {
      throw new IllegalArgumentException(field + " cannot be read", e);
    }
  }

  static void set(Field field, Object object, Object value) {
    try {
      field.set(object, value);
    } catch (IllegalAccessException e) {
      throw new IllegalArgumentException(field + " cannot be written", e);
    }
  }
}
