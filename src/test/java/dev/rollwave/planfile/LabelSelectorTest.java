package dev.rollwave.planfile;

import static org.assertj.core.api.Assertions.assertThat;

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
  void what_kubectl_understands_is_taken(String selector) {
    assertThat(LabelSelector.parse(selector)).isEqualTo(new Parsed.Good<>(selector));
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
          a within (b)    | `within (b)` is no operator of a selector
          a (b)           | `(b)` is no operator of a selector
          a>b             | `b` is compared but is not a whole number
          a!b             | `!b` is no operator of a selector
          """)
  void anything_else_is_refused(String selector, String what) {
    assertThat(LabelSelector.parse(selector))
        .isInstanceOfSatisfying(
            Parsed.Bad.class,
            bad -> {
              assertThat(bad.what()).isEqualTo(what);
              assertThat(bad.mend()).isNotBlank();
            });
  }

  @ParameterizedTest
  @CsvSource({"63, true", "64, false"})
  void a_value_has_at_most_63_characters(int length, boolean isTaken) {
    assertThat(LabelSelector.parse("a=" + "b".repeat(length)) instanceof Parsed.Good)
        .isEqualTo(isTaken);
  }
}
