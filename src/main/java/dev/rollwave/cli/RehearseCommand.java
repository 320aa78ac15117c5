package dev.rollwave.cli;

import dev.rollwave.console.HealthTable;
import dev.rollwave.console.Palette;
import dev.rollwave.console.ProblemReport;
import dev.rollwave.console.RehearsalReport;
import dev.rollwave.console.RehearsalSummary;
import dev.rollwave.console.Rehearsed;
import dev.rollwave.console.RunReport;
import dev.rollwave.plan.NearestName;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.planfile.PlanDurations;
import dev.rollwave.planfile.PlanReading;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.simulation.InventedWorld;
import dev.rollwave.simulation.Mishaps;
import dev.rollwave.simulation.Rehearsal;
import dev.rollwave.simulation.Scenery;
import dev.rollwave.workload.WorkloadRef;
import java.io.PrintWriter;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
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
          + "--slow. A run ends when its window closes, so the rehearsal does too.",
      "",
      "The same plan, snapshot and options print the same bytes.",
      ""
    },
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:rehearsed, whatever came of it",
      "2:invalid plan or usage, or the snapshot cannot be read",
      "3:a run would be refused: something that the plan names is missing, paused, or cannot be restarted, or the cluster refuses to be read",
      "6:the cluster could not be reached",
      "1, 4:with --exit-status, as the run would: a workload fails, or the window is too short"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  rollwave rehearse nightly.yaml",
      "  rollwave rehearse nightly.yaml --start 2026-10-25T01:00+02:00 --slow shop/Deployment/search=5m",
      "  rollwave rehearse nightly.yaml --cluster live",
      "  kubectl get deploy,sts,ds,rs,pods -A -o json | rollwave rehearse nightly.yaml --snapshot -",
      "  rollwave rehearse nightly.yaml --fail shop/Deployment/cart",
      "  rollwave rehearse nightly.yaml --exit-status    # in CI: fails when the window is too short"
    })
final class RehearseCommand implements Callable<Integer> {
  /** How the rehearsal is written. */
  enum Output {
    TEXT,
    JSON
  }

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
      names = "--fail",
      paramLabel = "NS/KIND/NAME",
      description = "Let this workload's new pods crash; may be given again.")
  private List<String> failing = List.of();

  @Option(
      names = "--slow",
      paramLabel = "NS/KIND/NAME=TIME",
      description = "Let each new pod of this workload take TIME to get Ready; may be given again.")
  private Map<String, String> slow = new LinkedHashMap<>();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      description =
          "text, or json: the run report as it would be, with kind Rehearsal and more (default: text).")
  private Output output = Output.TEXT;

  @Option(names = "--exit-status", description = "Leave with the exit status that the run would.")
  private boolean leavesAsTheRunWould;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
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
    Rehearsal rehearsal =
        new Rehearsal(sound, found.scenery(), startOf(sound), seed, mishaps(found.scenery()));
    Rehearsal.Played played =
        rehearsal.play(RunIds.next(rehearsal.start(), new SplittableRandom(seed)));
    ExitStatus status = played.last().outcome().map(ExitStatus::of).orElseThrow();
    print(
        new Rehearsed(
            played.last(),
            played.endedAt(),
            played.trace(),
            played.assumed(),
            found.setting(),
            seed,
            status.code(),
            status.meaning()));
    return leavesAsTheRunWould ? status.code() : ExitStatus.DONE.code();
  }

  private Mishaps mishaps(Scenery scenery) {
    Set<WorkloadRef> known = scenery.workloads().keySet();
    TreeSet<WorkloadRef> fails = new TreeSet<>();
    failing.forEach(name -> fails.add(among(known, name)));
    Map<WorkloadRef, Duration> slows = new TreeMap<>();
    slow.forEach((name, time) -> slows.put(among(known, name), duration(time)));
    return new Mishaps(fails, slows);
  }

  private Instant startOf(RestartPlan sound) {
    try {
      return RehearsalStart.of(start, sound.calendar(), InstantSource.system().instant());
    } catch (DateTimeException e) {
      throw usage("--start " + start.orElse("") + " is no time such as 2026-10-25T01:00+02:00.");
    }
  }

  private Duration duration(String text) {
    return PlanDurations.parse(text)
        .orElseThrow(() -> usage("--slow: '" + text + "' is no duration; write 90s, 5m or 1h30m."));
  }

  private WorkloadRef among(Set<WorkloadRef> known, String name) {
    List<String> names = known.stream().map(WorkloadRef::toString).toList();
    return known.stream()
        .filter(ref -> ref.toString().equals(name))
        .findFirst()
        .orElseThrow(() ->
            usage(
                "the plan restarts no "
                    + name
                    + NearestName.to(name, names)
                        .map(near -> "; did you mean " + near + "?")
                        .orElse("; it restarts " + String.join(", ", names))));
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private void print(Rehearsed rehearsed) {
    PrintWriter out = spec.commandLine().getOut();
    switch (output) {
      case TEXT -> RehearsalSummary.lines(rehearsed, Palette.PLAIN).forEach(out::println);
      case JSON -> out.print(RunReport.text(RehearsalReport.of(rehearsed)));
    }
    out.flush();
  }
}
