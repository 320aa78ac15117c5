package dev.rollwave.cli;

import dev.rollwave.console.Audience;
import dev.rollwave.console.report.ReportFile;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rollwave demo}: a run to look at, on a cluster in memory. */
@Command(
    name = "demo",
    header = "Show a run on a shop that lives in memory; needs no cluster.",
    description = {
      "",
      "Restarts twelve workloads in six waves with the engine, loop and display of a real run, on"
          + " simulated controllers and a clock that runs fast. Ends with the exit status and the"
          + " report that a real run would have: 0, or with --break 1.",
      ""
    })
final class DemoCommand implements Callable<Integer> {
  // The whole shop takes a little over three minutes of its own time.
  private static final String USUAL_SPEED = "15";

  @Option(names = "--break", description = "Let one workload fail, to see what a halt looks like.")
  private boolean breaks;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Number from which the pods' times are drawn; the same seed gives the same run (default:"
              + " 1).")
  private long seed;

  @Option(
      names = "--speed",
      paramLabel = "N",
      defaultValue = USUAL_SPEED,
      description =
          "How many seconds of the shop pass in a real one (default: " + USUAL_SPEED + ").")
  private double speed;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write a JSON report of the run to FILE.")
  private Optional<Path> report = Optional.empty();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    if (!(speed > 0 && Double.isFinite(speed))) {
      throw new ParameterException(spec.commandLine(), "--speed is a number above 0.");
    }
    Optional<String> lost = report.flatMap(ReportFile::obstacle);
    if (lost.isPresent()) {
      throw new ParameterException(spec.commandLine(), "--report: " + lost.get());
    }
    return new DemoRun(breaks, seed, speed, report).shownTo(Audience.ofProcess()).code();
  }
}
