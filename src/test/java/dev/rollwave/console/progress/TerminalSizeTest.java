package dev.rollwave.console.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.console.progress.TerminalSize.Size;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalSizeTest {
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
