package dev.rollwave.planfile;

import static dev.rollwave.planfile.Problems.quoted;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Checks a label selector in kubectl's syntax, so that a slip is found before a cluster is asked.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/">Labels
 *     and Selectors</a>
 */
final class LabelSelector {
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}");
  private static final String OPERATORS = "=, ==, !=, in, notin, <, >";

  private LabelSelector() {}

  /** The selector itself when it is one. */
  static Parsed<String> parse(String text) {
    if (text.isBlank()) {
      return Parsed.bad(
          "an empty selector would match every workload of the namespace",
          "write a selector such as `tier=backend`; for truly all, `!no-such-label`");
    }
    for (String requirement : requirements(text)) {
      Optional<Parsed.Bad<String>> fault = check(requirement.strip());
      if (fault.isPresent()) {
        return fault.get();
      }
    }
    return Parsed.good(text.strip());
  }

  /** Parts at the commas that stand outside of parentheses. */
  private static List<String> requirements(String text) {
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

  private static Optional<Parsed.Bad<String>> check(String requirement) {
    if (requirement.isEmpty()) {
      return bad("a selector has nothing before or after a comma", "remove the comma");
    }
    if (requirement.startsWith("!")) {
      return LabelSyntax.checkKey(requirement.substring(1).strip());
    }
    int end = keyEnd(requirement);
    String key = requirement.substring(0, end);
    String rest = requirement.substring(end).strip();
    return LabelSyntax.checkKey(key)
        .or(() -> rest.isEmpty() ? Optional.empty() : checkOperator(rest));
  }

  private static int keyEnd(String requirement) {
    int end = 0;
    while (end < requirement.length() && " \t\r\n=!<>(),".indexOf(requirement.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  private static Optional<Parsed.Bad<String>> checkOperator(String rest) {
    for (String operator : List.of("==", "!=", "=")) {
      if (rest.startsWith(operator)) {
        return LabelSyntax.checkValue(rest.substring(operator.length()).strip());
      }
    }
    if (rest.startsWith("<") || rest.startsWith(">")) {
      String number = rest.substring(1).strip();
      return NUMBER.matcher(number).matches()
          ? Optional.empty()
          : bad(quoted(number) + " is compared but is not a whole number", "write a number");
    }
    String word = rest.substring(0, keyEnd(rest));
    if (word.equals("in") || word.equals("notin")) {
      return checkSet(word, rest.substring(word.length()).strip());
    }
    return bad(
        quoted(rest) + " is no operator of a selector",
        "use one of " + OPERATORS + ", or only the key");
  }

  private static Optional<Parsed.Bad<String>> checkSet(String operator, String set) {
    if (!set.startsWith("(") || !set.endsWith(")")) {
      return bad(
          quoted(operator) + " is not followed by values in parentheses",
          "write `" + operator + " (a, b)`");
    }
    String values = set.substring(1, set.length() - 1);
    if (values.isBlank()) {
      return bad(quoted(operator) + " has no values", "write `" + operator + " (a, b)`");
    }
    for (String value : values.split(",", -1)) {
      Optional<Parsed.Bad<String>> fault = LabelSyntax.checkValue(value.strip());
      if (fault.isPresent()) {
        return fault;
      }
    }
    return Optional.empty();
  }

  private static Optional<Parsed.Bad<String>> bad(String what, String mend) {
    return Optional.of(new Parsed.Bad<>(what, mend));
  }
}
