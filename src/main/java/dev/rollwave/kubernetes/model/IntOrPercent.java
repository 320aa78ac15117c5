package dev.rollwave.kubernetes.model;

import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * So many pods, or such a share of those that there are.
 *
 * @param number of pods, or of hundredths
 * @param isPercentage which of both
 */
record IntOrPercent(int number, boolean isPercentage) {
  private static final Pattern COUNT = Pattern.compile("(\\d{1,9})(%?)");

  /**
   * What {@code written} means; what no API server accepts says in a manifest no more than nothing
   * at all, which is {@code otherwise}.
   */
  static IntOrPercent of(@Nullable IntOrString written, IntOrString otherwise) {
    if (written == null || written.getValue() == null) {
      return of(otherwise, otherwise);
    }
    Integer absolute = written.getIntVal();
    if (absolute != null) {
      return new IntOrPercent(absolute, false);
    }
    Matcher text = COUNT.matcher(written.getStrVal());
    return text.matches()
        ? new IntOrPercent(Integer.parseInt(text.group(1)), !text.group(2).isEmpty())
        : of(otherwise, otherwise);
  }

  /** Of {@code all} pods, where a part of one counts as a whole one. */
  int roundedUp(int all) {
    return isPercentage ? clamped(Math.ceilDiv((long) all * number, 100)) : number;
  }

  /** Of {@code all} pods, where a part of one counts for nothing. */
  int roundedDown(int all) {
    return isPercentage ? clamped(Math.floorDiv((long) all * number, 100)) : number;
  }

  private static int clamped(long pods) {
    return Math.clamp(pods, 0, Integer.MAX_VALUE);
  }
}
