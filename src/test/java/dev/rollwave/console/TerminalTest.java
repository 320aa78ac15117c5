package dev.rollwave.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.console.progress.LineLog;
import dev.rollwave.console.progress.LiveProgress;
import dev.rollwave.console.text.Palette;
import dev.rollwave.console.text.Symbols;
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
}
