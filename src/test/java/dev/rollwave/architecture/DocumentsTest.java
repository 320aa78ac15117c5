package dev.rollwave.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a reader of README and {@code docs} relies on: lines that fit, links that lead somewhere.
 */
class DocumentsTest {
  private static final int COLUMNS = 100;
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");
  private static final Path OPERATIONS = Path.of("docs/operations.md");
  private static final Pattern MESSAGE = Pattern.compile("^\\| \\d \\| `([^`]+)` \\|");

  static Stream<Path> documents() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("docs"))) {
      List<Path> docs = files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
      return Stream.concat(
          Stream.of("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md").map(Path::of),
          docs.stream());
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void prose_wraps_at_100_columns(Path document) throws IOException {
    assertThat(prose(document))
        .allSatisfy(line ->
            assertThat(line.codePointCount(0, line.length()))
                .as(line)
                .isLessThanOrEqualTo(COLUMNS));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void every_link_to_a_file_leads_to_one(Path document) throws IOException {
    assertThat(LINK.matcher(Files.readString(document)).results().map(it -> it.group(1)).toList())
        .allSatisfy(target -> assertThat(document.resolveSibling(target)).exists());
  }

  @Test
  void every_message_in_the_troubleshooting_is_one_that_is_said() throws IOException {
    String said = sources();
    List<String> messages =
        Files.readAllLines(OPERATIONS).stream()
            .flatMap(line -> MESSAGE.matcher(line).results())
            .map(it -> it.group(1))
            .toList();

    assertThat(messages).hasSizeGreaterThan(8).allSatisfy(it -> assertThat(said).contains(it));
  }

  // Code, tables, headings and addresses cannot be wrapped.
  private static List<String> prose(Path document) throws IOException {
    List<String> prose = new ArrayList<>();
    boolean isCode = false;
    for (String line : Files.readAllLines(document)) {
      isCode ^= line.strip().startsWith("```");
      boolean isWhole = line.startsWith("|") || line.startsWith("    ") || line.startsWith("#");
      if (!isCode && !isWhole && line.strip().contains(" ")) {
        prose.add(line);
      }
    }
    return prose;
  }

  private static String sources() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(Files.readString(file));
      }
    }
    return all.toString();
  }
}
