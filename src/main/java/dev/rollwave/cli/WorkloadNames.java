package dev.rollwave.cli;

import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadRef;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Reads {@code KIND/NAME} as kubectl does. */
final class WorkloadNames {
  private WorkloadNames() {}

  /** A workload whose namespace is not known yet. */
  record Named(WorkloadKind kind, String name) {
    WorkloadRef in(String namespace) {
      return new WorkloadRef(kind, namespace, name);
    }
  }

  /**
   * What {@code text} names.
   *
   * @throws ParameterException where it names no workload
   */
  static Named parse(CommandLine commandLine, String text) {
    int slash = text.indexOf('/');
    String name = text.substring(slash + 1);
    // What is in the name goes into a URL; Kubernetes allows no more than this.
    if (slash < 1 || !name.matches("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?")) {
      throw new ParameterException(
          commandLine, "'" + text + "' is not KIND/NAME, such as deployment/cart.");
    }
    WorkloadKind kind =
        WorkloadKind.named(text.substring(0, slash))
            .orElseThrow(() ->
                new ParameterException(
                    commandLine,
                    "'" + text + "': the kind is one of deployment, statefulset, daemonset."));
    return new Named(kind, name);
  }

  /**
   * Requires that {@code text} can be the name of a namespace.
   *
   * @throws ParameterException where it cannot
   */
  static void requireNamespace(CommandLine commandLine, String text) {
    if (!text.matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")) {
      throw new ParameterException(commandLine, "'" + text + "' is not the name of a namespace.");
    }
  }
}
