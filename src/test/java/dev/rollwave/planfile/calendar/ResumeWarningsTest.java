package dev.rollwave.planfile.calendar;

import static dev.rollwave.planfile.Documents.warnings;
import static dev.rollwave.planfile.Documents.withSpec;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read on Friday, 2026-11-20, at noon in London. */
class ResumeWarningsTest {
  private static final String WEEKNIGHTS =
      """
      timeZone: Europe/London
      windows: [{days: [Mon, Tue, Wed, Thu, Fri], from: '23:00', to: '05:00'}]
      """;

  @Test
  void a_time_that_does_not_reach_over_the_weekend_is_warned_of_with_the_dates() {
    assertThat(warnings(withSpec(WEEKNIGHTS + "resumeWithin: 24h")))
        .containsExactly(
            "8:17: `24h` is too short: a run that is cut short on Sat 2026-11-21 05:00 is no longer"
                + " continued when restarts may start again, on Mon 2026-11-23 23:00, and a new run"
                + " restarts every workload again"
                + " | remove `resumeWithin`, and a run is continued until the opening after next"
                + " has closed; or write `3d1h` or more");
  }

  @ParameterizedTest
  @ValueSource(strings = {"3d1h", "2d19h1s", "PT69H"})
  void one_that_does_is_not(String within) {
    assertThat(warnings(withSpec(WEEKNIGHTS + "resumeWithin: " + within))).isEmpty();
  }

  @Test
  void a_time_that_is_an_hour_short_when_the_clocks_are_put_back_is_warned_of() {
    assertThat(warnings(withSpec(WEEKNIGHTS + "resumeWithin: 2d19h")))
        .as("as long as that weekend: whoever starts when the window opens comes too late")
        .singleElement()
        .asString()
        .contains("cut short on Sat 2027-10-30 05:00", "again, on Mon 2027-11-01 23:00");
  }

  @Test
  void a_plan_that_leaves_it_to_its_windows_is_not_warned_of() {
    assertThat(warnings(withSpec(WEEKNIGHTS))).isEmpty();
  }

  @Test
  void a_freeze_is_waited_for_too() {
    String frozen =
        """
        timeZone: UTC
        windows: [{from: '01:00', to: '05:00'}]
        freezes: [{name: Close, from: 2026-12-24, to: 2027-01-02}]
        """;

    assertThat(warnings(withSpec(frozen + "resumeWithin: 24h")))
        .singleElement()
        .asString()
        .contains("cut short on Wed 2026-12-23 05:00", "again, on Sun 2027-01-03 01:00", "`11d`");
    assertThat(warnings(withSpec(frozen + "resumeWithin: 11d"))).isEmpty();
  }

  @Test
  void a_freeze_alone_cuts_a_run_short_too() {
    String frozen = "timeZone: UTC\nfreezes: [{name: Close, from: 2026-12-24, to: 2027-01-02}]\n";

    assertThat(warnings(withSpec(frozen + "resumeWithin: 24h")))
        .singleElement()
        .asString()
        .contains("cut short on Thu 2026-12-24 00:00", "again, on Sun 2027-01-03 00:00");
    assertThat(warnings(withSpec("resumeWithin: 1m"))).isEmpty();
  }

  @Test
  void what_is_longer_than_a_plan_may_say_is_not_advised() {
    assertThat(
            warnings(
                withSpec(
                    """
                    timeZone: UTC
                    windows: [{cron: '0 1 29 2 *', duration: 1h}]
                    resumeWithin: 366d
                    """)))
        .singleElement()
        .asString()
        .contains("cut short on Tue 2028-02-29 02:00", "again, on Sun 2032-02-29 01:00")
        .endsWith(
            "| remove `resumeWithin`, and a run is continued until the opening after next"
                + " has closed");
  }

  @Test
  void windows_that_open_every_few_minutes_are_told_in_minutes() {
    assertThat(
            warnings(
                withSpec(
                    """
                    timeZone: UTC
                    windows: [{cron: '*/2 * * * *', duration: 25s}]
                    resumeWithin: 30s
                    """)))
        .singleElement()
        .asString()
        .contains("`30s` is too short", "or write `2m` or more");
  }
}
