package dev.rollwave.workload.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.workload.trouble.Warnings.Warning;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WarningsTest {
  private static final Instant LAST = Instant.parse("2026-11-21T01:00:00Z");

  private static Warning warning(String message, int count) {
    return new Warning("Pod", "db-0", "FailedMount", message, count, Optional.of(LAST));
  }

  private static String clause(Warning... warnings) {
    return new Warnings(List.of(warnings), Optional.empty()).clause("");
  }

  @Test
  void a_warning_is_told_with_its_object_its_time_and_how_often() {
    assertThat(clause(warning("secret \"tls\" not found", 7)))
        .isEqualTo(
            "; warning FailedMount of Pod db-0 at 2026-11-21T01:00:00Z (7 times): secret \"tls\""
                + " not found");
    assertThat(clause(new Warning("Pod", "db-0", "Evicted", "", 1, Optional.empty())))
        .isEqualTo("; warning Evicted of Pod db-0");
  }

  @Test
  void only_the_newest_few_are_told_and_none_at_length() {
    Warning[] many =
        Stream.of("a", "b", "c", "d")
            .map(it -> warning(it.repeat(5_000), 1))
            .toArray(Warning[]::new);

    assertThat(clause(many))
        .hasSizeLessThan(1_200)
        .contains("aaa...", "bbb...", "ccc...")
        .doesNotContain("dd");
  }

  @Test
  void what_is_known_already_is_left_out_and_makes_room() {
    Warnings warnings =
        new Warnings(
            List.of(
                warning("no room", 1),
                warning("first", 1),
                warning("second", 1),
                warning("third", 1)),
            Optional.empty());

    assertThat(warnings.clause("Unschedulable: no room"))
        .doesNotContain("no room")
        .contains(": first;", ": second;")
        .endsWith(": third");
  }

  @Test
  void without_any_there_is_nothing_to_tell() {
    assertThat(Warnings.NONE.clause("x")).isEmpty();
  }
}
