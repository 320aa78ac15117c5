package dev.rollwave.console.report;

import dev.rollwave.console.text.Palette;
import dev.rollwave.console.text.Text;
import dev.rollwave.console.words.Formats;
import dev.rollwave.console.words.NextSteps;
import dev.rollwave.console.words.WaitWords;
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
import dev.rollwave.workload.trouble.PodTrouble;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The workloads of an ended run that need a person: failed, not proven, or left alone. */
public final class Unfinished {
  // An estate of thousands must not push the outcome off the screen; the report names them all.
  private static final int NAMES_AT_ONCE = 20;

  private final RunState state;
  private final Palette palette;
  private final List<String> lines = new ArrayList<>();

  /** Those of the run that ended at {@code state}, painted with {@code palette}. */
  public Unfinished(RunState state, Palette palette) {
    this.state = state;
    this.palette = palette;
  }

  /** One paragraph for each failure, and one for each reason why workloads were left. */
  public List<String> lines() {
    lines.clear();
    Map<String, List<WorkloadRef>> groups = new LinkedHashMap<>();
    for (WaveProgress wave : state.waves()) {
      for (WorkloadProgress workload : wave.workloads()) {
        if (workload.state() instanceof Failed failed) {
          tellFailure(wave, workload, failed);
        }
        group(workload.state())
            .ifPresent(g -> groups.computeIfAbsent(g, _ -> new ArrayList<>()).add(workload.ref()));
      }
    }
    groups.forEach(this::tellGroup);
    return List.copyOf(lines);
  }

  private static Optional<String> group(WorkloadState state) {
    return switch (state) {
      case Withheld withheld -> Optional.of("Not started (" + withheld.reason() + ")");
      case Waiting _ -> Optional.of("Not started");
      case Unproven unproven ->
          Optional.of("Restarted, not proven healthy (" + unproven.reason() + ")");
      case Patching _, Rereading _, RollingOut _, Soaking _, Diagnosing _ ->
          Optional.of("Restarted, still in flight");
      case Healthy _, Skipped _, Failed _ -> Optional.empty();
    };
  }

  private void tellFailure(WaveProgress wave, WorkloadProgress workload, Failed failed) {
    lines.add("");
    lines.add(
        palette.red("Failed: ")
            + Text.shown(workload.ref() + " (wave " + wave.wave().name() + "): " + cause(failed)));
    failed.trouble().ifPresent(this::tellEvidence);
    since(workload.timeline()).ifPresent(clause -> tell("since", clause));
    tellNextSteps(NextSteps.of(workload.ref(), failed));
  }

  private static Optional<String> since(WorkloadProgress.Timeline timeline) {
    return timeline
        .failed()
        .map(at ->
            Formats.instant(at)
                + timeline
                    .patched()
                    .map(from ->
                        ", " + Formats.duration(Duration.between(from, at)) + " after its restart")
                    .orElse(""));
  }

  // The line of the pod shows its reason.
  private static String cause(Failed failed) {
    boolean isThePods =
        failed.trouble().filter(pod -> pod.reason().equals(failed.reason())).isPresent();
    if (failed.message().isEmpty()) {
      return failed.reason();
    }
    return isThePods ? failed.message() : failed.reason() + ": " + failed.message();
  }

  private void tellNextSteps(NextSteps next) {
    next.serving().ifPresent(clause -> tell("serves", clause));
    next.advice().ifPresent(clause -> tell("fix", clause));
    tell(next.advice().isEmpty() ? "why" : "", next.command());
    next.undo().ifPresent(command -> tell("undo", command));
  }

  private void tell(String word, String what) {
    lines.add(Text.shown("  " + Text.column(word.isEmpty() ? word : word + ":", 8) + what));
  }

  private void tellEvidence(PodTrouble trouble) {
    lines.add(Text.shown("  " + WaitWords.trouble(trouble)));
    trouble.lastLogLines().forEach(said -> lines.add(palette.dim(Text.shown("    | " + said))));
  }

  private void tellGroup(String title, List<WorkloadRef> refs) {
    lines.add("");
    lines.add(palette.yellow(Text.shown(title + ": " + Formats.count(refs.size(), "workload"))));
    refs.stream().limit(NAMES_AT_ONCE).forEach(ref -> lines.add("  " + Text.shown(ref.toString())));
    if (refs.size() > NAMES_AT_ONCE) {
      lines.add("  and " + (refs.size() - NAMES_AT_ONCE) + " more");
    }
  }
}
