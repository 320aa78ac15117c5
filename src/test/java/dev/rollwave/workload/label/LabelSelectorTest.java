package dev.rollwave.workload.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollwave.workload.label.LabelSelector.Reading;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelSelectorTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "app",
        "!app",
        "! app",
        "app=cart",
        "app==cart",
        "app = cart",
        "app!=cart",
        "app=",
        "app.kubernetes.io/part-of=mesh",
        "tier in (a,b)",
        "tier in ( a , b )",
        "tier in(a)",
        "tier notin (a),!canary,env=prod",
        "tier in (a,)",
        "generation>3",
        "generation < 10",
        "a,b,c"
      })
  void what_kubectl_understands_is_taken_and_kept_as_written(String selector) {
    assertThat(LabelSelector.of(selector)).hasToString(selector);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          ~ ~             | an empty selector would match every workload of the namespace
          a=b,            | a selector has nothing before or after a comma
          ,a=b            | a selector has nothing before or after a comma
          =b              | `` is not the key of a label
          -a=b            | `-a` is not the key of a label
          Foo_Bar/x=b     | `Foo_Bar/x` is not the key of a label
          a/b/c=d         | `a/b/c` is not the key of a label
          in (a)          | `in` is not the key of a label
          a=b c           | `b c` is not the value of a label
          a=-b            | `-b` is not the value of a label
          a===b           | `=b` is not the value of a label
          a in            | `in` is not followed by values in parentheses
          a in b          | `in` is not followed by values in parentheses
          a in (b         | `in` is not followed by values in parentheses
          a in ()         | `in` has no values
          a in (b c)      | `b c` is not the value of a label
          a in (b) c      | `in` is not followed by values in parentheses
          a in (b)(c)     | `b)(c` is not the value of a label
          a in ((b))      | `(b)` is not the value of a label
          a within (b)    | `within (b)` is not an operator of a selector
          a (b)           | `(b)` is not an operator of a selector
          a>b             | `b` is compared but is not a whole number
          a>-3            | `-3` is compared but is not a whole number
          a<9223372036854775808 | `9223372036854775808` is compared but is not a whole number
          a>              | `` is compared but is not a whole number
          a!b             | `!b` is not an operator of a selector
          """)
  void anything_else_is_refused(String selector, String what) {
    assertThat(LabelSelector.read(selector))
        .isInstanceOfSatisfying(
            Reading.Invalid.class,
            invalid -> {
              assertThat(invalid.what()).isEqualTo(what);
              assertThat(invalid.fix()).isNotBlank();
            });
  }

  @ParameterizedTest
  @CsvSource({"63, true", "64, false"})
  void a_value_has_at_most_63_characters(int length, boolean isTaken) {
    assertThat(LabelSelector.read("a=" + "b".repeat(length)) instanceof Reading.Valid)
        .isEqualTo(isTaken);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          tier=backend                      | true
          tier==backend                     | true
          tier = backend                    | true
          tier=frontend                     | false
          other=                            | false
          empty=                            | true
          tier!=frontend                    | true
          tier!=backend                     | false
          other!=x                          | true
          env in (a,b)                      | true
          env in ( b , a )                  | true
          env in (b, c)                     | false
          env notin (b,c)                   | true
          env notin (a)                     | false
          other notin (a)                   | true
          empty in (a,)                     | true
          tier                              | true
          other                             | false
          !tier                             | false
          ! other                           | true
          generation>3                      | true
          generation > 7                    | false
          generation < 10                   | true
          generation<7                      | false
          other>3                           | false
          other<3                           | false
          tier>3                            | false
          huge>3                            | false
          tier=backend,env in (a,b)         | true
          tier=backend,env in (b,c)         | false
          tier=backend,generation>3,!other  | true
          """)
  void it_matches_as_the_api_server_does(String selector, boolean matches) {
    Map<String, String> labels =
        Map.of(
            "tier", "backend", "env", "a", "empty", "", "generation", "7", "huge", "9".repeat(30));

    assertThat(LabelSelector.of(selector).matches(labels)).isEqualTo(matches);
  }

  @Test
  void two_that_are_written_alike_are_the_same() {
    assertThat(LabelSelector.of(" tier=backend "))
        .isEqualTo(LabelSelector.of("tier=backend"))
        .hasSameHashCodeAs(LabelSelector.of("tier=backend"))
        .isNotEqualTo(LabelSelector.of("tier==backend"));
  }

  @Test
  void whoever_needs_a_selector_is_told_what_is_wrong() {
    assertThatThrownBy(() -> LabelSelector.of("a in b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("`in` is not followed by values in parentheses");
  }
}
