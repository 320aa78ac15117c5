package dev.rollwave.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each decision says when it was taken and whether it still holds, and is in the list. */
class DecisionsTest {
  private static final Path DECISIONS = Path.of("docs/adr");

  @Test
  void each_decision_has_a_date_and_a_status() throws IOException {
    assertThat(pages())
        .isNotEmpty()
        .allSatisfy(page ->
            assertThat(Files.readString(page))
                .containsPattern(
                    "\\A# \\d{4} .+\\n\\nDate: 20\\d\\d-\\d\\d-\\d\\d\\."
                        + " Status: (accepted|replaced by \\d{4})\\.\\n"));
  }

  @Test
  void each_decision_is_listed_once_under_its_own_number() throws IOException {
    String list = Files.readString(DECISIONS.resolve("README.md"));

    assertThat(pages())
        .extracting(page -> page.getFileName().toString())
        .allSatisfy(name ->
            assertThat(list).containsOnlyOnce("| [" + name.substring(0, 4) + "](" + name + ") |"));
  }

  private static List<Path> pages() throws IOException {
    try (var files = Files.list(DECISIONS)) {
      return files.filter(file -> file.getFileName().toString().matches("\\d{4}-.+\\.md")).toList();
    }
  }
}
