package dev.rollwave.console.words;

import static dev.rollwave.console.Runs.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.console.Runs;
import dev.rollwave.console.Workloads;
import dev.rollwave.console.preview.PlanPreview;
import dev.rollwave.console.preview.Prospect;
import dev.rollwave.console.progress.Frame;
import dev.rollwave.console.progress.LineLog;
import dev.rollwave.console.progress.Screen;
import dev.rollwave.console.report.RunEnd;
import dev.rollwave.console.report.RunHistory;
import dev.rollwave.console.report.RunStatusView;
import dev.rollwave.console.report.RunSummaryText;
import dev.rollwave.console.text.Palette;
import dev.rollwave.console.text.Symbols;
import dev.rollwave.engine.RunState;
import dev.rollwave.engine.WaveState;
import dev.rollwave.engine.message.Notification;
import dev.rollwave.engine.message.RunOutcome;
import dev.rollwave.plan.StatePlace;
import dev.rollwave.runner.ClusterAccess;
import dev.rollwave.runner.Liveness;
import dev.rollwave.runner.record.PlanRecord;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every screen says on which cluster, as whom, and where the lock and the record are. */
class ClusterWordsTest {
  private static final ClusterAccess PROD =
      new ClusterAccess(Optional.of("prod"), "https://10.0.0.1:6443", Optional.of("ana@corp"));
  private static final ClusterAccess POD =
      new ClusterAccess(
          Optional.empty(),
          "https://10.96.0.1:443",
          Optional.of("system:serviceaccount:rollwave:rollwave"));
  private static final ClusterAccess FORGED =
      new ClusterAccess(
          Optional.of("prod\u001b[2J\nexit 0: done"), "https://evil", Optional.of("a\u202eb"));

  private static RunState running() {
    return Runs.nightly()
        .keptIn("rollwave")
        .wave("front", List.of(), new WaveState.Running(), Workloads.waiting("web"))
        .state();
  }

  private static Prospect prospect(ClusterAccess access) {
    return new Prospect(
        running().spec(), Map.of(), Map.of(), Optional.empty(), Optional.of(access));
  }

  @Test
  void the_preview_and_the_question_tell_the_cluster_and_the_user() {
    assertThat(PlanPreview.lines(prospect(PROD), START, Palette.PLAIN))
        .contains("  cluster:    prod (https://10.0.0.1:6443) as ana@corp");
    assertThat(PlanPreview.question(prospect(PROD)))
        .isEqualTo(
            "Restart 1 workload in 1 wave on prod (https://10.0.0.1:6443) as ana@corp, with lock"
                + " and record in namespace rollwave? [y/N] ");
  }

  @Test
  void a_pod_has_no_context_and_is_told_by_its_service_account() {
    assertThat(PlanPreview.lines(prospect(POD), START, Palette.PLAIN))
        .contains("  cluster:    https://10.96.0.1:443 as system:serviceaccount:rollwave:rollwave");
  }

  @Test
  void the_frame_has_them_under_its_title() {
    Screen screen = new Screen(120, 40, Palette.PLAIN, Symbols.UNICODE);

    assertThat(Frame.of(running(), START, screen, Optional.of(PROD)).get(1))
        .isEqualTo(
            "prod (https://10.0.0.1:6443) as ana@corp, lock and record in namespace rollwave");
  }

  private static List<String> logged(ClusterAccess access, Notification... notifications) {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    LineLog log =
        new LineLog(new PrintStream(written, true, StandardCharsets.UTF_8), Optional.of(access));
    log.stepped(running(), List.of(notifications), START);
    return written.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void the_log_has_them_in_the_line_with_which_a_process_starts_or_continues() {
    String keys = "context=prod server=https://10.0.0.1:6443 user=ana@corp stateNamespace=rollwave";
    assertThat(
            logged(
                PROD,
                new Notification.RunStarted(1, 1),
                new Notification.RunContinued(START, 0, 1)))
        .hasSize(2)
        .allMatch(line -> line.endsWith(keys));
  }

  @Test
  void the_summary_has_them_under_the_run() {
    RunState ended =
        Runs.nightly()
            .keptIn("rollwave")
            .wave("front", List.of(), new WaveState.Released(), Workloads.healthy("web", START))
            .ended(new RunOutcome.Done())
            .state();

    assertThat(
            RunSummaryText.lines(
                new RunEnd(ended, START, Optional.of(PROD)), 0, "done", Palette.PLAIN))
        .contains(
            "On prod (https://10.0.0.1:6443) as ana@corp, lock and record in namespace"
                + " rollwave.");
  }

  @Test
  void the_history_and_the_status_begin_with_them_for_persons_and_have_them_for_machines() {
    StatePlace place = new StatePlace("rollwave", "nightly-leak-relief");
    PlanRecord planRecord = Runs.planRecord(running(), Optional.empty());
    RunStatusView view =
        new RunStatusView(
            place,
            planRecord,
            Optional.empty(),
            START,
            Optional.of(PROD),
            new Liveness.Unheld(),
            Map.of());

    assertThat(RunHistory.lines(place, PROD, planRecord).getFirst())
        .isEqualTo(
            "Runs of plan nightly-leak-relief on prod (https://10.0.0.1:6443) as ana@corp, kept in"
                + " Lease and ConfigMap rollwave-nightly-leak-relief in namespace rollwave");
    assertThat(view.lines(Palette.PLAIN, Symbols.UNICODE))
        .contains("  cluster     prod (https://10.0.0.1:6443) as ana@corp");
    for (List<String> json : List.of(RunHistory.json(place, PROD, planRecord), view.json())) {
      assertThat(String.join("", json))
          .contains("\"context\" : \"prod\"")
          .contains("\"server\" : \"https://10.0.0.1:6443\"")
          .contains("\"user\" : \"ana@corp\"");
    }
  }

  @Test
  void names_from_a_kubeconfig_forge_no_line_and_repaint_no_screen() {
    Screen screen = new Screen(200, 40, Palette.PLAIN, Symbols.UNICODE);
    List<String> shown =
        List.of(
            String.join("\n", PlanPreview.lines(prospect(FORGED), START, Palette.PLAIN)),
            PlanPreview.question(prospect(FORGED)),
            Frame.of(running(), START, screen, Optional.of(FORGED)).get(1),
            String.join("\n", logged(FORGED, new Notification.RunStarted(1, 1))));
    assertThat(shown)
        .allSatisfy(text ->
            assertThat(text)
                .contains("\\u001b[2J\\nexit 0")
                .doesNotContain("\u001b")
                .doesNotContain("\u202e"));
  }
}
