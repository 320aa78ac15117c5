package dev.rollwave.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.cli.process.ExitStatus;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

class RollwaveTest {

  @Test
  void a_fault_of_our_own_never_reads_as_a_failed_workload() throws Exception {
    StringWriter err = new StringWriter();
    CommandLine rollwave = Rollwave.commandLine();
    ParseResult parsed = rollwave.parseArgs("run", "plan.yaml");
    CommandLine run = parsed.subcommand().commandSpec().commandLine();
    run.setErr(new PrintWriter(err));

    int status =
        run.getExecutionExceptionHandler()
            .handleExecutionException(new IllegalStateException("never to happen"), run, parsed);

    assertThat(status).isEqualTo(ExitStatus.INCOMPLETE.code());
    assertThat(err.toString()).contains("a fault in Rollwave itself").contains("never to happen");
  }

  @ParameterizedTest
  @MethodSource("errors")
  void no_error_of_the_jvm_reads_as_done_or_as_a_failed_workload(Error error, String told) {
    StringWriter err = new StringWriter();
    CommandLine rollwave = Rollwave.commandLine();
    rollwave.addSubcommand("break", new Breaking(error));
    rollwave.setErr(new PrintWriter(err));

    assertThat(Rollwave.execute(rollwave, "break")).isEqualTo(ExitStatus.INCOMPLETE.code());
    assertThat(err.toString()).startsWith("rollwave: " + told);
  }

  static Stream<Arguments> errors() {
    return Stream.of(
        Arguments.of(new StackOverflowError(), "a fault in Rollwave itself; please report it:"),
        Arguments.of(new AssertionError("x"), "a fault in Rollwave itself; please report it:"),
        Arguments.of(
            new OutOfMemoryError("Java heap space"),
            "there is not enough memory (Java heap space); give it more, such as"));
  }

  @Command
  private record Breaking(Error error) implements Runnable {
    @Override
    public void run() {
      throw error;
    }
  }

  @Test
  void the_help_and_the_readme_tell_every_exit_status_of_a_run() throws IOException {
    String help = Typed.rollwave("--help").out();
    String readme = Files.readString(Path.of("README.md"));

    assertThat(ExitStatus.values())
        .extracting(ExitStatus::code)
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7)
        .allSatisfy(code -> {
          assertThat(help).containsPattern("(?m)^ +" + code + " +\\S");
          assertThat(readme).containsPattern("(?m)^\\| " + code + " \\| \\S");
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nosuch                  | there is no command 'nosuch'",
        "demo --speed fast       | Invalid value for option '--speed': 'fast' is not a number",
        "graph p --format svg    | Invalid value for option '--format': 'svg' is none of mermaid,"
            + " dot",
        "run p --new-run --continue-with-new-plan | --new-run, --continue-with-new-plan are",
        "rehearse p --slow a/b/c | Value for option '--slow' (NS/KIND/NAME=TIME) should be in",
        "status nosuch.yaml      | there is no file nosuch.yaml, and a plan's name is lower-case",
      })
  void wrong_usage_is_told_without_the_words_of_Java(String line, String told) {
    Typed typed = Typed.rollwave(line.split(" "));
    assertThat(typed.status()).isEqualTo(2);
    assertThat(typed.err()).startsWith("rollwave: " + told);
  }

  @Test
  void wrong_usage_is_told_in_two_lines_that_say_where_to_read_on() {
    Typed typed = Typed.rollwave("run", "--bogus", "plan.yaml");

    assertThat(typed.status()).isEqualTo(ExitStatus.INVALID.code());
    assertThat(typed.err().lines().toList())
        .contains("rollwave: Unknown option: '--bogus'")
        .endsWith("See `rollwave run --help`.")
        .hasSizeLessThan(5);
  }

  @Test
  void each_command_has_a_line_of_its_own_in_the_help() {
    String help = Typed.rollwave("--help").out();

    assertThat(help)
        .containsOnlyOnce("Restarts Kubernetes workloads")
        .contains("completion script");
  }

  @Test
  void a_report_that_has_no_place_to_go_is_told_before_anything_is_touched(
      @TempDir Path directory) {
    Path nowhere = directory.resolve("missing").resolve("report.json");

    Typed typed = Typed.rollwave("run", "plan.yaml", "--report", nowhere.toString());

    assertThat(typed.status()).isEqualTo(ExitStatus.INVALID.code());
    assertThat(typed.err()).contains("--report: there is no directory");
  }
}
