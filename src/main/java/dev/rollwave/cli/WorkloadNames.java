package dev.rollwave.cli;

import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadRef;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Reads {@code KIND/NAME} as kubectl does. */
final class WorkloadNames {
  private WorkloadNames() {}

  /** The workload that {@code text} names in {@code namespace}. */
  static WorkloadRef parse(CommandLine commandLine, String text, String namespace) {
    int slash = text.indexOf('/');
    String name = text.substring(slash + 1);
    // What is in the name goes into a URL; Kubernetes allows no more than this.
    if (slash < 1 || !name.matches("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?")) {
      throw new ParameterException(
          commandLine, "'" + text + "' is not KIND/NAME, such as deployment/cart.");
    }
    if (!namespace.matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")) {
      throw new ParameterException(
          commandLine, "'" + namespace + "' is not the name of a namespace.");
    }
    WorkloadKind kind =
        WorkloadKind.named(text.substring(0, slash))
            .orElseThrow(() ->
                new ParameterException(
                    commandLine,
                    "'" + text + "': the kind is one of deployment, statefulset, daemonset."));
    return new WorkloadRef(kind, namespace, name);
  }
}
