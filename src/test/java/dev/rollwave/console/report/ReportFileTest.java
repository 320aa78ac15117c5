package dev.rollwave.console.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFileTest {
  @TempDir private Path folder;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  private ReportFile file(Path path) {
    return new ReportFile(path, new PrintStream(said, true, StandardCharsets.UTF_8));
  }

  @Test
  void the_report_replaces_an_older_one_and_leaves_nothing_beside_it() throws IOException {
    Path path = folder.resolve("report.json");
    Files.writeString(path, "older and longer than the new one");

    assertThat(file(path).write("{}\n")).isTrue();

    assertThat(path).hasContent("{}\n");
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all).containsExactly(path);
    }
    assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void a_report_that_cannot_be_written_is_told_and_does_not_throw() {
    Path path = folder.resolve("missing").resolve("report.json");

    assertThat(file(path).write("{}\n")).isFalse();

    assertThat(said.toString(StandardCharsets.UTF_8))
        .startsWith("rollwave: the report was not written to " + path + ": NoSuchFileException");
  }

  @Test
  void a_directory_in_its_place_is_left_alone() throws IOException {
    Path path = Files.createDirectory(folder.resolve("report.json"));

    assertThat(file(path).write("{}\n")).isFalse();

    assertThat(path).isDirectory();
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("was not written");
  }
}
