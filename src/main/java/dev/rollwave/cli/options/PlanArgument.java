package dev.rollwave.cli.options;

import picocli.CommandLine.Parameters;

/** The plan that a command is given. */
public final class PlanArgument {
  @Parameters(paramLabel = "PLAN", description = "The plan, a YAML file; - reads standard input.")
  private String plan = "";

  /** Reads it; what is wrong with it, or with reading it, is in what it returns. */
  public PlanDocument read() {
    return PlanDocument.at(plan);
  }
}
