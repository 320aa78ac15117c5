package dev.rollwave.planfile;

import static dev.rollwave.planfile.Documents.problems;
import static dev.rollwave.planfile.Documents.withSpec;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.plan.PlanProblem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlTreeTest {

  @Test
  void a_key_that_is_written_twice_is_told() {
    assertThat(problems(withSpec("cooldown: 1m\ncooldown: 2m")))
        .containsExactly("7:3: `cooldown` is written twice, first in line 6 | keep one of the two");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"!!java.net.URL", "!!str", "!x", "!", "!<tag:yaml.org,2002:python/object>"})
  void a_tag_is_told(String tag) {
    assertThat(problems(withSpec("cooldown: " + tag + " 1m")))
        .singleElement()
        .asString()
        .startsWith("6:13: the YAML tag ")
        .endsWith(" is not allowed | remove it; the key says what its value is");
  }

  @Test
  void a_tag_is_told_as_it_was_written() {
    assertThat(problems(withSpec("cooldown: !!java.net.URL 1m")))
        .containsExactly(
            "6:13: the YAML tag `!!java.net.URL` is not allowed"
                + " | remove it; the key says what its value is");
  }

  @Test
  void a_tag_on_a_list_or_a_mapping_is_told() {
    assertThat(problems(withSpec("windows: !!set []\nthrottle: !!map {}")))
        .anySatisfy(told -> assertThat(told).startsWith("6:12: the YAML tag"))
        .anySatisfy(told -> assertThat(told).startsWith("7:13: the YAML tag"));
  }

  @Test
  void a_merge_key_is_told() {
    assertThat(problems(withSpec("health: {<<: {soak: 1m}}")))
        .containsExactly(
            "6:12: the merge key `<<` is not understood"
                + " | write the keys out, or alias a whole value: `health: *usual`");
  }

  @Test
  void an_alias_stands_for_the_whole_value_it_names() {
    assertThat(
            Documents.plan(withSpec("cooldown: &pause 90s\nhealth: {soak: *pause}"))
                .waves()
                .getFirst()
                .health()
                .soak())
        .isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void an_alias_without_an_anchor_is_told() {
    assertThat(problems(withSpec("cooldown: *pause")))
        .containsExactly(
            "6:13: the alias `*pause` names no anchor above it"
                + " | write `&pause` before the value it stands for, or quote the text");
  }

  @Test
  void an_alias_within_what_it_names_is_told() {
    assertThat(problems(withSpec("windows: &w [*w]")))
        .containsExactly(
            "6:16: the alias `*w` stands within what it names"
                + " | an alias may only name something that is complete before it");
  }

  @Test
  void a_fault_below_an_anchor_is_told_once() {
    assertThat(problems(withSpec("cooldown: &pause 90\nhealth: {soak: *pause, grace: *pause}")))
        .containsExactly("6:13: `90` is a duration without a unit | write `90s` for seconds");
  }

  @Test
  void a_thousand_aliases_are_enough() {
    assertThat(problems(withSpec("windows: [&a x, " + "*a, ".repeat(1_001) + "]")))
        .containsExactly("6:4019: the document uses more than 1000 aliases | write the values out");
  }

  @Test
  void aliases_of_aliases_do_not_fill_the_memory() {
    String laughs =
        "l0: &l0 [x, x, x, x, x, x, x, x, x, x]\n"
            + IntStream.range(1, 9)
                .mapToObj(i ->
                    "l%d: &l%d [%s]\n"
                        .formatted(
                            i,
                            i,
                            String.join(", ", java.util.Collections.nCopies(10, "*l" + (i - 1)))))
                .collect(Collectors.joining());

    assertThat(problems(laughs))
        .singleElement()
        .asString()
        .contains("the document's aliases stand for more than 500000 values");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a: ", "- ", "? "})
  void nesting_is_bounded(String opening) {
    assertThat(problems(opening.repeat(10_000)))
        .singleElement()
        .asString()
        .contains("the document nests deeper than 200 levels");
  }

  @Test
  void a_second_document_is_told() {
    assertThat(problems(withSpec("") + "---\n" + withSpec("")))
        .containsExactly("10:1: a second document begins here | keep one plan per file: split it");
  }

  @Test
  void a_document_mark_in_front_is_no_second_document() {
    assertThat(problems("# a comment\n---\n" + withSpec("") + "...\n")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "# only a comment\n"})
  void an_empty_document_is_told(String document) {
    assertThat(problems(document))
        .containsExactly("1:1: the document is empty | write a plan; see `rollwave schema`");
  }

  @ParameterizedTest
  @ValueSource(strings = {"---\n", "~", "plan", "[a]", "42"})
  void a_document_that_is_no_mapping_is_told(String document) {
    assertThat(problems(document))
        .singleElement()
        .asString()
        .contains(", not a mapping | write its keys below it: apiVersion, kind, metadata, spec");
  }

  @Test
  void a_key_that_is_no_word_is_told() {
    assertThat(problems(withSpec("[a, b]: c")))
        .containsExactly("6:3: a key is a list | a key is a single word");
  }

  @Test
  void what_is_not_YAML_is_told_at_its_place() {
    assertThat(problems(withSpec("cooldown: 1m: 2m")))
        .containsExactly(
            "6:15: this is not YAML: mapping values are not allowed here | check the indentation,"
                + " and quote a value that holds a colon and a space");
  }

  @Test
  void a_tab_is_told_as_a_tab() {
    assertThat(problems("spec:\n\treason: x\n"))
        .containsExactly(
            "2:1: this is not YAML: a tab where a value or spaces belong | indent with spaces");
  }

  @Test
  void an_escape_that_stands_for_no_character_is_told() {
    assertThat(problems("a: \"\\UFFFFFFFF\""))
        .containsExactly(
            "1:1: this is not YAML: an escape or a number from here on stands for nothing | check"
                + " the indentation, the quotes and the brackets here and in the line above");
  }

  @Test
  void a_byte_order_mark_and_Windows_line_ends_are_taken() {
    assertThat(problems("\uFEFF" + withSpec("").replace("\n", "\r\n"))).isEmpty();
  }

  @Test
  void a_control_character_is_told_at_its_place() {
    assertThat(problems("a: b\nc: \u0007"))
        .containsExactly(
            "2:4: the control character U+0007 may not stand here"
                + " | delete it, or write it as an escape between double quotes");
  }

  @Test
  void bytes_that_are_no_UTF_8_are_told() {
    assertThat(faults(new byte[] {'a', ':', ' ', (byte) 0xC3, (byte) 0x28}))
        .isEqualTo("the document is not UTF-8 text");
  }

  @Test
  void what_PowerShell_writes_is_read() {
    assertThat(PlanFile.read(Documents.FILE, withSpec("").getBytes(StandardCharsets.UTF_16)))
        .isInstanceOf(PlanReading.Sound.class);
  }

  @Test
  void a_tab_that_separates_is_taken_for_a_space() {
    assertThat(problems(withSpec("cooldown:\t1m\t# a minute\nhealth: {soak:\t1m,\ttimeout: 5m}")))
        .isEmpty();
  }

  @Test
  void a_document_is_at_most_one_mebibyte() {
    String padding = "#".repeat(1_048_576 - withSpec("").length());

    assertThat(problems(withSpec("") + padding)).isEmpty();
    assertThat(problems(withSpec("") + padding + "#"))
        .containsExactly(
            "1:1: the document is larger than 1 MiB"
                + " | split the plan, or name workloads by selector");
  }

  @Test
  void no_more_than_a_thousand_problems_are_told() {
    String many =
        IntStream.range(0, 1_500)
            .mapToObj(i -> "zzzzzz" + i + ": x\n")
            .collect(Collectors.joining());

    assertThat(problems(many))
        .hasSize(1_001)
        .last()
        .asString()
        .contains("there are more problems; the first 1000 found are told");
  }

  @Test
  void a_quoted_text_is_shortened_in_a_message() {
    assertThat(problems("x".repeat(500) + ": y"))
        .anySatisfy(told ->
            assertThat(told).contains("`" + "x".repeat(60) + "...` is not a key of the document"));
  }

  private static String faults(byte[] content) {
    return ((PlanReading.Faulty) PlanFile.read(Documents.FILE, content))
        .problems().stream().map(PlanProblem::what).collect(Collectors.joining());
  }
}
