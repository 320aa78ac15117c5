package dev.rollwave.kubernetes.json;

import java.util.List;

/** JSON that is not of the form that its place in the model demands; the message quotes nothing. */
public final class MisreadException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;
  private final transient List<Object> steps;
  private final Class<?> wanted;

  MisreadException(List<Object> steps, Class<?> wanted) {
    super("%s is no %s".formatted(path(steps), wanted.getSimpleName()));
    this.steps = List.copyOf(steps);
    this.wanted = wanted;
  }

  /** The path to the value: a key, or the index of an item, for each step. */
  public List<Object> steps() {
    return steps;
  }

  /** What stands there in the model. */
  public Class<?> wanted() {
    return wanted;
  }

  /** {@code steps} as a person would write them. */
  public static String path(List<Object> steps) {
    StringBuilder path = new StringBuilder();
    for (Object step : steps) {
      if (step instanceof Integer) {
        path.append('[').append(step).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step);
      }
    }
    return path.toString();
  }
}
