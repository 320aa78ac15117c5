package dev.rollwave.plan;

import dev.rollwave.window.Freeze;
import dev.rollwave.window.MaintenanceWindow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a plan says, one fact a line, so that two versions of it can be told apart and laid side by
 * side. Comments, spelling of durations and defaults that are written out make no difference. Nor
 * does the namespace of the record: a record is only ever found in the namespace that its plan
 * means.
 *
 * @param lines in the plan's order; none holds a line break
 */
public record CanonicalPlan(List<String> lines) {
  public CanonicalPlan {
    lines = List.copyOf(lines);
    if (lines.stream().anyMatch(line -> line.contains("\n") || line.contains("\r"))) {
      throw new IllegalArgumentException("a line of a plan's print holds no line break");
    }
  }

  /** The print of {@code plan}. */
  public static CanonicalPlan of(RestartPlan plan) {
    List<String> lines = new ArrayList<>();
    lines.add("reason: " + plan.reason());
    lines.add("timeZone: " + plan.calendar().zone().getId());
    plan.schedule().ifPresent(schedule -> lines.add("schedule: " + schedule));
    plan.calendar().windows().forEach(window -> lines.add("window: " + words(window)));
    plan.calendar().freezes().forEach(freeze -> lines.add("freeze: " + words(freeze)));
    lines.add("throttle: " + words(plan.throttle()));
    lines.add("onFailure: " + plan.onFailure());
    lines.add("resumeWithin: " + words(plan.resumeWithin()));
    plan.waves().forEach(wave -> add(lines, wave));
    // A reason may be a whole paragraph.
    lines.replaceAll(line -> line.replace("\n", "\\n").replace("\r", "\\r"));
    return new CanonicalPlan(lines);
  }

  private static void add(List<String> lines, Wave wave) {
    String prefix = "wave " + wave.name() + ": ";
    lines.add(prefix + "dependsOn " + wave.dependsOn());
    lines.add(prefix + "throttle " + words(wave.throttle()));
    lines.add(prefix + "cooldown " + wave.cooldown());
    HealthPolicy health = wave.health();
    lines.add(
        prefix
            + "health timeout "
            + health.timeout()
            + ", soak "
            + health.soak()
            + ", grace "
            + health.grace()
            + health.pendingGrace().map(pending -> ", pendingGrace " + pending).orElse("")
            + ", onForeignChange "
            + health.onForeignChange()
            + health.total().map(total -> ", total " + total).orElse(""));
    if (wave.allowEmpty()) {
      lines.add(prefix + "allowEmpty");
    }
    for (WorkloadSelection selection : wave.workloads()) {
      lines.add(
          prefix
              + switch (selection) {
                case WorkloadSelection.ByName(var ref) -> ref.toString();
                case WorkloadSelection.BySelector(var kind, String namespace, var selector) ->
                    namespace + "/" + kind.kind() + " matching " + selector;
              });
    }
  }

  private static String words(Throttle throttle) {
    String most =
        throttle.maxInFlight().isPresent()
            ? Integer.toString(throttle.maxInFlight().getAsInt())
            : "unlimited";
    return "maxInFlight " + most + ", minInterval " + throttle.minInterval();
  }

  private static String words(ResumeWithin resumeWithin) {
    return switch (resumeWithin) {
      case ResumeWithin.Fixed(var time) -> time.toString();
      case ResumeWithin.OpeningAfterNext _ -> "until the opening after next has closed";
    };
  }

  private static String words(MaintenanceWindow window) {
    return switch (window) {
      case MaintenanceWindow.Weekly(var days, var from, var to) ->
          days.stream().sorted(Comparator.naturalOrder()).toList() + " " + from + " to " + to;
      case MaintenanceWindow.Recurring(var cron, var duration) ->
          "cron " + cron + " for " + duration;
    };
  }

  private static String words(Freeze freeze) {
    return freeze.name() + " " + freeze.from() + " to " + freeze.to();
  }

  /**
   * What {@code newer} says that this one does not, after {@code + }, and what it no longer says,
   * after {@code - }; empty when they say the same in another order.
   */
  public List<String> difference(CanonicalPlan newer) {
    Set<String> before = new HashSet<>(lines);
    Set<String> after = new HashSet<>(newer.lines);
    List<String> difference = new ArrayList<>();
    lines.stream().filter(l -> !after.contains(l)).forEach(l -> difference.add("- " + l));
    newer.lines.stream().filter(l -> !before.contains(l)).forEach(l -> difference.add("+ " + l));
    return List.copyOf(difference);
  }
}
