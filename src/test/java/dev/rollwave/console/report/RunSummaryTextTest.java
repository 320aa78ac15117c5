package dev.rollwave.console.report;

import static dev.rollwave.console.Runs.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.console.Runs;
import dev.rollwave.console.Workloads;
import dev.rollwave.console.text.Palette;
import dev.rollwave.engine.RunState;
import dev.rollwave.engine.WaveState;
import dev.rollwave.engine.WorkloadProgress;
import dev.rollwave.engine.message.RunOutcome;
import dev.rollwave.runner.ClusterAccess;
import dev.rollwave.window.MaintenanceWindow;
import dev.rollwave.window.WindowCalendar;
import dev.rollwave.workload.trouble.PodTrouble;
import dev.rollwave.workload.trouble.Remedy;
import dev.rollwave.workload.trouble.TroubleCause;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunSummaryTextTest {
  private static String text(RunState state, int status, String meaning) {
    return String.join(
        "\n", RunSummaryText.lines(end(state, Optional.empty()), status, meaning, Palette.PLAIN));
  }

  private static RunEnd end(RunState state, Optional<ClusterAccess> access) {
    return new RunEnd(state, START.plusSeconds(725), access);
  }

  @Test
  void a_run_that_is_done_says_so_in_a_sentence_and_a_table() {
    RunState state =
        Runs.nightly()
            .wave(
                "caches",
                List.of(),
                new WaveState.Released(),
                Workloads.healthy("redis", START),
                Workloads.skipped("old"))
            .wave(
                "backends",
                List.of("caches"),
                new WaveState.Released(),
                Workloads.healthy("cart", START))
            .ended(new RunOutcome.Done())
            .state();

    assertThat(text(state, 0, "done"))
        .isEqualTo(
            """

            Done: 2 workloads restarted and proven healthy, 1 skipped.
            Run 20261121-013000-k7d2 of plan nightly-leak-relief, 12m05s from 2026-11-21T01:30:00Z.

              WAVE      STATE     HEALTHY  SKIPPED  FAILED  UNPROVEN  NOT STARTED
              caches    Released  1        1        0       0         0
              backends  Released  1        0        0       0         0

            exit 0: done\
            """);
  }

  @Test
  void a_run_in_which_nothing_was_due_does_not_claim_a_restart() {
    RunState state =
        Runs.nightly()
            .wave("caches", List.of(), new WaveState.Released(), Workloads.skipped("old"))
            .ended(new RunOutcome.Done())
            .state();

    assertThat(text(state, 0, "done")).startsWith("\nDone: nothing was due, 1 skipped.\n");
  }

  @Test
  void a_halt_names_pod_reason_last_words_next_steps_and_what_was_left_alone() {
    RunState state =
        Runs.nightly()
            .wave("caches", List.of(), new WaveState.Released(), Workloads.healthy("redis", START))
            .wave(
                "backends",
                List.of("caches"),
                new WaveState.Failed(),
                Workloads.failed("cart", START, Optional.of(Workloads.CRASH_LOOP)),
                Workloads.withheld("mail", "halted: shop/Deployment/cart failed"))
            .wave(
                "front",
                List.of("backends"),
                new WaveState.Withheld("wave backends failed"),
                Workloads.withheld("web", "wave backends failed"))
            .ended(new RunOutcome.WorkloadsFailed())
            .state();

    assertThat(text(state, 1, "a workload failed"))
        .isEqualTo(
            """

            Failed: 1 workload, 1 healthy, 2 not started.
            Run 20261121-013000-k7d2 of plan nightly-leak-relief, 12m05s from 2026-11-21T01:30:00Z.
            It is not continued: the next start begins a new run, of all 4 workloads.

              WAVE      STATE     HEALTHY  SKIPPED  FAILED  UNPROVEN  NOT STARTED
              caches    Released  1        0        0       0         0
              backends  Failed    0        0        1       0         1
              front     Withheld  0        0        0       0         1

            Failed: shop/Deployment/cart (wave backends): PodsInTrouble: 1 of 3 updated; pods do not start
              pod cart-7f9c-x2x container server: CrashLoopBackOff: back-off 40s restarting failed container
                | connecting to redis-cart:6379
                | panic: no route to host
              since:  2026-11-21T01:31:05Z, 1m05s after its restart
              serves: yes: 3 pods are Ready, 3 wanted; 2 of them from before the restart
              fix:    undo what came with it
                      kubectl -n shop rollout undo deployment/cart
              undo:   kubectl rollout undo deployment/cart -n shop

            Not started (halted: shop/Deployment/cart failed): 1 workload
              shop/Deployment/mail

            Not started (wave backends failed): 1 workload
              shop/Deployment/web

            exit 1: a workload failed\
            """);
  }

  @Test
  void an_interrupted_run_says_why_and_what_was_not_proven() {
    RunState state =
        Runs.nightly()
            .wave(
                "caches",
                List.of(),
                new WaveState.Withheld("SIGTERM"),
                Workloads.unproven("redis", START, "SIGTERM"),
                Workloads.withheld("mail", "SIGTERM"))
            .ended(new RunOutcome.Interrupted("SIGTERM"))
            .state();

    assertThat(text(state, 7, "interrupted"))
        .startsWith(
            "\n"
                + "Interrupted: SIGTERM; 0 workloads restarted and proven healthy, 1 unproven, 1"
                + " not started.\n")
        .contains("Restarted, not proven healthy (SIGTERM): 1 workload\n  shop/Deployment/redis\n")
        .endsWith("exit 7: interrupted");
  }

  @Test
  void an_unreachable_cluster_is_named_with_its_cause() {
    RunState state =
        Runs.nightly()
            .wave("caches", List.of(), new WaveState.Running(), Workloads.waiting("redis"))
            .ended(new RunOutcome.Unreachable("connection refused"))
            .state();

    assertThat(text(state, 6, "the cluster could not be reached"))
        .startsWith("\nUnreachable: connection refused; 0 workloads restarted and proven healthy,");
  }

  @Test
  void an_unfinished_run_says_until_when_a_start_continues_it() {
    WindowCalendar sundays =
        new WindowCalendar(
            ZoneId.of("Europe/Madrid"),
            List.of(
                new MaintenanceWindow.Weekly(
                    EnumSet.of(DayOfWeek.SUNDAY), LocalTime.of(2, 0), LocalTime.of(4, 0))),
            List.of());
    Runs run =
        Runs.nightly()
            .calendar(sundays)
            .wave("caches", List.of(), new WaveState.Running(), Workloads.waiting("redis"));

    assertThat(text(run.ended(new RunOutcome.Incomplete("SIGTERM")).state(), 4, "incomplete"))
        .contains(
            "\nA start until Sun 2026-11-29 04:00 Europe/Madrid continues it (resumeWithin).\n");
    assertThat(text(run.ended(new RunOutcome.Unreachable("gone")).state(), 6, "unreachable"))
        .contains("continues it");
    assertThat(text(run.ended(new RunOutcome.Cancelled("by ops")).state(), 4, "incomplete"))
        .doesNotContain("continues it");
  }

  @Test
  void of_very_many_only_some_are_named_and_the_rest_is_counted() {
    WorkloadProgress[] many = new WorkloadProgress[50];
    for (int i = 0; i < many.length; i++) {
      many[i] = Workloads.withheld("w" + i, "the window closed");
    }
    RunState state =
        Runs.nightly()
            .wave("all", List.of(), new WaveState.Withheld("the window closed"), many)
            .ended(new RunOutcome.Incomplete("the window closed"))
            .state();

    assertThat(text(state, 4, "incomplete"))
        .contains("shop/Deployment/w19\n  and 30 more\n")
        .doesNotContain("w20");
  }

  @Test
  void what_a_container_said_last_cannot_repaint_the_terminal() {
    RunState state =
        Runs.nightly()
            .wave(
                "backends",
                List.of(),
                new WaveState.Failed(),
                Workloads.failed(
                    "cart",
                    START,
                    Optional.of(
                        new PodTrouble(
                            "cart-1",
                            "uid-1",
                            "c",
                            TroubleCause.CONTAINER_START,
                            "Error",
                            "",
                            List.of("\u001b[2Jbye\u202e"),
                            new Remedy("look", "kubectl describe pod cart-1")))))
            .ended(new RunOutcome.WorkloadsFailed())
            .state();

    assertThat(text(state, 1, "a workload failed"))
        .contains("    | \\u001b[2Jbye\\u202e\n")
        .doesNotContain("\u001b", "\u202e");
  }
}
