package dev.rollwave.cli;

import dev.rollwave.cli.process.ExitStatus;
import dev.rollwave.planfile.PlanSchema;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code rollwave schema}: the JSON Schema of a plan. */
@Command(
    name = "schema",
    header = "Print the JSON Schema of a plan, for editors.",
    description = {
      "",
      "Write it to a file, and let the first line of a plan name that file: an editor with a YAML"
          + " language server then completes keys, explains them and marks mistakes while you"
          + " type.",
      ""
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:printed", "2:wrong usage"},
    footerHeading = "%nExample:%n",
    footer = {
      "  rollwave schema > restart-plan.schema.json",
      "  # yaml-language-server: $schema=restart-plan.schema.json"
    })
final class SchemaCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    out.print(PlanSchema.text());
    out.flush();
    return ExitStatus.DONE.code();
  }
}
