package dev.rollwave.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Error Prone and NullAway read all sources at once, beside the tests that wait. The build writes
 * down what they need before the integration tests begin.
 */
class ErrorProneIT {
  private static final Path NEEDED = Path.of("target", "error-prone");

  @Test
  void error_prone_and_null_away_find_nothing(@TempDir Path classes)
      throws IOException, InterruptedException {
    assertThat(NEEDED.resolve("paths.args"))
        .as("written by ./mvnw pre-integration-test")
        .isRegularFile();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "javac").toString());
    // Done in half a minute, so that optimizing the compiler itself would gain nothing.
    command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC", "-J-Xms1g"));
    Stream.of("api", "file", "main", "model", "parser", "processing", "tree", "util")
        .map(part -> "-J--add-exports=jdk.compiler/com.sun.tools.javac." + part + "=ALL-UNNAMED")
        .forEach(command::add);
    Stream.of("code", "comp")
        .map(part -> "-J--add-opens=jdk.compiler/com.sun.tools.javac." + part + "=ALL-UNNAMED")
        .forEach(command::add);
    command.addAll(List.of("-d", classes.toString()));
    command.add("@" + Path.of("src", "errorprone", "javac.args"));
    command.add("@" + NEEDED.resolve("paths.args"));
    command.add("@" + NEEDED.resolve("sources.args"));

    Process compiler = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(compiler.waitFor()).as(said).isZero();
  }
}
