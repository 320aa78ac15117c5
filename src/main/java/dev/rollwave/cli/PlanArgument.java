package dev.rollwave.cli;

import picocli.CommandLine.Parameters;

/** The plan that a command is given. */
final class PlanArgument {
  @Parameters(paramLabel = "PLAN", description = "The plan, a YAML file; - reads standard input.")
  private String plan = "";

  /** Reads it. */
  PlanDocument read() {
    return PlanDocument.at(plan);
  }
}
