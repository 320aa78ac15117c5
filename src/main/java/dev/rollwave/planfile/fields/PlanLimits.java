package dev.rollwave.planfile.fields;

/**
 * How much a plan may ask for, besides what any {@linkplain dev.rollwave.document.DocumentLimits
 * document} may hold. Each limit is far above what a person writes.
 */
public final class PlanLimits {
  /** Waves of one plan. */
  public static final int MOST_WAVES = 1_000;

  /** Entries under {@code workloads}, over all waves. */
  public static final int MOST_WORKLOADS = 20_000;

  /** Problems told at once; a document that is no plan at all would fill the screen for hours. */
  static final int MOST_PROBLEMS = 1_000;

  /** Characters of a reason; it is written on every workload. */
  public static final int LONGEST_REASON = 1_000;

  private PlanLimits() {}
}
