package dev.rollwave.cli.runs;

import dev.rollwave.cli.options.RunAddress;
import dev.rollwave.cli.site.KubernetesSite;
import dev.rollwave.cli.site.Site;
import dev.rollwave.console.Audience;
import dev.rollwave.console.report.RunStatusView;
import dev.rollwave.engine.Checkpoint;
import dev.rollwave.engine.Engine;
import dev.rollwave.engine.RunState;
import dev.rollwave.engine.Settled;
import dev.rollwave.engine.spec.RunSpec;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.plan.StatePlace;
import dev.rollwave.runner.CaughtUp;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.runner.Liveness;
import dev.rollwave.runner.Resolution;
import dev.rollwave.runner.record.PlanRecord;
import dev.rollwave.runner.record.RunRecord;
import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.WorkloadRef;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rollwave status}: where a plan's newest run stands. */
@Command(
    name = "status",
    header = "Show where a plan's newest run stands.",
    description = {
      "",
      "From any terminal or pod that may read the run's record: who works on it and whether"
          + " that process is alive, paused, stopped or dead, how far its waves"
          + " are, what is in flight and what it waits for, and for each failure why and how to go"
          + " back. With the plan's file, the waves and workloads are shown as the cluster has them"
          + " now; with its name alone, as the record has them.",
      ""
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:shown; also when the plan of a file was never run",
      "2:wrong usage",
      "3:refused: the record cannot be read, nothing is known of a plan of that name, or its"
          + " namespace does not exist",
      "6:the cluster could not be reached"
    })
public final class StatusCommand implements Callable<Integer> {
  private static final String BY_NAME =
      "This is the record alone. With the plan's file instead of its name, `rollwave status` shows"
          + " the workloads as the cluster has them now.";

  private final Site.Opening opening;

  @Mixin private RunAddress address = new RunAddress();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "text (the default) or json.")
  private Output output = Output.TEXT;

  /** How the standing is written. */
  enum Output {
    TEXT,
    JSON
  }

  StatusCommand() {
    this(KubernetesSite::open);
  }

  StatusCommand(Site.Opening opening) {
    this.opening = opening;
  }

  @Override
  public Integer call() {
    return new RecordQuery(
            address,
            opening,
            output == Output.JSON ? Optional.of(RunStatusView::json) : Optional.empty())
        .show(this::show);
  }

  private void show(Site site, RunAddress.Named named, PlanRecord planRecord, Audience audience)
      throws ClusterException {
    Instant now = InstantSource.system().instant();
    Look look = new Look(site, planRecord, audience, now);
    Optional<RunState> seen =
        named.plan().isPresent() ? look.seen(named.plan().get()) : Optional.empty();
    StatePlace place = new StatePlace(site.stateNamespace(), named.name());
    Liveness liveness =
        planRecord.newest().ending().isEmpty()
            ? new LivenessLook(site.lockWatch(), audience).of(named.name(), now)
            : new Liveness.Unheld();
    RunStatusView view =
        new RunStatusView(
            place, planRecord, seen, now, Optional.of(site.access()), liveness, look.pods(seen));
    audience.show(
        switch (output) {
          case TEXT -> view.lines(audience.terminal().palette(), audience.terminal().symbols());
          case JSON -> view.json();
        });
    if (output == Output.TEXT && named.plan().isEmpty() && isMoreToSee(planRecord.newest())) {
      audience.show(List.of("", BY_NAME));
    }
  }

  private static boolean isMoreToSee(RunRecord run) {
    return run.isUnfinished() || run.counts().failed() > 0;
  }

  /** A look at the workloads of a run, as they are {@code now}. */
  private record Look(Site site, PlanRecord planRecord, Audience audience, Instant now) {

    /** The pods of the first failed workloads, where the plan is at hand and they may be read. */
    Map<WorkloadRef, PodSet> pods(Optional<RunState> seen) {
      List<WorkloadRef> failed =
          planRecord.newest().checkpoint().settled().entrySet().stream()
              .filter(it -> it.getValue() instanceof Settled.Failed)
              .map(Map.Entry::getKey)
              .limit(RunStatusView.FAILURES_AT_ONCE)
              .toList();
      return seen.isEmpty() || failed.isEmpty() ? Map.of() : site.cluster().pods(failed);
    }

    // Without the right to read the workloads there is still the record.
    Optional<RunState> seen(RestartPlan plan) throws ClusterException {
      Resolution resolution = site.cluster().resolve(plan);
      resolution.problems().forEach(why -> audience.complain("not shown as it is now: " + why));
      if (resolution.targets().isEmpty()) {
        return Optional.empty();
      }
      RunRecord run = planRecord.newest();
      RestartPlan kept = plan.keptIn(site.stateNamespace());
      RunSpec spec =
          new RunSpec(run.runId(), kept, resolution.targets(), plan.calendar(), run.reason());
      Checkpoint checkpoint =
          CaughtUp.of(run.checkpoint(), plan, resolution.targets(), run.runId());
      return Optional.of(
          Engine.standing(spec, checkpoint.with(planRecord.instructions().pause()), now));
    }
  }
}
