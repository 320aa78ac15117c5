package dev.rollwave.cli.options;

import dev.rollwave.plan.RestartPlan;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where a plan that does not say it keeps its lock and its record. */
public final class StateOption {
  @Option(
      names = "--state-namespace",
      paramLabel = "NAMESPACE",
      description =
          "Where the lock and the record of a plan's runs live, when its stateNamespace does not"
              + " say; else the namespace of the context or of the service account.")
  private Optional<String> namespace = Optional.empty();

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /** What the option says; for where no plan is known. */
  Optional<String> alone() {
    return namespace;
  }

  /**
   * Where the runs of {@code plan} are kept; empty for the namespace of the connection.
   *
   * @throws ParameterException when the option says otherwise than the plan
   */
  public Optional<String> of(RestartPlan plan) {
    Optional<String> planned = plan.stateNamespace();
    if (planned.isPresent() && namespace.isPresent() && !planned.equals(namespace)) {
      throw new ParameterException(
          spec.commandLine(),
          "--state-namespace "
              + namespace.get()
              + " contradicts the plan "
              + plan.name()
              + ", whose stateNamespace is "
              + planned.get()
              + ": leave the option out, or change the plan for all who run it.");
    }
    return planned.or(() -> namespace);
  }
}
