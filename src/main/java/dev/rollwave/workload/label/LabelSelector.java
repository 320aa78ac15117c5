package dev.rollwave.workload.label;

import java.util.List;
import java.util.Map;

/**
 * A label selector in the syntax of kubectl: {@code a=b}, {@code a!=b}, {@code a in (b,c)}, {@code
 * a notin (b)}, {@code a}, {@code !a}, {@code a>3}, {@code a<3}, joined by commas. All of its
 * requirements have to hold.
 *
 * <p>It matches as the API server does: a label that is absent satisfies {@code !=} and {@code
 * notin}, and neither {@code >} nor {@code <}; so does no label whose value is not a whole number.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/">Labels
 *     and Selectors</a>
 * @see <a
 *     href="https://github.com/kubernetes/apimachinery/blob/master/pkg/labels/selector.go">apimachinery,
 *     pkg/labels/selector.go</a>
 */
public final class LabelSelector {
  private final String text;
  private final List<LabelRequirement> requirements;

  LabelSelector(String text, List<LabelRequirement> requirements) {
    this.text = text;
    this.requirements = List.copyOf(requirements);
  }

  /** What came of reading a selector. */
  public sealed interface Reading {
    /** It is one. */
    record Valid(LabelSelector selector) implements Reading {}

    /**
     * It is none.
     *
     * @param what what is wrong, for a person
     * @param fix how to put it right
     */
    record Invalid(String what, String fix) implements Reading {}
  }

  /** Reads {@code text}; never throws, and accepts no selector that matches everything. */
  public static Reading read(String text) {
    return LabelSelectorParser.read(text);
  }

  /**
   * The selector that {@code text} is.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static LabelSelector of(String text) {
    return switch (read(text)) {
      case Reading.Valid(LabelSelector selector) -> selector;
      case Reading.Invalid(String what, String _) -> throw new IllegalArgumentException(what);
    };
  }

  /** Whether an object with {@code labels} is selected. */
  public boolean matches(Map<String, String> labels) {
    for (LabelRequirement requirement : requirements) {
      if (!requirement.matches(labels)) {
        return false;
      }
    }
    return true;
  }

  /** As it was written, less white space at both ends; the API server reads the same. */
  @Override
  public String toString() {
    return text;
  }

  /** Whether {@code other} is the same selector, written the same way. */
  @Override
  public boolean equals(Object other) {
    return other instanceof LabelSelector that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }
}
