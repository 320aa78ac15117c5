package dev.rollwave.console.preview;

import dev.rollwave.console.text.Palette;
import dev.rollwave.console.text.Text;
import dev.rollwave.console.words.ClusterWords;
import dev.rollwave.console.words.Formats;
import dev.rollwave.engine.spec.RunSpec;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.plan.Throttle;
import dev.rollwave.plan.Wave;
import dev.rollwave.window.WindowCalendar;
import dev.rollwave.window.WindowStatus.Closed;
import dev.rollwave.window.WindowStatus.Open;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.rollout.RolloutStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;

/** What a run would do, shown before anything is touched. */
public final class PlanPreview {
  private static final int MOST_NAMED = 3;

  private final Prospect prospect;
  private final RunSpec spec;
  private final Optional<ContinuedRun> continued;
  private final Palette palette;
  private final PreviewRows rows;
  private final List<String> lines = new ArrayList<>();

  private PlanPreview(Prospect prospect, Palette palette) {
    this.prospect = prospect;
    this.spec = prospect.spec();
    this.continued = prospect.unfinished().map(state -> new ContinuedRun(state, palette));
    this.palette = palette;
    this.rows = new PreviewRows(prospect, continued, inOrder(), palette);
  }

  /**
   * The preview, line by line, safe to show.
   *
   * @param prospect what would be done
   * @param now for the window
   * @param palette how to paint it
   */
  public static List<String> lines(Prospect prospect, Instant now, Palette palette) {
    PlanPreview preview = new PlanPreview(prospect, palette);
    preview.head(now);
    preview.lines.add("");
    preview.lines.add(palette.dim(preview.rows.heading()));
    preview.inOrder().forEach(preview::wave);
    return List.copyOf(preview.lines);
  }

  /**
   * The question to ask after the preview, such as {@code "Restart 3 workloads in 2 waves on prod
   * (https://10.0.0.1:6443) as ana, with lock and record in namespace rollwave? [y/N] "}; of an
   * unfinished run it says that it is continued.
   */
  public static String question(Prospect prospect) {
    PlanPreview preview = new PlanPreview(prospect, Palette.PLAIN);
    String kept =
        prospect
            .spec()
            .plan()
            .stateNamespace()
            .map(namespace -> ", with lock and record in namespace " + Text.shown(namespace))
            .orElse("");
    String on = prospect.access().map(it -> " on " + Text.shown(ClusterWords.of(it))).orElse("");
    return preview.deed() + on + kept + "? [y/N] ";
  }

  /**
   * What is asked again after that question, where workloads that would be restarted are not
   * Current; empty when all are.
   */
  public static Optional<String> doubt(Prospect prospect) {
    return health(prospect).map(told -> Text.shown(told) + "\nRestart all the same? [y/N] ");
  }

  /** Which of the workloads that would be restarted are not Current; empty when all are. */
  public static Optional<String> health(Prospect prospect) {
    SequencedMap<WorkloadRef, RolloutStatus> unsettled = prospect.unsettled();
    if (unsettled.isEmpty()) {
      return Optional.empty();
    }
    String first =
        unsettled.entrySet().stream()
            .limit(MOST_NAMED)
            .map(it ->
                "%s is %s (%s)"
                    .formatted(
                        it.getKey(), it.getValue().status().label(), it.getValue().message()))
            .collect(Collectors.joining("; "));
    int more = unsettled.size() - MOST_NAMED;
    return Optional.of(
        "not Current before their restart: " + first + (more > 0 ? "; and " + more + " more" : ""));
  }

  private String deed() {
    if (continued.isEmpty()) {
      return "Restart " + extent();
    }
    int waitedFor = continued.get().waitedFor();
    return "Continue run "
        + Text.shown(spec.runId().value())
        + ", restart "
        + extent()
        + (waitedFor > 0 ? " and wait for " + waitedFor + " restarted before" : "");
  }

  private String extent() {
    int workloads = 0;
    int waves = 0;
    for (List<WorkloadSnapshot> targets : spec.targets().values()) {
      int due = (int) targets.stream().filter(target -> isDue(target.ref())).count();
      workloads += due;
      waves += due > 0 ? 1 : 0;
    }
    return Formats.count(workloads, "workload") + " in " + Formats.count(waves, "wave");
  }

  private boolean isDue(WorkloadRef ref) {
    return prospect.isDue(ref);
  }

  private void head(Instant now) {
    RestartPlan plan = spec.plan();
    String title = continued.map(run -> run.title() + "; ").orElse("");
    lines.add(palette.bold(Text.shown(plan.name())) + ": " + title + "restarts " + extent());
    continued.ifPresent(run -> lines.addAll(run.head()));
    prospect
        .access()
        .ifPresent(it -> lines.add("  cluster:    " + Text.shown(ClusterWords.of(it))));
    lines.add("  reason:     " + Text.shown(spec.reason()));
    int unsettled = prospect.unsettled().size();
    if (unsettled > 0) {
      lines.add(
          palette.yellow("  health:     %d of them not Current, see below".formatted(unsettled)));
    }
    lines.add("  window:     " + Text.shown(window(now)));
    lines.add("  throttle:   " + throttle(plan.throttle()));
    lines.add("  on failure: " + plan.onFailure().name().toLowerCase(Locale.ROOT));
    plan.place().ifPresent(place -> lines.add("  lock:       " + Text.shown(place.toString())));
  }

  private String window(Instant now) {
    WindowCalendar planned = spec.plan().calendar();
    String status =
        switch (planned.at(now)) {
          case Open open when open.closes().equals(Instant.MAX) -> "always open";
          case Open open -> "open until " + Formats.local(open.closes(), planned.zone());
          case Closed closed ->
              "closed ("
                  + closed.reason()
                  + ")"
                  + closed
                      .opens()
                      .map(at -> ", opens " + Formats.local(at, planned.zone()))
                      .orElse(", opens no more");
        };
    return spec.calendar().equals(planned) ? status : "ignored; it would be " + status;
  }

  private static String throttle(Throttle throttle) {
    String atOnce =
        throttle.maxInFlight().isPresent()
            ? "at most " + throttle.maxInFlight().getAsInt() + " in flight"
            : "any number in flight";
    return throttle.minInterval().isZero()
        ? atOnce
        : atOnce + ", " + Formats.duration(throttle.minInterval()) + " apart";
  }

  // A wave may depend on one that the document names later; a reader wants causes before effects.
  private List<Wave> inOrder() {
    List<Wave> rest = new ArrayList<>(spec.plan().waves());
    Set<String> done = new HashSet<>();
    List<Wave> sorted = new ArrayList<>();
    while (!rest.isEmpty()) {
      Wave next =
          rest.stream()
              .filter(wave -> done.containsAll(wave.dependsOn()))
              .findFirst()
              .orElseThrow();
      rest.remove(next);
      done.add(next.name());
      sorted.add(next);
    }
    return sorted;
  }

  private void wave(Wave wave) {
    List<String> remarks = new ArrayList<>();
    remarks.add(
        wave.dependsOn().isEmpty() ? "at once" : "after " + String.join(", ", wave.dependsOn()));
    if (!wave.throttle().equals(Throttle.NONE)) {
      remarks.add(throttle(wave.throttle()));
    }
    if (!wave.cooldown().equals(Duration.ZERO)) {
      remarks.add("then " + Formats.duration(wave.cooldown()) + " cooldown");
    }
    lines.add("");
    lines.add(
        palette.bold(Text.shown(wave.name()))
            + "  "
            + palette.dim(Text.shown(String.join("; ", remarks))));
    lines.addAll(rows.of(wave));
  }
}
