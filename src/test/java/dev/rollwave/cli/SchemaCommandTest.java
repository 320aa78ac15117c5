package dev.rollwave.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.planfile.PlanSchema;
import org.junit.jupiter.api.Test;

class SchemaCommandTest {
  @Test
  void the_schema_is_printed_and_nothing_else() {
    assertThat(Typed.rollwave("schema")).isEqualTo(new Typed(0, PlanSchema.text(), ""));
  }

  @Test
  void help_says_how_an_editor_finds_it() {
    assertThat(Typed.rollwave("schema", "--help").out())
        .contains("# yaml-language-server: $schema=restart-plan.schema.json");
  }
}
