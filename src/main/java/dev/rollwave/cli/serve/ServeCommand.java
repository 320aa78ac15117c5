package dev.rollwave.cli.serve;

import dev.rollwave.cli.options.ClusterOptions;
import dev.rollwave.cli.options.PlanDocument;
import dev.rollwave.cli.options.StateOption;
import dev.rollwave.cli.process.ExitStatus;
import dev.rollwave.cli.process.ShutdownHook;
import dev.rollwave.cli.site.ClusterTrouble;
import dev.rollwave.console.Audience;
import dev.rollwave.console.preview.ProblemReport;
import dev.rollwave.console.progress.ServeLog;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.planfile.PlanReading;
import dev.rollwave.quartz.PlanSchedules;
import dev.rollwave.quartz.ScheduledRuns;
import dev.rollwave.runner.ClusterException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rollwave serve}: stays up and runs plans at their times. */
@Command(
    name = "serve",
    header = "Stay up and run each plan by its schedule.",
    description = {
      "",
      "For where there is no CronJob: a machine beside the cluster, or one pod for many plans. Each"
          + " plan is run at the times of its schedule, on the clocks of its timeZone, as"
          + " @|bold rollwave run|@ would without a person to ask. Plans are read once, at the"
          + " start; a changed file needs a restart.",
      "",
      "No plan has two runs at once: a time that comes while its last run is under way is skipped,"
          + " and the log says so. Times that pass while the machine sleeps make one run, when they"
          + " were at most 10 minutes ago. Times that passed before the start are not made up for.",
      "",
      "SIGTERM and SIGINT end it in order: runs under way start no more restarts and say what"
          + " is left.",
      ""
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:ended by a signal, with no run cut short",
      "2:a plan has a problem or no schedule, or wrong usage; nothing was started",
      "3:the kubeconfig or its credentials cannot be used; nothing was started",
      "6:nothing describes a cluster; nothing was started",
      "7:ended by a signal that cut a run short"
    },
    footerHeading = "%nExamples:%n",
    footer = {"  rollwave serve nightly.yaml", "  rollwave serve plans/*.yaml"})
public final class ServeCommand implements Callable<Integer> {
  /** How long runs may take to end in order; within what {@link ShutdownHook} waits. */
  private static final Duration TIMEOUT = Duration.ofSeconds(4);

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "PLAN",
      arity = "1..*",
      description = "Plan documents (YAML), each with a schedule, no two of one name.")
  private List<String> documents;

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Mixin private StateOption state = new StateOption();

  private final Optional<ServedRun> substitute;
  private final BiFunction<List<RestartPlan>, ScheduledRuns, PlanSchedules> schedules;

  /** The command as a person gives it: on a real cluster, by the system's clock. */
  ServeCommand() {
    this(Optional.empty(), PlanSchedules::new);
  }

  /**
   * The command somewhere else.
   *
   * @param substitute how a plan is run whose time has come; empty for on the cluster
   * @param schedules waits for the plans' times
   */
  ServeCommand(
      Optional<ServedRun> substitute,
      BiFunction<List<RestartPlan>, ScheduledRuns, PlanSchedules> schedules) {
    this.substitute = substitute;
    this.schedules = schedules;
  }

  @Override
  public Integer call() throws InterruptedException {
    List<RestartPlan> plans = new ArrayList<>();
    boolean areSound = true;
    for (String document : documents) {
      areSound &= read(PlanDocument.at(document), plans);
    }
    if (!areSound) {
      return ExitStatus.INVALID.code();
    }
    requireServable(plans);
    ServedRun runs = substitute.orElseGet(() -> new ClusterServedRun(cluster, state));
    try {
      runs.requireUsable();
    } catch (ClusterException e) {
      return ClusterTrouble.told(e, Audience.ofProcess()::complain).code();
    }
    return serve(plans, runs).code();
  }

  private ExitStatus serve(List<RestartPlan> plans, ServedRun runs) throws InterruptedException {
    StopSignal stop = new StopSignal();
    ServeLog log = new ServeLog(out(), InstantSource.system());
    try (ShutdownHook shutdownHook =
        ShutdownHook.toldTo(
            () -> stop.interrupt(ShutdownHook.CAUSE), Audience.ofProcess()::complain)) {
      return shutdownHook.ended(
          new PlanServer(plans, runs, log, stop)
              .with(serving -> schedules.apply(plans, serving), TIMEOUT));
    }
  }

  private boolean read(PlanDocument document, List<RestartPlan> plans) {
    ProblemReport report = new ProblemReport(out(), document.text());
    return switch (document.reading()) {
      case PlanReading.Sound sound -> {
        report.warnings(sound.warnings());
        plans.add(sound.plan());
        yield true;
      }
      case PlanReading.Faulty faulty -> {
        report.faults(faulty.problems());
        yield false;
      }
    };
  }

  /** What a plan needs to be served, besides being sound. */
  private void requireServable(List<RestartPlan> plans) {
    Set<String> names = new HashSet<>();
    for (RestartPlan plan : plans) {
      if (plan.schedule().isEmpty()) {
        throw new ParameterException(
            spec.commandLine(),
            "Plan "
                + plan.name()
                + " has no schedule, so there is no time at which to run it: give it one, or use"
                + " `rollwave run`.");
      }
      state.of(plan);
      if (!names.add(plan.name())) {
        throw new ParameterException(
            spec.commandLine(),
            "Two of the plans are called " + plan.name() + ": they would hold each other up.");
      }
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
