package dev.rollwave.testcluster.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class VitalsLogTest {
  private static final int STARTS = 100;
  private static final long MEGABYTE = 1 << 20;

  private static VitalsLog of(int starts, IntFunction<Vitals> vitals) {
    VitalsLog log = new VitalsLog();
    for (int i = 0; i < starts; i++) {
      log.add(vitals.apply(i));
    }
    return log;
  }

  private static void assertNotFlat(String name, IntFunction<Vitals> vitals) {
    assertThat(of(STARTS, vitals).trends())
        .filteredOn(trend -> !trend.isFlat())
        .extracting(VitalsLog.Trend::name)
        .containsExactly(name);
  }

  @Test
  void what_goes_up_and_down_and_what_grows_in_the_warm_up_is_flat() {
    VitalsLog log =
        of(
            STARTS,
            i -> new Vitals((i < 25 ? i : 25 + i % 3) * MEGABYTE, 30 + i % 3, 4, 0, 100 + i % 2));

    assertThat(log.trends()).hasSize(5).allMatch(VitalsLog.Trend::isFlat);
  }

  @Test
  void each_of_them_is_noticed_when_each_start_leaves_a_little_behind() {
    assertNotFlat("heap after GC, bytes", i -> new Vitals(i * 51_200L, 30, 4, 0, 100));
    assertNotFlat("platform threads", i -> new Vitals(0, 30 + i / 20, 4, 0, 100));
    assertNotFlat("virtual threads", i -> new Vitals(0, 30, 4 + i / 20, 0, 100));
    assertNotFlat("connections at the proxy", i -> new Vitals(0, 30, 4, i / 40, 100));
    assertNotFlat("open files", i -> new Vitals(0, 30, 4, 0, 100 + i / 10));
  }

  @Test
  void a_few_starts_are_not_judged() {
    assertThat(of(20, i -> new Vitals(i * MEGABYTE, i, i, i, i)).trends()).isEmpty();
  }
}
