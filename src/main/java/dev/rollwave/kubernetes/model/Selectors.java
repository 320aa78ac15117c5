package dev.rollwave.kubernetes.model;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
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
