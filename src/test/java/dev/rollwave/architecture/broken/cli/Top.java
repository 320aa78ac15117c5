package dev.rollwave.architecture.broken.cli;

/** Nothing below may know it. */
public final class Top {
  private Top() {}

  /** Something to call. */
  public static int one() {
    return 1;
  }
}
