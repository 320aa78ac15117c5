package dev.rollwave.workload.label;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** One of the requirements that a label selector joins by commas. */
sealed interface LabelRequirement {

  /** The label is there. */
  record Exists(String key) implements LabelRequirement {}

  /** The label is absent. */
  record DoesNotExist(String key) implements LabelRequirement {}

  /** The label has one of the values. */
  record In(String key, List<String> values) implements LabelRequirement {
    public In {
      values = List.copyOf(values);
    }
  }

  /** The label is absent, or has none of the values. */
  record NotIn(String key, List<String> values) implements LabelRequirement {
    public NotIn {
      values = List.copyOf(values);
    }
  }

  /** The label is a whole number above the bound. */
  record GreaterThan(String key, long bound) implements LabelRequirement {}

  /** The label is a whole number below the bound. */
  record LessThan(String key, long bound) implements LabelRequirement {}

  /** Whether an object with {@code labels} satisfies it. */
  default boolean matches(Map<String, String> labels) {
    return switch (this) {
      case Exists(String key) -> labels.containsKey(key);
      case DoesNotExist(String key) -> !labels.containsKey(key);
      case In(String key, List<String> values) ->
          labels.containsKey(key) && values.contains(labels.get(key));
      case NotIn(String key, List<String> values) ->
          !labels.containsKey(key) || !values.contains(labels.get(key));
      case GreaterThan(String key, long bound) ->
          Numbers.whole(labels.getOrDefault(key, "")).filter(value -> value > bound).isPresent();
      case LessThan(String key, long bound) ->
          Numbers.whole(labels.getOrDefault(key, "")).filter(value -> value < bound).isPresent();
    };
  }

  /** Whole numbers as the API server reads them in labels and selectors: 64 bits, signed. */
  final class Numbers {
    private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]{1,63}");
    private static final int LONG_BITS = 63;

    private Numbers() {}

    static Optional<Long> whole(String text) {
      if (!WHOLE.matcher(text).matches()) {
        return Optional.empty();
      }
      BigInteger value = new BigInteger(text);
      return value.bitLength() <= LONG_BITS ? Optional.of(value.longValue()) : Optional.empty();
    }
  }
}
