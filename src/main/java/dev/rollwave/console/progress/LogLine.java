package dev.rollwave.console.progress;

import dev.rollwave.console.text.Text;
import dev.rollwave.console.words.Formats;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One line of a run's story: when, a word that says what, about whom, and details.
 *
 * <pre>2026-11-21T01:30:05Z restart   shop/Deployment/cart  wave=backends reason="session leak"
 * </pre>
 *
 * @param word what happened; part of the format, so that {@code grep ' failed '} keeps working
 * @param subject a workload's reference, {@code wave/NAME}, {@code plan/NAME} or {@code cluster}
 * @param details in the order of the line
 */
record LogLine(String word, String subject, List<Detail> details) {
  private static final int WORD_COLUMNS = 9;

  LogLine {
    details = List.copyOf(details);
  }

  /** A key and its value as it came from outside. */
  record Detail(String key, String value) {
    // A value that needs no quotes shows none, so that a line stays easy to read and to search.
    private String shown() {
      boolean plain =
          !value.isEmpty()
              && value.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '"' && c != '\\');
      return key + "=" + (plain ? value : Text.quoted(value));
    }
  }

  static LogLine about(String word, String subject) {
    return new LogLine(word, subject, List.of());
  }

  /** This line with one more detail. */
  LogLine with(String key, String value) {
    List<Detail> more = new ArrayList<>(details);
    more.add(new Detail(key, value));
    return new LogLine(word, subject, more);
  }

  /** This line with one more detail, unless {@code value} is empty. */
  LogLine withAny(String key, String value) {
    return value.isEmpty() ? this : with(key, value);
  }

  LogLine with(String key, int value) {
    return with(key, Integer.toString(value));
  }

  /** The whole line, without a line end, safe to show. */
  String text(Instant now) {
    return Formats.instant(now) + " " + story();
  }

  /** The line without its time, safe to show. */
  String story() {
    StringBuilder out =
        new StringBuilder(Text.column(word, WORD_COLUMNS)).append(' ').append(Text.shown(subject));
    String gap = "  ";
    for (Detail detail : details) {
      out.append(gap).append(detail.shown());
      gap = " ";
    }
    return out.toString();
  }
}
