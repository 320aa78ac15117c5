package dev.rollwave.console.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.plan.PlanProblem;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemReportTest {
  @Test
  void the_mark_stands_below_the_place_whatever_stands_before_it() {
    String line = "  héé\t日本: {soak: 30}";
    int column = line.indexOf("30") + 1;

    assertThat(told("first\n" + line, 2, column))
        .isEqualTo(
            """
            p.yaml:2:%d: it is wrong
                |   héé\\t日本: {soak: 30}
                |                     ^
                fix: put it right
            1 problem
            """
                .formatted(column));
  }

  @Test
  void of_a_long_line_the_part_around_the_place_is_shown() {
    String line = "a".repeat(200) + "X" + "b".repeat(200);

    assertThat(told(line, 1, 201).lines().toList())
        .satisfies(lines -> {
          assertThat(lines.get(1))
              .isEqualTo("    | " + "a".repeat(40) + "X" + "b".repeat(58) + "…");
          assertThat(lines.get(2)).isEqualTo("    | " + " ".repeat(40) + "^");
        });
  }

  @Test
  void a_place_beyond_the_line_or_the_document_is_no_trouble() {
    assertThat(told("ab", 1, 99)).contains("    | ab\n    |   ^\n");
    assertThat(told("ab", 7, 1)).doesNotContain("|");
    assertThat(told("", 1, 1)).doesNotContain("|");
    assertThat(told("\n", 1, 1)).doesNotContain("|");
  }

  @Test
  void lines_are_counted_at_every_break_that_YAML_knows() {
    assertThat(told("one\r\ntwo\rthree\nfour", 4, 1)).contains("| four");
  }

  private static String told(String source, int line, int column) {
    StringWriter out = new StringWriter();
    new ProblemReport(new PrintWriter(out), source)
        .faults(List.of(new PlanProblem("p.yaml", line, column, "it is wrong", "put it right")));
    return out.toString().replace(System.lineSeparator(), "\n");
  }
}
