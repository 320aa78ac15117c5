package dev.rollwave.simulation.mutants;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A snippet of a source file, and what stands there instead. How the snippet is broken into lines
 * does not matter.
 *
 * @param file below the package {@code dev.rollwave}, such as {@code engine/Gates.java}
 * @param snippet stands there exactly once
 * @param instead may be empty
 */
record Change(Path file, String snippet, String instead) {

  /**
   * The whole text with the other snippet.
   *
   * @throws IllegalStateException when the snippet is not there exactly once
   */
  String appliedTo(String text) {
    Matcher found = pattern().matcher(text);
    if (!found.find()) {
      throw new IllegalStateException("%s has no `%s`".formatted(file, snippet));
    }
    int start = found.start();
    int end = found.end();
    if (found.find()) {
      throw new IllegalStateException("%s has `%s` more than once".formatted(file, snippet));
    }
    return text.substring(0, start) + instead + text.substring(end);
  }

  private Pattern pattern() {
    return Pattern.compile(
        Arrays.stream(snippet.strip().split("\\s+"))
            .map(Pattern::quote)
            .collect(Collectors.joining("\\s+")));
  }
}
