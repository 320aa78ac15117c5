package dev.rollwave.cli.rehearse;

import dev.rollwave.console.rehearsal.RehearsalDistribution;
import dev.rollwave.console.rehearsal.RehearsalReport;
import dev.rollwave.console.rehearsal.RehearsalSummary;
import dev.rollwave.console.rehearsal.Rehearsed;
import dev.rollwave.console.rehearsal.RehearsedOften;
import dev.rollwave.console.rehearsal.RunBeside;
import dev.rollwave.console.report.RunReport;
import java.io.PrintWriter;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How a rehearsal is written, and the run that it is laid beside. */
final class RehearsalOutput {
  /** For whom it is written. */
  enum Format {
    TEXT,
    JSON
  }

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      description =
          "text, or json: the run report as it would be, with kind Rehearsal and more (default:"
              + " text).")
  private Format format = Format.TEXT;

  @Option(
      names = "--against",
      paramLabel = "REPORT",
      description =
          "Lay the rehearsal beside a run that really happened, by its report: what differs most"
              + " comes first. Begins when the run did, unless --start says otherwise.")
  private Optional<String> against = Optional.empty();

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /** Whether it is to be laid beside a run. */
  boolean isBesideRun() {
    return against.isPresent();
  }

  /**
   * The run that it is to be laid beside; empty for none.
   *
   * @param plan whose run it has to be
   * @throws ParameterException when its report is of no use
   */
  Optional<RunBeside> beside(String plan) {
    return against.map(path ->
        RehearsalReports.read(
            path, plan, message -> new ParameterException(spec.commandLine(), message)));
  }

  /** Writes how the lengths of many rehearsals are distributed. */
  void print(RehearsedOften often) {
    PrintWriter out = spec.commandLine().getOut();
    switch (format) {
      case TEXT -> RehearsalDistribution.lines(often).forEach(out::println);
      case JSON -> out.print(RunReport.text(RehearsalDistribution.json(often)));
    }
    out.flush();
  }

  /** Writes how one went, {@code beside} a run where there is one. */
  void print(Rehearsed rehearsed, Optional<RunBeside> beside) {
    PrintWriter out = spec.commandLine().getOut();
    switch (format) {
      case TEXT -> {
        RehearsalSummary.lines(rehearsed).forEach(out::println);
        beside.ifPresent(run -> run.lines(rehearsed).forEach(out::println));
      }
      case JSON -> out.print(RunReport.text(RehearsalReport.of(rehearsed, beside)));
    }
    out.flush();
  }
}
