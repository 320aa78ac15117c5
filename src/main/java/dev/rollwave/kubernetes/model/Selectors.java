package dev.rollwave.kubernetes.model;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes label selectors as the API server reads them in a query. */
public final class Selectors {
  private Selectors() {}

  /** {@code selector} in kubectl's syntax; empty for one that matches everything. */
  public static String text(LabelSelector selector) {
    Map<String, String> labels =
        new TreeMap<>(Objects.requireNonNullElse(selector.getMatchLabels(), Map.of()));
    return Stream.concat(
            labels.entrySet().stream().map(label -> label.getKey() + "=" + label.getValue()),
            Stream.ofNullable(selector.getMatchExpressions())
                .flatMap(expressions -> expressions.stream().map(Selectors::text)))
        .collect(Collectors.joining(","));
  }

  /** The labels that {@code selector} asks for; empty where it asks for more, or for nothing. */
  public static Optional<Map<String, String>> labels(LabelSelector selector) {
    boolean isMore =
        selector.getMatchExpressions() != null && !selector.getMatchExpressions().isEmpty();
    return Optional.ofNullable(selector.getMatchLabels())
        .filter(labels -> !isMore && !labels.isEmpty())
        .map(Map::copyOf);
  }

  /**
   * One selector, in kubectl's syntax, for what any of {@code labels} ask for; it may select more.
   *
   * @param labels not empty, all of the same keys
   */
  public static String anyOf(Collection<Map<String, String>> labels) {
    Map<String, SortedSet<String>> values = new TreeMap<>();
    for (Map<String, String> some : labels) {
      some.forEach((key, value) -> values.computeIfAbsent(key, _ -> new TreeSet<>()).add(value));
    }
    return values.entrySet().stream()
        .map(it ->
            it.getValue().size() == 1
                ? it.getKey() + "=" + it.getValue().getFirst()
                : it.getKey() + " in (" + String.join(",", it.getValue()) + ")")
        .collect(Collectors.joining(","));
  }

  /** Whether {@code object} has all of {@code labels}. */
  public static boolean isSelected(HasMetadata object, Map<String, String> labels) {
    return labels.entrySet().stream()
        .allMatch(it -> Labels.of(object, it.getKey()).equals(Optional.of(it.getValue())));
  }

  private static String text(LabelSelectorRequirement expression) {
    return switch (expression.getOperator()) {
      case "Exists" -> expression.getKey();
      case "DoesNotExist" -> "!" + expression.getKey();
      default ->
          expression.getValues().stream()
              .collect(
                  Collectors.joining(
                      ",",
                      expression.getKey()
                          + " "
                          + expression.getOperator().toLowerCase(Locale.ROOT)
                          + " (",
                      ")"));
    };
  }
}
