package dev.rollwave.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A label selector in kubectl's syntax: {@code a=b}, {@code a!=b}, {@code a in (b,c)}, {@code a
 * notin (b)}, {@code a}, {@code !a}, joined by commas that all have to hold.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/">Labels
 *     and Selectors</a>
 */
final class LabelSelector {
  private static final Pattern AMONG =
      Pattern.compile("(?<key>\\S+)\\s+(?<not>not)?in\\s+\\((?<values>[^)]*)\\)");
  private static final Pattern EQUAL =
      Pattern.compile("(?<key>[^\\s=!]+)\\s*(?<not>!)?={1,2}\\s*(?<value>[^\\s=]*)");
  private static final Pattern PRESENT = Pattern.compile("(?<not>!)?\\s*(?<key>[^\\s=!()]+)");
  // Commas inside brackets separate values and not requirements.
  private static final Pattern OUTER_COMMA = Pattern.compile(",(?![^(]*\\))");

  private final List<Predicate<Map<String, String>>> requirements;

  private LabelSelector(List<Predicate<Map<String, String>>> requirements) {
    this.requirements = List.copyOf(requirements);
  }

  /**
   * Reads a selector.
   *
   * @throws IllegalArgumentException when {@code text} is none
   */
  static LabelSelector parse(String text) {
    List<Predicate<Map<String, String>>> requirements = new ArrayList<>();
    for (String part : OUTER_COMMA.split(text, -1)) {
      requirements.add(requirement(part.strip()));
    }
    return new LabelSelector(requirements);
  }

  boolean matches(Map<String, String> labels) {
    return requirements.stream().allMatch(requirement -> requirement.test(labels));
  }

  private static Predicate<Map<String, String>> requirement(String part) {
    Matcher among = AMONG.matcher(part);
    if (among.matches()) {
      List<String> values =
          Arrays.stream(among.group("values").split(",", -1)).map(String::strip).toList();
      return oneOf(among, values);
    }
    Matcher equal = EQUAL.matcher(part);
    if (equal.matches()) {
      return oneOf(equal, List.of(equal.group("value")));
    }
    Matcher present = PRESENT.matcher(part);
    if (present.matches()) {
      String key = present.group("key");
      return negated(present, labels -> labels.containsKey(key));
    }
    throw new IllegalArgumentException("not a label selector: " + part);
  }

  private static Predicate<Map<String, String>> oneOf(Matcher matcher, List<String> values) {
    String key = matcher.group("key");
    return negated(matcher, labels -> labels.containsKey(key) && values.contains(labels.get(key)));
  }

  private static Predicate<Map<String, String>> negated(
      Matcher matcher, Predicate<Map<String, String>> predicate) {
    return matcher.group("not") == null ? predicate : predicate.negate();
  }
}
