package dev.rollwave.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whoever follows {@code docs/design.md} into the code finds what it names. */
class DesignMapTest {
  private static final Path MAP = Path.of("docs/design.md");
  private static final Path SOURCES = Path.of("src/main/java/dev/rollwave");
  private static final Pattern CLASS = Pattern.compile("`([a-z]+(?:/[a-z]+)*/[A-Z]\\w+)`");
  private static final Pattern LAYER = Pattern.compile("(?m)^\\| `([a-z]+)` \\|");

  @Test
  void every_class_that_the_map_names_is_where_the_map_says() throws IOException {
    List<String> named = found(CLASS);

    assertThat(named).isNotEmpty();
    assertThat(named.stream().map(name -> SOURCES.resolve(name + ".java")))
        .allSatisfy(file -> assertThat(file).isRegularFile());
  }

  @Test
  void every_package_is_on_the_map() throws IOException {
    try (var folders = Files.list(SOURCES)) {
      assertThat(found(LAYER))
          .containsExactlyInAnyOrderElementsOf(
              folders.map(folder -> folder.getFileName().toString()).toList());
    }
  }

  private static List<String> found(Pattern pattern) throws IOException {
    return pattern
        .matcher(Files.readString(MAP))
        .results()
        .map((MatchResult match) -> match.group(1))
        .toList();
  }
}
