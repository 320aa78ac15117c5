package dev.rollwave.testcluster.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SlotTableTest {
  /** Asked after 2 ms, answered {@code millis} later, the PATCH 3 ms after that. */
  private static SlotUse use(int millis) {
    Instant shown = Instant.EPOCH;
    Instant answered = shown.plusMillis(2 + millis);
    Wire.Read read = new Wire.Read(Set.of("a"), shown.plusMillis(2), answered);
    return new SlotUse(shown, List.of(read), answered.plusMillis(3));
  }

  @Test
  void the_whole_way_and_its_parts_are_told_beside_the_goals() {
    List<SlotUse> uses = IntStream.rangeClosed(1, 100).mapToObj(SlotTableTest::use).toList();

    assertThat(new SlotTable("A plan", uses).toString().lines().toList())
        .containsExactly(
            "",
            "A plan, n=100: milliseconds",
            "                                                  p50      p90      p99     most",
            "from the line to the PATCH                       55.0     95.0    104.0    105.0",
            "  from the line to the first read                 2.0      2.0      2.0      2.0",
            "  a read at the API server                       50.0     90.0     99.0    100.0",
            "  from the last answer to the PATCH               3.0      3.0      3.0      3.0",
            "without the API server                            5.0      5.0      5.0      5.0",
            "goal, whole: p50 10: MISSED, p99 50: MISSED; without the API server: p50 10: reached,"
                + " p99 50: reached");
  }
}
