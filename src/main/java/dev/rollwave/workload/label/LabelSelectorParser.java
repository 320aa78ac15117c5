package dev.rollwave.workload.label;

import static dev.rollwave.workload.Quotation.quoted;

import dev.rollwave.workload.label.LabelRequirement.DoesNotExist;
import dev.rollwave.workload.label.LabelRequirement.Exists;
import dev.rollwave.workload.label.LabelRequirement.GreaterThan;
import dev.rollwave.workload.label.LabelRequirement.In;
import dev.rollwave.workload.label.LabelRequirement.LessThan;
import dev.rollwave.workload.label.LabelRequirement.NotIn;
import dev.rollwave.workload.label.LabelSelector.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads label selectors, so that a slip is found before a cluster is asked. */
final class LabelSelectorParser {
  private static final String OPERATORS = "=, ==, !=, in, notin, <, >";
  private static final String WHITE_SPACE = " \t\r\n";

  private final List<LabelRequirement> requirements = new ArrayList<>();

  private LabelSelectorParser() {}

  static Reading read(String text) {
    String selector = trimmed(text);
    if (selector.isEmpty()) {
      return new Reading.Invalid(
          "an empty selector would match every workload of the namespace",
          "write a selector such as `tier=backend`; for truly all, `!no-such-label`");
    }
    LabelSelectorParser parser = new LabelSelectorParser();
    for (String requirement : parts(selector)) {
      Optional<Reading.Invalid> fault = parser.take(trimmed(requirement));
      if (fault.isPresent()) {
        return fault.get();
      }
    }
    return new Reading.Valid(new LabelSelector(selector, parser.requirements));
  }

  /** Parts at the commas that stand outside of parentheses. */
  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int at = 0; at < text.length(); at++) {
      switch (text.charAt(at)) {
        case '(' -> depth++;
        case ')' -> depth--;
        case ',' -> {
          if (depth == 0) {
            parts.add(text.substring(from, at));
            from = at + 1;
          }
        }
        default -> {}
      }
    }
    parts.add(text.substring(from));
    return parts;
  }

  private Optional<Reading.Invalid> take(String requirement) {
    if (requirement.isEmpty()) {
      return invalid("a selector has nothing before or after a comma", "remove the comma");
    }
    if (requirement.startsWith("!")) {
      String key = trimmed(requirement.substring(1));
      return LabelSyntax.checkKey(key).or(() -> keep(new DoesNotExist(key)));
    }
    int end = wordEnd(requirement);
    String key = requirement.substring(0, end);
    String rest = trimmed(requirement.substring(end));
    return LabelSyntax.checkKey(key)
        .or(() -> rest.isEmpty() ? keep(new Exists(key)) : takeOperator(key, rest));
  }

  private Optional<Reading.Invalid> takeOperator(String key, String rest) {
    if (rest.startsWith("!=")) {
      String value = trimmed(rest.substring(2));
      return LabelSyntax.checkValue(value).or(() -> keep(new NotIn(key, List.of(value))));
    }
    if (rest.startsWith("=")) {
      String value = trimmed(rest.substring(rest.startsWith("==") ? 2 : 1));
      return LabelSyntax.checkValue(value).or(() -> keep(new In(key, List.of(value))));
    }
    if (rest.startsWith("<") || rest.startsWith(">")) {
      return takeBound(key, rest.charAt(0), trimmed(rest.substring(1)));
    }
    String word = rest.substring(0, wordEnd(rest));
    if (word.equals("in") || word.equals("notin")) {
      return takeSet(key, word, trimmed(rest.substring(word.length())));
    }
    return invalid(
        quoted(rest) + " is not an operator of a selector",
        "use one of " + OPERATORS + ", or only the key");
  }

  // The API server holds the bound to the syntax of a label's value too, which has no sign.
  private Optional<Reading.Invalid> takeBound(String key, char operator, String number) {
    Optional<Long> bound =
        LabelSyntax.checkValue(number).isPresent()
            ? Optional.empty()
            : LabelRequirement.Numbers.whole(number);
    if (bound.isEmpty()) {
      return invalid(
          quoted(number) + " is compared but is not a whole number",
          "write a number of 0 or more, below 2^63");
    }
    return keep(
        operator == '>' ? new GreaterThan(key, bound.get()) : new LessThan(key, bound.get()));
  }

  private Optional<Reading.Invalid> takeSet(String key, String operator, String set) {
    String example = "write `" + operator + " (a, b)`";
    if (!set.startsWith("(") || !set.endsWith(")")) {
      return invalid(quoted(operator) + " is not followed by values in parentheses", example);
    }
    String inner = set.substring(1, set.length() - 1);
    if (trimmed(inner).isEmpty()) {
      return invalid(quoted(operator) + " has no values", example);
    }
    List<String> values = new ArrayList<>();
    for (String part : inner.split(",", -1)) {
      String value = trimmed(part);
      Optional<Reading.Invalid> fault = LabelSyntax.checkValue(value);
      if (fault.isPresent()) {
        return fault;
      }
      values.add(value);
    }
    return keep(operator.equals("in") ? new In(key, values) : new NotIn(key, values));
  }

  private Optional<Reading.Invalid> keep(LabelRequirement requirement) {
    requirements.add(requirement);
    return Optional.empty();
  }

  private static int wordEnd(String text) {
    int end = 0;
    while (end < text.length() && (WHITE_SPACE + "=!<>(),").indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  // Only what the API server skips: another kind of space would reach it inside of a key or value.
  private static String trimmed(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && WHITE_SPACE.indexOf(text.charAt(from)) >= 0) {
      from++;
    }
    while (to > from && WHITE_SPACE.indexOf(text.charAt(to - 1)) >= 0) {
      to--;
    }
    return text.substring(from, to);
  }

  private static Optional<Reading.Invalid> invalid(String what, String fix) {
    return Optional.of(new Reading.Invalid(what, fix));
  }
}
