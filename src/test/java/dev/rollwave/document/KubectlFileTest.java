package dev.rollwave.document;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KubectlFileTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @MethodSource("dev.rollwave.document.KubectlSample#all")
  void what_kubectl_reads_is_read_and_means_the_same(KubectlSample sample)
      throws UnreadableYaml, JsonProcessingException {
    List<Object> expected = new ArrayList<>();
    for (String document : sample.expected()) {
      expected.add(JSON.readValue(document, Object.class));
    }
    List<Object> read = new ArrayList<>();
    for (PlacedDocument document : KubectlFile.read(sample.content()).documents()) {
      read.add(JSON.readValue(document.content().toString(), Object.class));
    }
    assertThat(numbers(read)).isEqualTo(numbers(expected));
  }

  @Test
  void a_key_that_is_written_twice_is_told_by_name_with_both_lines() throws UnreadableYaml {
    assertThat(read("spec:\n  replicas: 1\n  paused: true\n  replicas: 2\n").notes())
        .containsExactly(
            "line 4, column 3: `replicas` is written twice, first in line 2; the last one counts,"
                + " as it does for kubectl and the API server");
    assertThat(read("{\"spec\": {\"replicas\": 1,\n \"replicas\": 2}}").notes())
        .containsExactly(
            "line 2, column 2: `replicas` is written twice, first in line 1; the last one counts,"
                + " as it does for kubectl and the API server");
  }

  @Test
  void what_a_merge_brought_in_is_not_written_twice() throws UnreadableYaml {
    assertThat(read("x: &b {a: 1}\ny: {<<: *b, a: 2}\nz: {a: 2, <<: *b}\n").notes()).isEmpty();
  }

  @Test
  void a_file_full_of_such_keys_does_not_fill_the_screen() throws UnreadableYaml {
    assertThat(read("a: 1\n".repeat(500)).notes())
        .hasSize(21)
        .last()
        .isEqualTo("and 479 more like these");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a: ", "{\"a\": ", "- ", "? "})
  void nesting_is_bounded_in_yaml_and_in_json(String opening) {
    assertThat(refused(opening.repeat(100_000)))
        .matches("line 1, column \\d+: the document nests deeper than 200 levels; .*");
  }

  @Test
  void mappings_below_mappings_are_bounded() {
    String deep =
        IntStream.range(0, 3_000)
            .mapToObj(i -> " ".repeat(i) + "a:\n")
            .collect(Collectors.joining());
    assertThat(refused(deep))
        .contains("line 201, column 201: the document nests deeper than 200 levels");
  }

  @Test
  void aliases_are_bounded_over_all_documents() {
    String laughs =
        "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
            + IntStream.range(1, 5)
                .mapToObj(i ->
                    "a%d: &a%d [%s]\n"
                        .formatted(
                            i, i, String.join(", ", Collections.nCopies(10, "*a" + (i - 1)))))
                .collect(Collectors.joining());
    assertThat(refused((laughs + "---\n").repeat(10)))
        .contains("aliases stand for more than 500000 values");
  }

  @Test
  void an_alias_of_another_document_stands_for_nothing() {
    assertThat(refused("a: &n 1\n---\nb: *n\n"))
        .startsWith("line 3, column 4: the alias `*n` names no anchor above it");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "a: [1          | line 1, column 6: this is not YAML: the document ends",
        "{\"\"a\"\":      | line 1, column 4: this is not well-formed JSON; nor is it YAML",
        "a: b: c        | line 1, column 5: this is not YAML: mapping values are not allowed here",
        "? [a]          | line 1, column 3: a key is a list; a key is a single word",
        "<<: 1          | line 1, column 5: the merge key `<<` is given a single value; give it a",
        "a: !!binary é  | line 1, column 4: the value after `!!binary` is not base64",
      })
  void what_kubectl_cannot_read_is_told_with_its_place(String text, String told) {
    assertThat(refused(text)).startsWith(told);
  }

  @Test
  void tabs_that_indent_are_told_as_tabs() {
    assertThat(refused("spec:\n\treplicas: 2\n"))
        .isEqualTo(
            "line 2, column 1: this is not YAML: a tab where a value or spaces belong; indent with"
                + " spaces");
    assertThat(refused("x:\n  -\ta\n")).contains("a tab where a value");
  }

  @Test
  void bytes_that_are_no_text_stand_for_one_unknown_character_each() throws UnreadableYaml {
    assertThat(KubectlFile.read("x: caf\u00E9\n".getBytes(ISO_8859_1)).documents())
        .singleElement()
        .extracting(document -> document.content().path("x").textValue())
        .isEqualTo("caf\uFFFD");
  }

  @Test
  void yaml_may_be_as_long_as_json() throws UnreadableYaml {
    String padding = "# nothing to see here\n".repeat(200_000);
    assertThat(read(padding + "a: 1\n").documents()).hasSize(1);
  }

  private static String refused(String text) {
    return assertThatExceptionOfType(UnreadableYaml.class)
        .isThrownBy(() -> read(text))
        .actual()
        .told();
  }

  private static KubectlFile read(String text) throws UnreadableYaml {
    return KubectlFile.read(text.getBytes(UTF_8));
  }

  // 3 and 3.0 are the same to Go, which writes both as 3.
  private static String numbers(Object tree) {
    return String.valueOf(tree).replaceAll("(\\d)\\.0(?!\\d)", "$1");
  }
}
