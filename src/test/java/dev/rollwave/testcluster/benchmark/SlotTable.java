package dev.rollwave.testcluster.benchmark;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * How long slots stayed empty, for a person, in milliseconds.
 *
 * @param title of what was measured
 * @param uses of all of its runs; at least one
 */
record SlotTable(String title, List<SlotUse> uses) {
  private static final double GOAL_P50 = 10;
  private static final double GOAL_P99 = 50;

  SlotTable {
    uses = List.copyOf(uses);
  }

  @Override
  public String toString() {
    return "%n%s, n=%d: milliseconds%n".formatted(title, uses.size())
        + "%-44s %8s %8s %8s %8s%n".formatted("", "p50", "p90", "p99", "most")
        + row("from the line to the PATCH", SlotUse::whole)
        + row("  from the line to the first read", SlotUse::untilAsked)
        + row("  a read at the API server", SlotUse::atServer)
        + row("  from the last answer to the PATCH", SlotUse::afterAnswer)
        + row("without the API server", SlotUse::own)
        + "goal, whole: p50 %s, p99 %s; without the API server: p50 %s, p99 %s%n"
            .formatted(
                goal(SlotUse::whole, 50, GOAL_P50),
                goal(SlotUse::whole, 99, GOAL_P99),
                goal(SlotUse::own, 50, GOAL_P50),
                goal(SlotUse::own, 99, GOAL_P99));
  }

  private String row(String name, Function<SlotUse, Duration> of) {
    return String.format(
        Locale.ROOT,
        "%-44s %8.1f %8.1f %8.1f %8.1f%n",
        name,
        percentile(of, 50),
        percentile(of, 90),
        percentile(of, 99),
        percentile(of, 100));
  }

  private String goal(Function<SlotUse, Duration> of, int percent, double limit) {
    return String.format(
        Locale.ROOT, "%.0f: %s", limit, percentile(of, percent) <= limit ? "reached" : "MISSED");
  }

  /** The least that so many of a hundred do not exceed. */
  private double percentile(Function<SlotUse, Duration> of, int percent) {
    List<Double> sorted = uses.stream().map(use -> of.apply(use).toNanos() / 1e6).sorted().toList();
    return sorted.get((int) Math.ceil(percent / 100.0 * sorted.size()) - 1);
  }
}
