package dev.rollwave.cli;

import dev.rollwave.console.HealthTable;
import dev.rollwave.console.Palette;
import dev.rollwave.console.ProblemReport;
import dev.rollwave.console.RehearsalDistribution;
import dev.rollwave.console.RehearsalReport;
import dev.rollwave.console.RehearsalSummary;
import dev.rollwave.console.Rehearsed;
import dev.rollwave.console.RehearsedOften;
import dev.rollwave.console.RunBeside;
import dev.rollwave.console.RunReport;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.planfile.PlanReading;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.simulation.InventedWorld;
import dev.rollwave.simulation.Mishaps;
import dev.rollwave.simulation.Rehearsal;
import java.io.PrintWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rollwave rehearse}: a plan played through before it is let near a cluster. */
@Command(
    name = "rehearse",
    header = "Plays a plan through on a cluster in memory, in no time, touching nothing.",
    description = {
      "",
      "The engine and the loop of a real run, on simulated controllers and a clock that jumps. Shows when each wave starts and is healthy, "
          + "how long the run takes, whether it fits the window, and which workloads decide that.",
      "",
      "With --snapshot or --cluster live the workloads are those of a real cluster, and what their last rollouts took is measured. Else no cluster is asked: "
          + "every workload that the plan names is taken to exist, a selector to match "
          + InventedWorld.MATCHES
          + " workloads, a Deployment or StatefulSet to have "
          + InventedWorld.REPLICAS
          + " pods, and a pod to be Ready after some 25 seconds; what was assumed is printed for each workload. Name what takes longer with "
          + "--slow. A run ends when its window closes; the next process goes on with it when the next window opens, if that is soon enough "
          + "(resumeWithin), so that a week of nights is played through.",
      "",
      "Of the workloads that may start, the one with the longest way behind it goes first: with --snapshot or --cluster live by how long rollouts were measured to take, as a "
          + "run goes by how long they took in the plan's last run; else by the depth of the plan.",
      "",
      "The same plan, snapshot and options print the same bytes.",
      ""
    },
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:rehearsed, whatever came of it",
      "2:invalid plan or usage, or a snapshot or report cannot be read",
      "3:a run would be refused: something that the plan names is missing, paused, or cannot be restarted, or the cluster refuses to be read",
      "6:the cluster could not be reached",
      "1, 4:with --exit-status, as the first process of the run would: a workload fails, or the window is too short"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  rollwave rehearse nightly.yaml",
      "  rollwave rehearse nightly.yaml --start 2026-10-25T01:00+02:00 --slow shop/Deployment/search=5m",
      "  rollwave rehearse nightly.yaml --cluster live",
      "  kubectl get deploy,sts,ds,rs,pods -A -o json | rollwave rehearse nightly.yaml --snapshot -",
      "  rollwave rehearse nightly.yaml --fail shop/Deployment/cart",
      "  rollwave rehearse nightly.yaml --outage 01:10-01:14 --kill-at 01:20",
      "  rollwave rehearse nightly.yaml --cluster live --runs 1000",
      "  rollwave rehearse nightly.yaml --snapshot before.json --against report.json",
      "  rollwave rehearse nightly.yaml --exit-status    # in CI: fails when the window is too short"
    })
final class RehearseCommand implements Callable<Integer> {
  /** How the rehearsal is written. */
  enum Output {
    TEXT,
    JSON
  }

  private static final int MOST_RUNS = 1_000_000;

  @Parameters(paramLabel = "PLAN", description = "The plan, a YAML file; - reads standard input.")
  private String plan = "";

  @Mixin private RehearsalSource source = new RehearsalSource();

  @Option(
      names = "--start",
      paramLabel = "INSTANT",
      description =
          "When the run begins: 2026-10-25T01:00+02:00, 2026-10-25T01:00 in the plan's zone, or now. Else the next time that a window of the "
              + "plan opens, or now when it has none.")
  private Optional<String> start = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of the pods' times, which vary from pod to pod (default: 1).")
  private long seed;

  @Option(
      names = "--runs",
      paramLabel = "N",
      description =
          "Play N times with one seed after another, and print how the length is distributed instead.")
  private Optional<Integer> runs = Optional.empty();

  @Mixin private MishapOptions mishapOptions = new MishapOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      description =
          "text, or json: the run report as it would be, with kind Rehearsal and more (default: text).")
  private Output output = Output.TEXT;

  @Option(
      names = "--against",
      paramLabel = "REPORT",
      description =
          "Lay the rehearsal beside a run that really happened, by its report: what differs most comes first. Begins when the run did, unless "
              + "--start says otherwise.")
  private Optional<String> against = Optional.empty();

  @Option(names = "--exit-status", description = "Leave with the exit status that the run would.")
  private boolean leavesAsTheRunWould;

  @Spec private CommandSpec spec;

  private Optional<RunBeside> beside = Optional.empty();

  @Override
  public Integer call() throws InterruptedException {
    if (against.isPresent() && runs.isPresent()) {
      throw usage("--against lays one rehearsal beside a run; it does not go with --runs.");
    }
    if (runs.filter(number -> number < 1 || number > MOST_RUNS).isPresent()) {
      throw usage("--runs is a number from 1 to " + MOST_RUNS + ".");
    }
    PlanDocument document = PlanDocument.at(plan);
    return switch (document.reading()) {
      case PlanReading.Sound sound -> rehearse(sound.plan());
      case PlanReading.Faulty faulty -> {
        PrintWriter err = spec.commandLine().getErr();
        new ProblemReport(err, document.text()).faults(faulty.problems());
        err.flush();
        yield ExitStatus.INVALID.code();
      }
    };
  }

  private int rehearse(RestartPlan sound) throws InterruptedException {
    beside = against.map(path -> RehearsalReports.read(path, sound.name(), this::usage));
    try {
      RehearsalSource.Found found = source.find(sound);
      if (found.refusals().isEmpty()) {
        return rehearse(sound, found);
      }
      complain("a run would be refused before anything is touched:");
      found.refusals().forEach(why -> complain("  - " + why));
      return ExitStatus.REFUSED.code();
    } catch (ClusterException e) {
      return explained(e).code();
    }
  }

  private ExitStatus explained(ClusterException e) {
    return switch (e) {
      case ClusterException.Refused refused -> {
        complain("refused: " + refused.getMessage());
        yield ExitStatus.REFUSED;
      }
      case ClusterException.Unreachable unreachable -> {
        complain("the cluster could not be reached: " + unreachable.getMessage());
        yield ExitStatus.UNREACHABLE;
      }
    };
  }

  private void complain(String message) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("rollwave: " + HealthTable.shown(message));
    err.flush();
  }

  private int rehearse(RestartPlan sound, RehearsalSource.Found found) throws InterruptedException {
    Instant begins = startOf(sound);
    Mishaps mishaps =
        mishapOptions.of(
            found.scenery().workloads().keySet(),
            new RehearsalTimes(begins, sound.calendar().zone()));
    RehearsalRuns.Play play =
        it ->
            rehearsed(new Rehearsal(sound, found.scenery(), begins, it, mishaps), found.setting());
    Rehearsed rehearsed = play.with(seed);
    if (runs.isPresent()) {
      List<RehearsedOften.Sample> samples =
          RehearsalRuns.play(seed, runs.get(), play, RehearsedOften.Sample::of);
      print(RehearsedOften.of(rehearsed, samples));
    } else {
      print(rehearsed);
    }
    int status = rehearsed.firstToLeave().exit().map(Rehearsed.Exit::status).orElse(0);
    return leavesAsTheRunWould ? status : ExitStatus.DONE.code();
  }

  private static Rehearsed rehearsed(Rehearsal rehearsal, String setting)
      throws InterruptedException {
    Rehearsal.Played played =
        rehearsal.play(RunIds.next(rehearsal.start(), new SplittableRandom(rehearsal.seed())));
    return new Rehearsed(
        played.stints().stream()
            .map(stint ->
                new Rehearsed.Stint(stint.startedAt(), stint.endedAt(), stint.last(), exit(stint)))
            .toList(),
        rehearsal.mishaps().outages().stream()
            .map(outage -> new Rehearsed.Gap(outage.from(), outage.until()))
            .toList(),
        played.trace(),
        played.assumed(),
        setting,
        rehearsal.seed());
  }

  private static Optional<Rehearsed.Exit> exit(Rehearsal.Stint stint) {
    return stint
        .last()
        .outcome()
        .map(ExitStatus::of)
        .map(status -> new Rehearsed.Exit(status.code(), status.meaning()));
  }

  private Instant startOf(RestartPlan sound) {
    if (start.isEmpty() && beside.isPresent()) {
      return beside.get().startedAt();
    }
    try {
      return RehearsalStart.of(start, sound.calendar(), InstantSource.system().instant());
    } catch (DateTimeException e) {
      throw usage("--start " + start.orElse("") + " is no time such as 2026-10-25T01:00+02:00.");
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private void print(RehearsedOften often) {
    PrintWriter out = spec.commandLine().getOut();
    switch (output) {
      case TEXT -> RehearsalDistribution.lines(often).forEach(out::println);
      case JSON -> out.print(RunReport.text(RehearsalDistribution.json(often)));
    }
    out.flush();
  }

  private void print(Rehearsed rehearsed) {
    PrintWriter out = spec.commandLine().getOut();
    switch (output) {
      case TEXT -> {
        RehearsalSummary.lines(rehearsed, Palette.PLAIN).forEach(out::println);
        beside.ifPresent(run -> run.lines(rehearsed).forEach(out::println));
      }
      case JSON -> out.print(RunReport.text(RehearsalReport.of(rehearsed, beside)));
    }
    out.flush();
  }
}
