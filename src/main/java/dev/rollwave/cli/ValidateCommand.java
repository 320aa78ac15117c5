package dev.rollwave.cli;

import dev.rollwave.cli.options.PlanDocument;
import dev.rollwave.cli.process.ExitStatus;
import dev.rollwave.console.preview.PlanSummary;
import dev.rollwave.console.preview.ProblemReport;
import dev.rollwave.planfile.PlanReading;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rollwave validate}: says what is wrong in plans, without a cluster. */
@Command(
    name = "validate",
    header = "Check plans, and tell everything that is wrong at once.",
    description = {
      "",
      "Each problem comes with its file, line and column, and with what would fix it. A sound plan"
          + " is told in one line. No cluster is asked: whether the workloads exist shows when the"
          + " plan is run, or with @|bold run --dry-run|@.",
      ""
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:every plan is sound, warnings or not",
      "2:a plan has a problem, or wrong usage"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  rollwave validate nightly.yaml",
      "  rollwave validate plans/*.yaml",
      "  helm template release chart -s templates/plan.yaml | rollwave validate -"
    })
final class ValidateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "PLAN",
      arity = "1..*",
      description = "Plan documents (YAML); - reads one from standard input.")
  private List<String> plans;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    ExitStatus status = ExitStatus.DONE;
    for (String plan : plans) {
      PlanDocument document = PlanDocument.at(plan);
      ProblemReport report = new ProblemReport(out, document.text());
      switch (document.reading()) {
        case PlanReading.Sound sound -> {
          report.warnings(sound.warnings());
          out.println(PlanSummary.of(sound.plan()));
        }
        case PlanReading.Faulty faulty -> {
          report.faults(faulty.problems());
          status = ExitStatus.INVALID;
        }
      }
    }
    out.flush();
    return status.code();
  }
}
