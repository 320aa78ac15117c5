package dev.rollwave.testcluster.benchmark;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How large a task is.
 *
 * @param deployments how many
 * @param atOnce how many of them may be under way at a time
 */
record Size(int deployments, int atOnce) {
  private static final Pattern FORM = Pattern.compile("(\\d+):(\\d+)");

  /**
   * Those that {@code text} names, such as {@code 60:16,300:50}.
   *
   * @throws IllegalArgumentException when it has another form
   */
  static List<Size> parse(String text) {
    return Stream.of(text.split(",", -1)).map(Size::one).toList();
  }

  private static Size one(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not DEPLOYMENTS:AT_ONCE: " + text);
    }
    return new Size(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }
}
