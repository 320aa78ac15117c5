package dev.rollwave.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Turns that needed a second reading once, with the plain word that stands there now. */
class PlainWordsTest {
  private static final List<Path> READ =
      Stream.of(
              "src/main",
              "src/simulation",
              "src/training",
              "docs",
              "config",
              "k8s-cronjob.yaml",
              "README.md",
              "CONTRIBUTING.md",
              "CHANGELOG.md",
              "SECURITY.md")
          .map(Path::of)
          .toList();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(goes|gone|going|go) on with\\b", // continue
        "\\bmend(s|ed|ing)?\\b", // fix
        "\\bunpause", // resume
        "will not make it", // cannot become ready
        "is come by", // is opened, is found
        "longest (way|path) behind", // the longest remaining path
        "within nothing", // 0
        "clos(es?|ed|ing) (its|their) books", // ends in order
        "nothing (was|is) in sight|no opening is in sight", // no window opens
      })
  void no_reader_meets_a_turn_that_was_given_up(String turn) throws IOException {
    Pattern pattern = Pattern.compile(turn);
    List<String> met = new ArrayList<>();
    for (Path root : READ) {
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          Files.readAllLines(file).stream()
              .filter(line -> pattern.matcher(line).find())
              .forEach(line -> met.add(file + ": " + line.strip()));
        }
      }
    }
    assertThat(met).isEmpty();
  }
}
