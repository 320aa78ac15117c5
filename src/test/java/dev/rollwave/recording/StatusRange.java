package dev.rollwave.recording;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The numbers and words that some statuses span, field by field. */
final class StatusRange {
  private final Map<String, NavigableSet<String>> words = new TreeMap<>();
  private final Map<String, NavigableSet<Integer>> numbers = new TreeMap<>();

  private StatusRange() {}

  static StatusRange of(List<String> statuses) {
    StatusRange range = new StatusRange();
    statuses.stream().flatMap(status -> fields(status).stream()).forEach(range::add);
    return range;
  }

  /** Whether each number is between those known, and each word a known one. */
  boolean contains(String status) {
    return fields(status).stream().allMatch(this::contains);
  }

  private void add(Field field) {
    if (field.isNumber()) {
      numbers.computeIfAbsent(field.name(), _ -> new TreeSet<>()).add(field.number());
    } else {
      words.computeIfAbsent(field.name(), _ -> new TreeSet<>()).add(field.value());
    }
  }

  private boolean contains(Field field) {
    if (!field.isNumber()) {
      return words.getOrDefault(field.name(), new TreeSet<>()).contains(field.value());
    }
    NavigableSet<Integer> known = numbers.getOrDefault(field.name(), new TreeSet<>());
    return known.floor(field.number()) != null && known.ceiling(field.number()) != null;
  }

  private static List<Field> fields(String status) {
    return Arrays.stream(status.split(" ", -1)).map(Field::of).toList();
  }

  private record Field(String name, String value) {
    static Field of(String text) {
      int equals = text.indexOf('=');
      return new Field(text.substring(0, equals), text.substring(equals + 1));
    }

    boolean isNumber() {
      return value.chars().allMatch(Character::isDigit);
    }

    int number() {
      return Integer.parseInt(value);
    }
  }
}
