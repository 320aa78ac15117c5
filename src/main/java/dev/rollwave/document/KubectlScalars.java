package dev.rollwave.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.rollwave.document.YamlNode.Scalar;
import java.math.BigInteger;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a value without quotes means to kubectl: YAML 1.1 as the Go library reads it, so that {@code
 * yes} and {@code on} are true and {@code 010} is eight, while {@code 1:30} and {@code 2026-11-20}
 * stay text.
 */
final class KubectlScalars {
  private static final Set<String> TRUE =
      Set.of("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON");
  private static final Set<String> FALSE =
      Set.of("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF");
  private static final Pattern WHOLE =
      Pattern.compile("([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|([0-9]+))");
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(?:\\.[0-9]+|[0-9]+(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?");

  private KubectlScalars() {}

  /** The value that {@code scalar} is. */
  static JsonNode value(Scalar scalar) {
    String text = scalar.text();
    if (!scalar.plain()) {
      return TextNode.valueOf(text);
    }
    if (scalar.isNothing()) {
      return NullNode.getInstance();
    }
    if (TRUE.contains(text) || FALSE.contains(text)) {
      return BooleanNode.valueOf(TRUE.contains(text));
    }
    String number = text.replace("_", "");
    return whole(number)
        .or(() ->
            FLOAT.matcher(number).matches()
                ? Optional.of(DoubleNode.valueOf(Double.parseDouble(number)))
                : Optional.empty())
        .orElseGet(() -> TextNode.valueOf(text));
  }

  /** The text that {@code scalar} is as a key. */
  static String key(Scalar scalar) {
    return scalar.isNothing() ? scalar.text() : value(scalar).asText();
  }

  private static Optional<JsonNode> whole(String text) {
    Matcher parts = WHOLE.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    int[] radixes = {16, 2, 8, 10};
    for (int i = 0; i < radixes.length; i++) {
      String digits = parts.group(i + 2);
      if (digits != null) {
        BigInteger value = new BigInteger(digits, radixes[i]);
        return number(parts.group(1).equals("-") ? value.negate() : value);
      }
    }
    throw new IllegalStateException("a whole number has digits");
  }

  // Beyond 64 bits Go reads a float.
  private static Optional<JsonNode> number(BigInteger value) {
    if (value.bitLength() < Integer.SIZE) {
      return Optional.of(IntNode.valueOf(value.intValue()));
    }
    return Optional.of(
        value.bitLength() < Long.SIZE
            ? LongNode.valueOf(value.longValue())
            : DoubleNode.valueOf(value.doubleValue()));
  }
}
