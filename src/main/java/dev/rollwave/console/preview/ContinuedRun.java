package dev.rollwave.console.preview;

import dev.rollwave.console.text.Palette;
import dev.rollwave.console.text.Text;
import dev.rollwave.console.words.Formats;
import dev.rollwave.console.words.Tally;
import dev.rollwave.console.words.WorkloadAccount;
import dev.rollwave.engine.FinalState.Failed;
import dev.rollwave.engine.FinalState.Healthy;
import dev.rollwave.engine.FinalState.Skipped;
import dev.rollwave.engine.FinalState.Unproven;
import dev.rollwave.engine.FinalState.Withheld;
import dev.rollwave.engine.InFlightState.Diagnosing;
import dev.rollwave.engine.InFlightState.Patching;
import dev.rollwave.engine.InFlightState.Rereading;
import dev.rollwave.engine.InFlightState.RollingOut;
import dev.rollwave.engine.InFlightState.Soaking;
import dev.rollwave.engine.RunState;
import dev.rollwave.engine.WaveProgress;
import dev.rollwave.engine.WorkloadProgress;
import dev.rollwave.engine.WorkloadState;
import dev.rollwave.engine.WorkloadState.Waiting;
import dev.rollwave.workload.WorkloadRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an unfinished run has done, what it waits for and what it leaves, told before a start. */
final class ContinuedRun {
  private final RunState state;
  private final Tally tally;
  private final Palette palette;
  private final Map<WorkloadRef, WorkloadState> states = new HashMap<>();

  /** The run that stands at {@code state}, told in the colours of {@code palette}. */
  ContinuedRun(RunState state, Palette palette) {
    this.state = state;
    this.palette = palette;
    tally = Tally.of(state);
    for (WaveProgress wave : state.waves()) {
      for (WorkloadProgress workload : wave.workloads()) {
        states.put(workload.ref(), workload.state());
      }
    }
  }

  /** Its id and since when it lasts, safe to show. */
  String title() {
    return Text.shown(
        "continues run " + state.spec().runId() + ", begun " + Formats.instant(state.startedAt()));
  }

  /** What it has done, what it waits for, and what to do instead; safe to show. */
  List<String> head() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "  done:       %d of %s healthy%s%s"
            .formatted(
                tally.healthy(),
                Formats.count(tally.total(), "workload"),
                tally.skipped() > 0 ? ", " + tally.skipped() + " skipped" : "",
                tally.failed() > 0 ? ", " + tally.failed() + " failed" : ""));
    if (waitedFor() > 0) {
      lines.add(
          "  waits for:  "
              + Formats.count(waitedFor(), "workload")
              + " restarted, and not yet proven healthy");
    }
    lines.add("  instead:    --new-run starts over and restarts again what is restarted already");
    return lines;
  }

  /** How many workloads it has restarted and not proven. */
  int waitedFor() {
    return tally.inFlight() + tally.unproven();
  }

  /** What was done with {@code ref}, painted and safe to show; empty when that is yet to come. */
  Optional<String> remark(WorkloadRef ref) {
    return Optional.ofNullable(states.get(ref)).flatMap(this::remark);
  }

  private Optional<String> remark(WorkloadState now) {
    return switch (now) {
      case Waiting _ -> Optional.empty();
      case Healthy _ -> Optional.of(palette.green("done:") + " restarted" + at(now) + ", healthy");
      case Skipped skipped -> Optional.of(palette.dim("skipped: " + Text.shown(skipped.message())));
      case Failed failed -> Optional.of(failed(failed.reason(), failed.message()));
      case Diagnosing failed -> Optional.of(failed(failed.reason(), failed.message()));
      case Withheld withheld ->
          Optional.of(palette.yellow("not started: " + Text.shown(withheld.reason())));
      case Patching _, Rereading _, RollingOut _, Soaking _, Unproven _ ->
          Optional.of(
              palette.yellow("waited for:") + " restarted" + at(now) + ", not yet proven healthy");
    };
  }

  private String failed(String reason, String message) {
    return palette.red("failed: " + Text.shown(message.isEmpty() ? reason : message))
        + "; not restarted again";
  }

  private static String at(WorkloadState now) {
    return WorkloadAccount.of(now).stamp().map(stamp -> " " + Text.shown(stamp)).orElse("");
  }
}
