package dev.rollwave.testcluster.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SlotUseTest {

  private static Instant at(int millis) {
    return Instant.EPOCH.plusMillis(millis);
  }

  private static Wire.Read read(String name, int received, int answered) {
    return new Wire.Read(name.isEmpty() ? Set.of() : Set.of(name), at(received), at(answered));
  }

  @Test
  void the_way_from_a_line_to_a_restart_is_told_with_what_the_server_took_of_it() {
    Wire wire =
        new Wire(
            Map.of("a", at(100)),
            List.of(
                read("a", 90, 95), read("a", 103, 110), read("a", 104, 120), read("a", 125, 130)),
            List.of(at(0), at(137)));

    SlotUse use = SlotUse.of(wire, 1).getFirst();

    assertThat(use.whole()).isEqualTo(Duration.ofMillis(37));
    assertThat(use.untilAsked()).isEqualTo(Duration.ofMillis(3));
    assertThat(use.atServer()).as("103 to 120, 125 to 130").isEqualTo(Duration.ofMillis(22));
    assertThat(use.afterAnswer()).isEqualTo(Duration.ofMillis(7));
    assertThat(use.own()).isEqualTo(Duration.ofMillis(15));
  }

  @Test
  void a_restart_takes_the_slot_that_was_proven_free_first() {
    Wire wire =
        new Wire(
            Map.of("a", at(100), "b", at(101), "c", at(200)),
            List.of(read("b", 102, 105), read("a", 101, 120)),
            List.of(at(0), at(0), at(106), at(122)));

    assertThat(SlotUse.of(wire, 2))
        .extracting(SlotUse::whole)
        .containsExactly(Duration.ofMillis(5), Duration.ofMillis(22));
  }

  @Test
  void a_read_of_all_proves_each_that_was_shown_before_it() {
    Wire wire =
        new Wire(
            Map.of("a", at(100), "b", at(103)),
            List.of(read("", 102, 105), read("", 106, 109)),
            List.of(at(0), at(106), at(110)));

    assertThat(SlotUse.of(wire, 1))
        .extracting(SlotUse::whole)
        .containsExactly(Duration.ofMillis(6), Duration.ofMillis(7));
  }
}
