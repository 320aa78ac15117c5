package dev.rollwave.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
  private static final List<String> KEYS = List.of("timeout", "soak", "grace", "onForeignChange");

  @ParameterizedTest
  @CsvSource({
    "tiemout, timeout",
    "timeOut, timeout",
    "time-out, timeout",
    "sook, soak",
    "grcae, grace",
    "onforeignchanges, onForeignChange"
  })
  void a_slip_is_understood(String written, String meant) {
    assertThat(NearestName.to(written, KEYS)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"colour", "x", "deadline", "oak-tree"})
  void a_far_fetched_guess_is_not_made(String written) {
    assertThat(NearestName.to(written, KEYS)).isEmpty();
  }

  @Test
  void the_first_of_two_equally_near_is_taken() {
    assertThat(NearestName.to("bat", List.of("cat", "hat"))).contains("cat");
  }
}
