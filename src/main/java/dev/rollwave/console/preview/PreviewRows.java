package dev.rollwave.console.preview;

import dev.rollwave.console.text.Palette;
import dev.rollwave.console.text.Table;
import dev.rollwave.console.text.Text;
import dev.rollwave.plan.Wave;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.rollout.Eligibility.NothingToRestart;
import dev.rollwave.workload.rollout.Eligibility.Refused;
import dev.rollwave.workload.rollout.Eligibility.Restartable;
import dev.rollwave.workload.rollout.RolloutStatus;
import dev.rollwave.workload.rollout.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The workloads of a preview, wave by wave, with their columns under one another. */
final class PreviewRows {
  private final Prospect prospect;
  private final Optional<ContinuedRun> continued;
  private final Palette palette;
  private final String heading;
  private final Map<WorkloadRef, String> rows = new HashMap<>();

  PreviewRows(
      Prospect prospect, Optional<ContinuedRun> continued, List<Wave> waves, Palette palette) {
    this.prospect = prospect;
    this.continued = continued;
    this.palette = palette;
    Table table = new Table().row("WORKLOAD", "PODS", "HEALTH", "");
    List<WorkloadSnapshot> targets = new ArrayList<>();
    waves.forEach(wave -> targets.addAll(of(prospect, wave)));
    for (WorkloadSnapshot target : targets) {
      RolloutStatus health = Prospect.health(target);
      table.row(
          Text.shown(target.ref().toString()),
          Integer.toString(target.desired()),
          health.status().label(),
          remark(target, health));
    }
    List<String> lines = table.lines("  ");
    heading = lines.getFirst();
    for (int i = 0; i < targets.size(); i++) {
      rows.put(targets.get(i).ref(), lines.get(i + 1));
    }
  }

  /** The names of the columns. */
  String heading() {
    return heading;
  }

  /** A row for each workload of {@code wave}, and below it what is to be minded. */
  List<String> of(Wave wave) {
    List<WorkloadSnapshot> targets = of(prospect, wave);
    if (targets.isEmpty()) {
      return List.of(palette.dim("  no workload matches"));
    }
    List<String> lines = new ArrayList<>();
    for (WorkloadSnapshot target : targets) {
      lines.add(rows.getOrDefault(target.ref(), ""));
      if (prospect.isDue(target.ref())
          && prospect.of(target.ref()) instanceof Restartable restartable) {
        restartable
            .warnings()
            .forEach(warning -> lines.add(palette.yellow("    warning: " + Text.shown(warning))));
      }
      String refusal = prospect.refusals().getOrDefault(target.ref(), "");
      if (!refusal.isEmpty()) {
        lines.add(palette.red("    the API server refuses: " + Text.shown(refusal)));
      }
    }
    return lines;
  }

  private static List<WorkloadSnapshot> of(Prospect prospect, Wave wave) {
    return prospect.spec().targets().getOrDefault(wave.name(), List.of());
  }

  private String remark(WorkloadSnapshot target, RolloutStatus health) {
    return continued
        .flatMap(run -> run.remark(target.ref()))
        .orElseGet(() ->
            switch (prospect.of(target.ref())) {
              case Restartable _ when health.status() == Status.CURRENT -> "";
              case Restartable _ -> palette.yellow(Text.shown(health.message()));
              case NothingToRestart nothing ->
                  palette.dim("skipped: " + Text.shown(nothing.message()));
              case Refused refused -> palette.red("refused: " + Text.shown(refused.message()));
            });
  }
}
