package dev.rollwave.planfile;

import static dev.rollwave.planfile.Documents.problems;
import static dev.rollwave.planfile.Documents.withSpec;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnseenBlanksTest {
  @ParameterizedTest
  @CsvSource({
    "U+00A0, '\u00A0\u00A0timeZone: UTC', 1",
    "U+3000, ' \u3000timeZone: UTC', 2",
    "U+2003, '  timeZone:\u2003UTC', 12",
    "U+FEFF, '\uFEFF  timeZone: UTC', 1",
    "U+200B, '\u200B  timeZone: UTC', 1"
  })
  void one_in_the_place_of_a_space_is_told_where_it_is_and_by_its_name(
      String name, String line, int column) {
    String document = withSpec("").replace("  waves:", line + "\n\n  waves:");

    assertThat(problems(document))
        .containsExactly(
            "6:%d: this is not YAML: %s looks like a space, and is none | replace it by a space"
                .formatted(column, name));
  }

  @Test
  void one_within_a_text_is_not_to_blame_for_a_fault_beside_it() {
    assertThat(problems(withSpec("").replace("Relieve the leak", "Relieve\u00A0the leak: now")))
        .singleElement()
        .asString()
        .contains("mapping values are not allowed");
  }

  @Test
  void one_that_is_a_part_of_a_key_is_shown() {
    assertThat(problems(withSpec("timeZone: UTC\nfreezes: [{name: x,\u202Ffrom: 2026-01-01}]")))
        .anySatisfy(problem -> assertThat(problem).startsWith("7:22: `<U+202F>from` is not a key"));
  }

  @Test
  void one_at_the_end_of_a_word_is_shown() {
    assertThat(problems(withSpec("onFailure: halt\u00A0")))
        .singleElement()
        .asString()
        .contains("`halt<U+00A0>` is not halt or continue");
    assertThat(problems(withSpec("\u2007onFailure: halt")))
        .singleElement()
        .asString()
        .contains("U+2007");
  }

  @Test
  void in_the_words_of_a_sound_plan_they_do_no_harm() {
    assertThat(Documents.plan(withSpec("").replace("the leak", "the\u00A0leak")).reason())
        .isEqualTo("Relieve the\u00A0leak");
  }
}
