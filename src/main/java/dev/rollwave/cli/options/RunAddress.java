package dev.rollwave.cli.options;

import dev.rollwave.plan.RestartPlan;
import dev.rollwave.planfile.PlanReading;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The run that a person means: of which plan, on which cluster, with its record where. */
public final class RunAddress {
  @Parameters(
      paramLabel = "PLAN",
      description = "The plan, a YAML file (- reads standard input), or its name alone.")
  private String plan = "";

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Mixin private StateOption state = new StateOption();

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /** On which cluster. */
  public ClusterOptions cluster() {
    return cluster;
  }

  /**
   * What was named.
   *
   * @param name of the plan
   * @param plan empty when only its name is known
   * @param stateNamespace where its record is kept; empty for the namespace of the connection
   */
  public record Named(String name, Optional<RestartPlan> plan, Optional<String> stateNamespace) {}

  /**
   * What was named.
   *
   * @throws ParameterException when that is a file with no sound plan in it, or one that keeps its
   *     record elsewhere than the options say
   */
  public Named named() {
    if (!plan.equals("-") && !isFile() && plan.matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?")) {
      return new Named(plan, Optional.empty(), state.alone());
    }
    if (!plan.equals("-") && !isFile()) {
      throw new ParameterException(
          commandLine(),
          "there is no file " + plan + ", and a plan's name is lower-case letters, digits and -.");
    }
    return switch (PlanDocument.at(plan).reading()) {
      case PlanReading.Sound sound ->
          new Named(sound.plan().name(), Optional.of(sound.plan()), state.of(sound.plan()));
      case PlanReading.Faulty faulty ->
          throw new ParameterException(
              commandLine(),
              plan
                  + " is not a valid plan ("
                  + faulty.problems().getFirst().what()
                  + "); `rollwave validate` says more.");
    };
  }

  private boolean isFile() {
    try {
      return Files.exists(Path.of(plan));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private CommandLine commandLine() {
    return spec.commandLine();
  }
}
