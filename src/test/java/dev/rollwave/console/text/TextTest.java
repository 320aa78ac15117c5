package dev.rollwave.console.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {
  @Test
  void plain_text_in_any_script_is_shown_as_it_is() {
    assertThat(Text.shown("cart: año 購物車 ok ✔ 🛒")).isEqualTo("cart: año 購物車 ok ✔ 🛒");
  }

  @Test
  void an_escape_sequence_is_seen_and_not_obeyed() {
    assertThat(Text.shown("\u001b[2J\u001b]0;owned\u0007\u009b31m"))
        .isEqualTo("\\u001b[2J\\u001b]0;owned\\u0007\\u009b31m");
  }

  @Test
  void a_line_break_cannot_forge_a_line() {
    assertThat(Text.shown("ok\r\n2026-11-21T01:30:05Z healthy\u2028x\u2029y\tz"))
        .isEqualTo("ok\\r\\n2026-11-21T01:30:05Z healthy\\u2028x\\u2029y\\tz");
  }

  @ParameterizedTest
  @CsvSource({
    "202e, right-to-left override",
    "2066, left-to-right isolate",
    "200b, zero width space",
    "feff, byte order mark",
    "061c, Arabic letter mark",
    "00ad, soft hyphen",
    "d800, unpaired surrogate",
    "e000, private use"
  })
  void invisible_and_direction_changing_characters_become_visible(String hex, String what) {
    String raw = "a" + (char) Integer.parseInt(hex, 16) + "b";
    assertThat(Text.shown(raw)).as(what).isEqualTo("a\\u" + hex + "b");
  }

  @Test
  void text_hidden_in_tag_characters_becomes_visible() {
    assertThat(Text.shown("a" + Character.toString(0xe0041))).isEqualTo("a\\u{e0041}");
  }

  @Test
  void a_quoted_value_ends_where_it_seems_to() {
    assertThat(Text.quoted("say \"hi\" \\ wave=x\n"))
        .isEqualTo("\"say \\\"hi\\\" \\\\ wave=x\\n\"");
  }

  @ParameterizedTest
  @CsvSource({
    "checkout, 8, checkout",
    "checkout, 7, checko…",
    "checkout, 1, …",
    "checkout, 0, ''",
    "購物車, 6, 購物車",
    "購物車, 5, 購物…",
    "購物車, 4, 購…",
  })
  void text_is_cut_by_terminal_columns(String text, int columns, String expected) {
    assertThat(Text.fit(text, columns)).isEqualTo(expected);
  }

  @Test
  void combining_marks_take_no_column() {
    assertThat(DisplayWidth.of("e\u0301")).isEqualTo(1);
    assertThat(DisplayWidth.of("🛒")).isEqualTo(2);
    assertThat(Text.column("e\u0301", 3)).isEqualTo("e\u0301  ");
  }
}
