package dev.rollwave.cli.run;

import dev.rollwave.cli.options.ClusterOptions;
import dev.rollwave.cli.options.PlanArgument;
import dev.rollwave.cli.options.PlanDocument;
import dev.rollwave.cli.options.StateOption;
import dev.rollwave.cli.process.ExitStatus;
import dev.rollwave.cli.process.ShutdownHook;
import dev.rollwave.console.Audience;
import dev.rollwave.console.preview.ProblemReport;
import dev.rollwave.console.report.ReportFile;
import dev.rollwave.engine.message.Event;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.planfile.PlanReading;
import dev.rollwave.runner.EventQueue;
import dev.rollwave.runner.record.StartMode;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rollwave run}: one execution of a plan. */
@Command(
    name = "run",
    header = "Restart what a plan names, wave by wave, and prove each wave healthy.",
    description = {
      "",
      "Resolves the plan on the cluster, checks everything that can be checked before the first"
          + " restart, then walks the waves: a wave starts when all waves that it depends on are"
          + " healthy and cooled down. A person at the terminal is asked before the first restart,"
          + " also when the output goes into a file or a pipe; without a terminal, as in a CronJob,"
          + " --yes is needed. On a terminal the run is shown live; elsewhere it writes one line"
          + " per event.",
      "",
      "A run that was killed, interrupted or cut short by its window is continued by the next"
          + " start within the plan's resumeWithin: what it has restarted is not restarted again.",
      "",
      "Of the workloads that may start, the one with the longest remaining path goes first: by how"
          + " long each took in the plan's last run, or by the depth of the plan where no run is"
          + " known.",
      ""
    })
public final class RunCommand implements Callable<Integer> {
  @Mixin private PlanArgument plan = new PlanArgument();
  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Option(
      names = "--dry-run",
      description =
          "Change nothing: ask the API server what each restart would be answered, and print them"
              + " in order.")
  private boolean dryRun;

  @Option(
      names = {"-y", "--yes"},
      description =
          "Do not ask before the first restart; needed where there is no terminal to ask at.")
  private boolean yes;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write a JSON report of the run to FILE.")
  private Optional<Path> report = Optional.empty();

  @Option(
      names = "--wait",
      description = "When no window is open, wait for the next one instead of leaving with 4.")
  private boolean waits;

  @Option(
      names = "--ignore-windows",
      description = "Restart outside windows and inside freezes too; needs --reason.")
  private boolean ignoreWindows;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Why windows are ignored; written on every workload that is restarted.")
  private Optional<String> reason = Optional.empty();

  @ArgGroup(exclusive = true)
  private Unfinished unfinished = new Unfinished();

  /** What to do with an unfinished run that cannot simply be continued. */
  private static final class Unfinished {
    @Option(
        names = "--new-run",
        description =
            "Start over, whatever is unfinished: what an earlier run has restarted is restarted"
                + " again.")
    private boolean isNewRun;

    @Option(
        names = "--continue-with-new-plan",
        description = "Continue an unfinished run though the plan was edited since it began.")
    private boolean isWithNewPlan;

    StartMode mode() {
      if (isNewRun) {
        return StartMode.NEW_RUN;
      }
      return isWithNewPlan ? StartMode.WITH_NEW_PLAN : StartMode.USUAL;
    }
  }

  @Mixin private StateOption state = new StateOption();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    if (ignoreWindows && reason.filter(why -> !why.isBlank()).isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "--ignore-windows needs --reason TEXT: it is kept with every restart.");
    }
    if (reason.isPresent() && !ignoreWindows) {
      throw new ParameterException(
          spec.commandLine(),
          "--reason goes with --ignore-windows; else the plan's reason is used.");
    }
    // Known now, and not after hours of restarts whose evidence then has no place to go.
    Optional<String> lost = report.flatMap(ReportFile::obstacle);
    if (lost.isPresent()) {
      throw new ParameterException(spec.commandLine(), "--report: " + lost.get());
    }
    Audience audience = Audience.ofProcess();
    PlanDocument document = plan.read();
    ProblemReport problems = new ProblemReport(spec.commandLine().getErr(), document.text());
    return switch (document.reading()) {
      case PlanReading.Faulty faulty -> {
        problems.faults(faulty.problems());
        yield ExitStatus.INVALID.code();
      }
      case PlanReading.Sound sound -> {
        problems.warnings(sound.warnings());
        yield run(sound.plan(), audience).code();
      }
    };
  }

  private ExitStatus run(RestartPlan sound, Audience audience) throws InterruptedException {
    Optional<String> stateNamespace = state.of(sound);
    RunRequest request =
        new RunRequest(sound, dryRun, reason, waits, yes, unfinished.mode(), report);
    if (GoAhead.lacksAnAnswer(request, audience)) {
      throw new ParameterException(
          spec.commandLine(), "nothing was touched: " + GoAhead.NO_TERMINAL + ".");
    }
    EventQueue events = new EventQueue();
    try (ShutdownHook shutdownHook =
        ShutdownHook.toldTo(
            () -> events.accept(new Event.Interrupted(ShutdownHook.CAUSE)), audience::complain)) {
      return shutdownHook.ended(
          new ClusterRun(request, audience, cluster, stateNamespace).with(events));
    }
  }
}
