package dev.rollwave.console.preview;

import static dev.rollwave.console.Runs.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.console.Runs;
import dev.rollwave.console.Workloads;
import dev.rollwave.console.text.Palette;
import dev.rollwave.engine.RunState;
import dev.rollwave.engine.WaveState;
import dev.rollwave.engine.spec.RunSpec;
import dev.rollwave.window.MaintenanceWindow;
import dev.rollwave.window.WindowCalendar;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.rollout.Eligibility;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  private static String preview(RunSpec spec, Map<WorkloadRef, String> refusals, Instant now) {
    return String.join(
        "\n", PlanPreview.lines(prospect(spec).refused(refusals), now, Palette.PLAIN));
  }

  private static Prospect prospect(RunSpec spec) {
    return new Prospect(spec, FOUND, Map.of(), Optional.empty(), Optional.empty());
  }

  @Test
  void a_person_sees_what_will_restart_in_which_order_and_what_will_not() {
    assertThat(
            preview(
                runs().calendar(NIGHTS).keptIn("rollwave").state().spec(),
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

              WORKLOAD              PODS  HEALTH

            backends  at once; then 2m00s cooldown
              shop/Deployment/cart  3     Current
                warning: Recreate: all pods go before the first comes
              shop/Deployment/old   3     Current  skipped: 0 replicas
              shop/Deployment/mail  3     Current  refused: it is paused; resume it first

            front  after backends; then 2m00s cooldown
              shop/Deployment/web   3     Current
                the API server refuses: forbidden: patch deployments in shop

            optional  at once; then 2m00s cooldown
              no workload matches\
            """);
  }

  @Test
  void a_closed_window_says_when_it_opens() {
    assertThat(preview(runs().calendar(NIGHTS).state().spec(), Map.of(), START.plusSeconds(36_000)))
        .containsPattern("window:     closed \\(.+\\), opens Fri 2026-11-27 23:00 Europe/Madrid\n");
  }

  @Test
  void a_window_that_is_ignored_is_still_named() {
    RunSpec spec = runs().calendar(NIGHTS).overriding(WindowCalendar.ALWAYS).state().spec();

    assertThat(preview(spec, Map.of(), START))
        .contains("window:     ignored; it would be open until Sat 2026-11-21 05:00");
  }

  @Test
  void an_unfinished_run_is_told_by_what_is_done_waited_for_and_left_and_how_to_start_over() {
    RunState unfinished =
        Runs.nightly()
            .wave(
                "backends",
                List.of(),
                new WaveState.Running(),
                Workloads.healthy("cart", START),
                Workloads.skipped("old"),
                Workloads.rolling("mail", 1, 2, START.plusSeconds(60)),
                Workloads.failed("pay", START, Optional.empty()))
            .wave("front", List.of("backends"), new WaveState.Blocked(), Workloads.waiting("web"))
            .keptIn("rollwave")
            .state();
    Prospect prospect =
        new Prospect(
            unfinished.spec(), Map.of(), Map.of(), Optional.of(unfinished), Optional.empty());

    assertThat(String.join("\n", PlanPreview.lines(prospect, START, Palette.PLAIN)))
        .isEqualTo(
            """
            nightly-leak-relief: continues run 20261121-013000-k7d2, begun 2026-11-21T01:30:00Z; restarts 1 workload in 1 wave
              done:       1 of 5 workloads healthy, 1 skipped, 1 failed
              waits for:  1 workload restarted, and not yet proven healthy
              instead:    --new-run starts over and restarts again what is restarted already
              reason:     Relieve the session leak
              window:     always open
              throttle:   at most 4 in flight, 5s apart
              on failure: halt
              lock:       Lease and ConfigMap rollwave-nightly-leak-relief in namespace rollwave

              WORKLOAD              PODS  HEALTH

            backends  at once; then 2m00s cooldown
              shop/Deployment/cart  3     Current  done: restarted 2026-11-21T01:30:00Z, healthy
              shop/Deployment/old   3     Current  skipped: 0 replicas: there is nothing to restart
              shop/Deployment/mail  3     Current  waited for: restarted 2026-11-21T01:31:00Z, not yet proven healthy
              shop/Deployment/pay   3     Current  failed: 1 of 3 updated; pods do not start; not restarted again

            front  after backends; then 2m00s cooldown
              shop/Deployment/web   3     Current\
            """);
    assertThat(PlanPreview.question(prospect))
        .isEqualTo(
            "Continue run 20261121-013000-k7d2, restart 1 workload in 1 wave and wait for 1"
                + " restarted before, with lock and record in namespace rollwave? [y/N] ");
    assertThat(prospect.isDue(Workloads.ref("web"))).isTrue();
    assertThat(prospect.isDue(Workloads.ref("mail"))).isFalse();
  }

  @Test
  void what_is_not_current_or_already_rolling_out_is_said_and_asked_about_again() {
    RunSpec spec =
        Runs.nightly()
            .wave(
                "backends",
                List.of(),
                new WaveState.Running(),
                Workloads.waiting("cart"),
                Workloads.waiting("pay", 1, 2))
            .state()
            .spec();

    assertThat(preview(spec, Map.of(), START))
        .contains("  health:     1 of them not Current, see below\n")
        .contains("  shop/Deployment/cart  3     Current\n")
        .contains("  shop/Deployment/pay   3     InProgress  1 of 3 pods updated");
    assertThat(PlanPreview.doubt(prospect(spec)))
        .hasValue(
            "not Current before their restart: shop/Deployment/pay is InProgress (1 of 3 pods"
                + " updated)\nRestart all the same? [y/N] ");
    assertThat(PlanPreview.doubt(prospect(runs().state().spec()))).isEmpty();
  }

  @Test
  void the_question_counts_what_would_be_restarted() {
    assertThat(PlanPreview.question(prospect(runs().state().spec())))
        .isEqualTo("Restart 2 workloads in 2 waves? [y/N] ");
    assertThat(PlanPreview.question(prospect(runs().keptIn("rollwave").state().spec())))
        .isEqualTo(
            "Restart 2 workloads in 2 waves, with lock and record in namespace rollwave? [y/N] ");
  }
}
