package dev.rollwave.cli.run;

import dev.rollwave.cli.process.ExitStatus;
import dev.rollwave.console.Audience;
import dev.rollwave.console.progress.Progress;
import dev.rollwave.console.report.ReportFile;
import dev.rollwave.console.report.RunEnd;
import dev.rollwave.console.report.RunReport;
import dev.rollwave.console.report.RunSummaryText;
import dev.rollwave.engine.Checkpoint;
import dev.rollwave.engine.RunState;
import dev.rollwave.engine.spec.RunSpec;
import dev.rollwave.runner.Observer;
import dev.rollwave.runner.Observers;
import dev.rollwave.runner.RunLoop;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One run under the eyes of a person: progress while it goes on, then the summary and the report.
 * The same for a real cluster and a simulated one.
 *
 * @param stage where it takes place
 * @param progress how it is shown meanwhile; closed at its end
 * @param audience whom the summary is for
 * @param report where the JSON report goes; empty for none
 */
public record ObservedRun(
    Stage stage, Progress progress, Audience audience, Optional<Path> report) {

  /**
   * Runs {@code spec} to its end and tells of it.
   *
   * @return what the process has to say to its caller
   */
  public ExitStatus run(RunSpec spec) throws InterruptedException {
    return run(spec, Optional.empty(), (_, _, _) -> {});
  }

  /**
   * Runs {@code spec} to its end, or continues it, and tells of it.
   *
   * @param checkpoint what an earlier process of this run wrote down; empty for a run that begins
   * @param policy is told of each step too, after the progress
   * @return what the process has to say to its caller
   */
  ExitStatus run(RunSpec spec, Optional<Checkpoint> checkpoint, Observer policy)
      throws InterruptedException {
    RunState last;
    try (progress;
        PeriodicCall _ =
            PeriodicCall.everySecond(() -> progress.tick(stage.clocks().instant()), stage.sink())) {
      RunLoop loop =
          new RunLoop(
              stage.cluster(),
              stage.inbox(),
              stage.sink(),
              stage.alarm(),
              new Observers(List.of(progress, policy)),
              stage.clocks());
      last = loop.run(spec, checkpoint);
    }
    RunEnd end = new RunEnd(last, stage.clocks().instant(), stage.access());
    ExitStatus status = last.outcome().map(ExitStatus::of).orElseThrow();
    report.ifPresent(path ->
        new ReportFile(path, audience.err())
            .write(RunReport.text(RunReport.of(end, status.code()))));
    audience.show(
        RunSummaryText.lines(end, status.code(), status.meaning(), audience.terminal().palette()));
    return status;
  }
}
