package dev.rollwave.planfile.fields;

import static dev.rollwave.planfile.fields.Problems.quoted;

import dev.rollwave.document.YamlNode.Scalar;
import dev.rollwave.plan.FailurePolicy;
import dev.rollwave.plan.NearestName;
import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.rollout.ForeignChange;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values that are one word out of a few. */
public final class ScalarParsers {
  /** What {@code onFailure} may say. */
  public static final Map<String, FailurePolicy> ON_FAILURE =
      words(List.of("halt", "continue"), List.of(FailurePolicy.HALT, FailurePolicy.CONTINUE));

  /** What {@code onForeignChange} may say. */
  public static final Map<String, ForeignChange> ON_FOREIGN_CHANGE =
      words(List.of("wait", "fail"), List.of(ForeignChange.WAIT, ForeignChange.FAIL));

  private static final Map<String, WorkloadKind> KINDS =
      words(
          Arrays.stream(WorkloadKind.values()).map(WorkloadKind::kind).toList(),
          List.of(WorkloadKind.values()));

  private static final int LARGEST_NUMBER_DIGITS = 9;

  private ScalarParsers() {}

  // In this order messages list them.
  private static <T> Map<String, T> words(List<String> words, List<T> meanings) {
    Map<String, T> inOrder = new LinkedHashMap<>();
    for (int i = 0; i < words.size(); i++) {
      inOrder.put(words.get(i), meanings.get(i));
    }
    return Collections.unmodifiableMap(inOrder);
  }

  /** The word of {@code words} that {@code text} is. */
  public static <T> Parsed<T> oneOf(Map<String, T> words, String text) {
    T meant = words.get(text);
    if (meant != null) {
      return Parsed.good(meant);
    }
    String all = String.join(" or ", words.keySet());
    return Parsed.bad(
        quoted(text) + " is not " + all,
        NearestName.to(text, words.keySet())
            .map(word -> "write " + quoted(word))
            .orElse("write " + all));
  }

  /** A kind as a manifest names it; kubectl's short names are understood in the fix only. */
  public static Parsed<WorkloadKind> kind(String text) {
    WorkloadKind kind = KINDS.get(text);
    if (kind != null) {
      return Parsed.good(kind);
    }
    Optional<String> meant =
        WorkloadKind.named(text)
            .map(WorkloadKind::kind)
            .or(() -> NearestName.to(text, KINDS.keySet()));
    return Parsed.bad(
        quoted(text) + " is not a kind of workload that can be restarted",
        "write "
            + meant.map(Problems::quoted).orElse("one of " + String.join(", ", KINDS.keySet())));
  }

  /** {@code true} or {@code false}, and none of YAML 1.1's other words for them. */
  public static Parsed<Boolean> bool(Scalar scalar) {
    if (scalar.plain() && scalar.text().equals("true")) {
      return Parsed.good(true);
    }
    if (scalar.plain() && scalar.text().equals("false")) {
      return Parsed.good(false);
    }
    return Parsed.bad(
        quoted(scalar.text()) + " is neither true nor false", "write true or false, unquoted");
  }

  /** A whole number from 1 up. */
  public static Parsed<Integer> count(Scalar scalar) {
    String text = scalar.text();
    boolean isNumber =
        scalar.plain()
            && !text.isEmpty()
            && text.length() <= LARGEST_NUMBER_DIGITS
            && text.chars().allMatch(c -> c >= '0' && c <= '9');
    if (isNumber && Integer.parseInt(text) > 0) {
      return Parsed.good(Integer.parseInt(text));
    }
    return Parsed.bad(
        quoted(text) + " is not a whole number from 1 up", "write a number such as 4, unquoted");
  }

  /** The one text that a key may have. */
  public static Parsed<String> exactly(String expected, String text) {
    return text.equals(expected)
        ? Parsed.good(text)
        : Parsed.bad(quoted(text) + " is not understood here", "write " + quoted(expected));
  }

  /** Text for people: not blank and not endless. */
  public static Parsed<String> sentence(String key, String text) {
    if (text.isBlank()) {
      return Parsed.bad(quoted(key) + " is blank", "say it in a few words");
    }
    if (text.codePointCount(0, text.length()) > PlanLimits.LONGEST_REASON) {
      return Parsed.bad(
          quoted(key) + " has more than " + PlanLimits.LONGEST_REASON + " characters",
          "shorten it; it is written on every workload");
    }
    return Parsed.good(text.strip());
  }
}
