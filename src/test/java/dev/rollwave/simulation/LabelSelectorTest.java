package dev.rollwave.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelSelectorTest {
  private static final Map<String, String> LABELS = Map.of("tier", "backend", "env", "a");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tier=backend | true",
        "tier==backend | true",
        "tier=frontend | false",
        "tier!=frontend | true",
        "other!=x | true",
        "env in (a,b) | true",
        "env in (b, c) | false",
        "env notin (b,c) | true",
        "tier | true",
        "!tier | false",
        "!other | true",
        "tier=backend,env in (a,b) | true",
        "tier=backend,env in (b,c) | false",
      })
  void matches_as_kubectl_does(String selector, boolean matches) {
    assertThat(LabelSelector.parse(selector).matches(LABELS)).isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a=b,", "a=b=c", "env in a"})
  void refuses_what_is_no_selector(String selector) {
    assertThatThrownBy(() -> LabelSelector.parse(selector))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
