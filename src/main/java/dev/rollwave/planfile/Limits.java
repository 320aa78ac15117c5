package dev.rollwave.planfile;

/**
 * How much a plan document may hold. Each limit is far above what a person writes, and keeps a
 * document by mistake or malice from taking the memory or the time of the machine that reads it.
 */
public final class Limits {
  /** Size of the document: 1 MiB. */
  public static final int MOST_BYTES = 1_048_576;

  /** Waves of one plan. */
  public static final int MOST_WAVES = 1_000;

  /** Entries under {@code workloads}, over all waves. */
  public static final int MOST_WORKLOADS = 20_000;

  /** Lists and mappings within one another. */
  public static final int MOST_NESTING = 32;

  /** Uses of a YAML alias, such as {@code *usual}. */
  public static final int MOST_ALIASES = 1_000;

  /** Nodes of the document once every alias stands for what it names. */
  public static final int MOST_NODES = 500_000;

  /** Problems told at once; a document that is no plan at all would fill the screen for hours. */
  public static final int MOST_PROBLEMS = 1_000;

  /** Characters of a reason; it is written on every workload. */
  public static final int LONGEST_REASON = 1_000;

  private Limits() {}
}
