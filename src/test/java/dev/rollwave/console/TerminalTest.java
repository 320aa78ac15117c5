package dev.rollwave.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.console.TerminalSize.Size;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // interactive, TERM, NO_COLOR, CLICOLOR_FORCE, live, palette
        "true,  xterm, -, -, true,  COLOUR",
        "false, xterm, -, -, false, PLAIN",
        "true,  dumb,  -, -, false, PLAIN",
        "true,  xterm, 1, -, true,  PLAIN",
        "true,  xterm, '', -, true, COLOUR",
        "false, xterm, -, 1, false, COLOUR",
        "false, xterm, -, 0, false, PLAIN",
        "true,  xterm, 1, 1, true,  PLAIN",
        "true,  -,     -, -, true,  COLOUR",
      })
  void the_environment_decides_on_colour_and_redrawing(
      boolean interactive,
      @Nullable String term,
      @Nullable String noColor,
      @Nullable String forced,
      boolean live,
      Palette palette) {
    Map<String, String> environment = new HashMap<>();
    if (term != null) {
      environment.put("TERM", term);
    }
    if (noColor != null) {
      environment.put("NO_COLOR", noColor);
    }
    if (forced != null) {
      environment.put("CLICOLOR_FORCE", forced);
    }

    assertThat(Terminal.of(environment, interactive, StandardCharsets.UTF_8))
        .isEqualTo(new Terminal(live, palette, Symbols.UNICODE));
  }

  @Test
  void an_encoding_that_is_not_utf_8_gets_ascii() {
    assertThat(Terminal.of(Map.of(), true, StandardCharsets.US_ASCII).symbols())
        .isEqualTo(Symbols.ASCII);
  }

  @Test
  void progress_is_live_on_a_terminal_and_lines_elsewhere() {
    PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream());
    assertThat(
            Terminal.of(Map.of(), true, StandardCharsets.UTF_8)
                .progress(nowhere, Map.of(), Optional.empty()))
        .isInstanceOf(LiveProgress.class);
    assertThat(
            Terminal.of(Map.of(), false, StandardCharsets.UTF_8)
                .progress(nowhere, Map.of(), Optional.empty()))
        .isInstanceOf(LineLog.class);
  }

  @Test
  void columns_and_lines_of_the_environment_come_first() {
    TerminalSize size = new TerminalSize(Map.of("COLUMNS", "132", "LINES", "43"), System::nanoTime);
    assertThat(size.now()).isEqualTo(new Size(132, 43));
  }

  @Test
  void an_answer_of_stty_is_rows_before_columns() {
    assertThat(TerminalSize.parse("24 80\n")).contains(new Size(80, 24));
  }

  @ParameterizedTest
  @CsvSource({"'0 0'", "''", "'stty: not a tty'", "'24'", "'-1 80'", "'a b'"})
  void an_answer_that_is_no_size_is_none(String answer) {
    assertThat(TerminalSize.parse(answer)).isEqualTo(Optional.empty());
  }
}
