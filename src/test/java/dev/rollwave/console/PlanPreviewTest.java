package dev.rollwave.console;

import static dev.rollwave.console.Runs.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.engine.RunOrder;
import dev.rollwave.engine.WaveState;
import dev.rollwave.window.MaintenanceWindow;
import dev.rollwave.window.WindowCalendar;
import dev.rollwave.workload.Eligibility;
import dev.rollwave.workload.WorkloadRef;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanPreviewTest {
  private static final WindowCalendar NIGHTS =
      new WindowCalendar(
          ZoneId.of("Europe/Madrid"),
          List.of(
              new MaintenanceWindow.Weekly(
                  EnumSet.of(DayOfWeek.FRIDAY), LocalTime.of(23, 0), LocalTime.of(5, 0))),
          List.of());
  private static final Map<WorkloadRef, Eligibility> FOUND =
      Map.of(
          Workloads.ref("cart"),
          new Eligibility.Restartable(List.of("Recreate: all pods go before the first comes")),
          Workloads.ref("old"),
          new Eligibility.NothingToRestart("NoReplicas", "0 replicas"),
          Workloads.ref("mail"),
          new Eligibility.Refused("Paused", "it is paused; resume it first"));

  private static Runs runs() {
    return Runs.nightly()
        .wave("front", List.of("backends"), new WaveState.Blocked(), Workloads.waiting("web"))
        .wave(
            "backends",
            List.of(),
            new WaveState.Running(),
            Workloads.waiting("cart"),
            Workloads.waiting("old"),
            Workloads.waiting("mail"))
        .wave("optional", List.of(), new WaveState.Running());
  }

  private static String preview(RunOrder order, Map<WorkloadRef, String> refusals, Instant now) {
    return String.join("\n", PlanPreview.lines(order, FOUND, refusals, now, Palette.PLAIN));
  }

  @Test
  void a_person_sees_what_will_restart_in_which_order_and_what_will_not() {
    assertThat(
            preview(
                runs().calendar(NIGHTS).keptIn("rollwave").state().order(),
                Map.of(Workloads.ref("web"), "forbidden: patch deployments in shop"),
                START))
        .isEqualTo(
            """
            nightly-leak-relief: restarts 2 workloads in 2 waves
              reason:     Relieve the session leak
              window:     open until Sat 2026-11-21 05:00 Europe/Madrid
              throttle:   at most 4 in flight, 5s apart
              on failure: halt
              lock:       Lease and ConfigMap rollwave-nightly-leak-relief in namespace rollwave

            backends  at once; then 2m00s cooldown
              shop/Deployment/cart  3 pods
                warning: Recreate: all pods go before the first comes
              shop/Deployment/old  skipped: 0 replicas
              shop/Deployment/mail  refused: it is paused; resume it first

            front  after backends; then 2m00s cooldown
              shop/Deployment/web  3 pods
                the API server refuses: forbidden: patch deployments in shop

            optional  at once; then 2m00s cooldown
              no workload matches\
            """);
  }

  @Test
  void a_closed_window_says_when_it_opens() {
    assertThat(
            preview(runs().calendar(NIGHTS).state().order(), Map.of(), START.plusSeconds(36_000)))
        .containsPattern("window:     closed \\(.+\\), opens Fri 2026-11-27 23:00 Europe/Madrid\n");
  }

  @Test
  void a_window_that_is_ignored_is_still_named() {
    RunOrder order = runs().calendar(NIGHTS).overriding(WindowCalendar.ALWAYS).state().order();

    assertThat(preview(order, Map.of(), START))
        .contains("window:     ignored; it would be open until Sat 2026-11-21 05:00");
  }

  @Test
  void the_question_counts_what_would_be_restarted() {
    assertThat(PlanPreview.question(runs().state().order(), FOUND))
        .isEqualTo("Restart 2 workloads in 2 waves? [y/N] ");
    assertThat(PlanPreview.question(runs().keptIn("rollwave").state().order(), FOUND))
        .isEqualTo(
            "Restart 2 workloads in 2 waves, with lock and record in namespace rollwave? [y/N] ");
  }
}
