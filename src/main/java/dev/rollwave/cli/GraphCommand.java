package dev.rollwave.cli;

import dev.rollwave.cli.options.PlanDocument;
import dev.rollwave.cli.process.ExitStatus;
import dev.rollwave.console.preview.ProblemReport;
import dev.rollwave.console.preview.WaveDrawing;
import dev.rollwave.planfile.PlanReading;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rollwave graph}: the waves of a plan as a picture. */
@Command(
    name = "graph",
    header = "Draw the waves of a plan as Mermaid or Graphviz DOT.",
    description = {
      "",
      "An arrow leads from a wave to each wave that waits for it. Mermaid is drawn by GitHub,"
          + " GitLab and many wikis inside a @|bold ```mermaid|@ block; DOT by Graphviz.",
      ""
    },
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:drawn", "2:invalid plan or usage; the problems are on standard error"},
    footerHeading = "%nExamples:%n",
    footer = {
      "  rollwave graph nightly.yaml",
      "  rollwave graph nightly.yaml --format dot | dot -Tsvg > nightly.svg"
    })
final class GraphCommand implements Callable<Integer> {
  /** The language of the picture. */
  enum Format {
    MERMAID,
    DOT;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "PLAN",
      description = "Plan document (YAML); - reads it from standard input.")
  private String plan;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "mermaid",
      description = "mermaid (the default) or dot.")
  private Format format;

  @Override
  public Integer call() {
    CommandLine commandLine = spec.commandLine();
    PlanDocument document = PlanDocument.at(plan);
    return switch (document.reading()) {
      case PlanReading.Sound sound -> {
        PrintWriter out = commandLine.getOut();
        out.print(drawn(new WaveDrawing(sound.plan())));
        out.flush();
        yield ExitStatus.DONE.code();
      }
      case PlanReading.Faulty faulty -> {
        // Standard output may go straight into a picture; it stays empty.
        new ProblemReport(commandLine.getErr(), document.text()).faults(faulty.problems());
        yield ExitStatus.INVALID.code();
      }
    };
  }

  private String drawn(WaveDrawing drawing) {
    return switch (format) {
      case MERMAID -> drawing.mermaid();
      case DOT -> drawing.dot();
    };
  }
}
