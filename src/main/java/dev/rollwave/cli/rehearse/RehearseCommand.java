package dev.rollwave.cli.rehearse;

import dev.rollwave.cli.options.PlanArgument;
import dev.rollwave.cli.options.PlanDocument;
import dev.rollwave.cli.process.ExitStatus;
import dev.rollwave.cli.site.ClusterTrouble;
import dev.rollwave.console.preview.HealthTable;
import dev.rollwave.console.preview.ProblemReport;
import dev.rollwave.console.rehearsal.Rehearsed;
import dev.rollwave.console.rehearsal.RehearsedOften;
import dev.rollwave.console.rehearsal.RunBeside;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.planfile.PlanReading;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.simulation.rehearsal.InjectedFaults;
import dev.rollwave.simulation.rehearsal.InventedWorld;
import dev.rollwave.simulation.rehearsal.Rehearsal;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rollwave rehearse}: a plan played through before it is let near a cluster. */
@Command(
    name = "rehearse",
    header = "Play a plan through on a cluster in memory, in no time, touching nothing.",
    description = {
      "",
      "The engine and the loop of a real run, on simulated controllers and a clock that jumps."
          + " Shows when each wave starts and is healthy, how long the run takes, whether it fits"
          + " the window, and which workloads decide that.",
      "",
      "With --snapshot or --cluster live the workloads are those of a real cluster, and what their"
          + " last rollouts took is measured. Else no cluster is asked: every workload that the"
          + " plan names is taken to exist, a selector to match "
          + InventedWorld.MATCHES
          + " workloads, a Deployment or StatefulSet to have "
          + InventedWorld.REPLICAS
          + " pods, and a pod to be Ready after some 25 seconds; what was assumed is printed for"
          + " each workload. Name what takes longer with --slow. A run ends when its window closes;"
          + " the next process continues it when the next window opens, if that is soon enough"
          + " (resumeWithin), so that a week of nights is played through.",
      "",
      "Of the workloads that may start, the one with the longest remaining path goes first: with"
          + " --snapshot or --cluster live by how long rollouts were measured to take, as a run"
          + " goes by how long they took in the plan's last run; else by the depth of the plan.",
      "",
      "The same plan, snapshot and options print the same bytes.",
      ""
    },
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:rehearsed, whatever came of it",
      "2:invalid plan or usage, or a snapshot or report cannot be read",
      "3:a run would be refused: something that the plan names is missing, paused, or cannot be"
          + " restarted, or the cluster refuses to be read",
      "6:the cluster could not be reached",
      "1, 4:with --exit-status, as the first process of the run would: a workload fails, or the"
          + " window is too short"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  rollwave rehearse nightly.yaml",
      "  rollwave rehearse nightly.yaml --start 2026-10-25T01:00+02:00 --slow"
          + " shop/Deployment/search=5m",
      "  rollwave rehearse nightly.yaml --cluster live",
      "  kubectl get deploy,sts,ds,rs,pods -A -o json | rollwave rehearse nightly.yaml --snapshot"
          + " -",
      "  rollwave rehearse nightly.yaml --fail shop/Deployment/cart",
      "  rollwave rehearse nightly.yaml --outage 01:10-01:14 --kill-at 01:20",
      "  rollwave rehearse nightly.yaml --cluster live --runs 1000",
      "  rollwave rehearse nightly.yaml --snapshot before.json --against report.json",
      "  rollwave rehearse nightly.yaml --exit-status    # in CI: fails when the window is too"
          + " short"
    })
public final class RehearseCommand implements Callable<Integer> {
  @Mixin private PlanArgument plan = new PlanArgument();
  @Mixin private RehearsalSource source = new RehearsalSource();
  @Mixin private RehearsalOptions options = new RehearsalOptions();
  @Mixin private FaultOptions faultOptions = new FaultOptions();
  @Mixin private RehearsalOutput output = new RehearsalOutput();

  @Option(names = "--exit-status", description = "Leave with the exit status that the run would.")
  private boolean leavesAsTheRunWould;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    Optional<Integer> runs = options.runs();
    if (output.isBesideRun() && runs.isPresent()) {
      throw new ParameterException(
          spec.commandLine(),
          "--against lays one rehearsal beside a run; it does not go with --runs.");
    }
    PlanDocument document = plan.read();
    return switch (document.reading()) {
      case PlanReading.Sound sound -> {
        PrintWriter err = spec.commandLine().getErr();
        new ProblemReport(err, document.text()).warnings(sound.warnings());
        yield rehearse(sound.plan());
      }
      case PlanReading.Faulty faulty -> {
        PrintWriter err = spec.commandLine().getErr();
        new ProblemReport(err, document.text()).faults(faulty.problems());
        err.flush();
        yield ExitStatus.INVALID.code();
      }
    };
  }

  private int rehearse(RestartPlan sound) throws InterruptedException {
    Optional<RunBeside> beside = output.beside(sound.name());
    try {
      RehearsalSource.Found found = source.find(sound);
      if (found.refusals().isEmpty()) {
        return rehearse(sound, found, beside);
      }
      complain("a run would be refused before anything is touched:");
      found.refusals().forEach(why -> complain("  - " + why));
      return ExitStatus.REFUSED.code();
    } catch (ClusterException e) {
      return ClusterTrouble.told(e, this::complain).code();
    }
  }

  private void complain(String message) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("rollwave: " + HealthTable.shown(message));
    err.flush();
  }

  private int rehearse(RestartPlan sound, RehearsalSource.Found found, Optional<RunBeside> beside)
      throws InterruptedException {
    Instant begins =
        options.start(
            sound.calendar(), beside.map(RunBeside::startedAt), InstantSource.system().instant());
    InjectedFaults injectedFaults =
        faultOptions.of(
            found.cluster().workloads().keySet(),
            new RehearsalTimes(begins, sound.calendar().zone()));
    RehearsalRuns.Play play =
        seed ->
            RehearsalRuns.once(
                new Rehearsal(sound, found.cluster(), begins, seed, injectedFaults),
                found.setting());
    Rehearsed rehearsed = play.with(options.seed());
    Optional<Integer> runs = options.runs();
    if (runs.isPresent()) {
      List<RehearsedOften.Sample> samples =
          RehearsalRuns.play(options.seed(), runs.get(), play, RehearsedOften.Sample::of);
      output.print(RehearsedOften.of(rehearsed, samples));
    } else {
      output.print(rehearsed, beside);
    }
    int status = rehearsed.firstToLeave().exit().map(Rehearsed.Exit::status).orElse(0);
    return leavesAsTheRunWould ? status : ExitStatus.DONE.code();
  }
}
