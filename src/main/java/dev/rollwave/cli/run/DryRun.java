package dev.rollwave.cli.run;

import dev.rollwave.cli.process.ExitStatus;
import dev.rollwave.cli.process.ProcessIdentity;
import dev.rollwave.cli.site.MissingRecord;
import dev.rollwave.cli.site.Site;
import dev.rollwave.console.Audience;
import dev.rollwave.console.preview.PlanPreview;
import dev.rollwave.console.preview.Prospect;
import dev.rollwave.console.report.NoRecord;
import dev.rollwave.engine.Engine;
import dev.rollwave.engine.RunState;
import dev.rollwave.engine.message.Command.PatchRestart;
import dev.rollwave.engine.spec.RunSpec;
import dev.rollwave.plan.StatePlace;
import dev.rollwave.runner.Cluster;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.runner.Resolution;
import dev.rollwave.runner.record.Owner;
import dev.rollwave.runner.record.PlanRecordStore.Reading;
import dev.rollwave.runner.record.RecordRoom;
import dev.rollwave.runner.record.RunStart;
import dev.rollwave.runner.record.StartDecision;
import dev.rollwave.workload.Stamps;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A run that changes nothing: what stands in its way, what it would do, and what the API server
 * would refuse. It needs no lock and no window.
 *
 * @param request what is asked for
 * @param audience is shown what came of it
 * @param clock real time
 * @param random of run ids
 */
record DryRun(RunRequest request, Audience audience, InstantSource clock, RandomGenerator random) {

  /** Tries the plan out on {@code site}. */
  ExitStatus on(Site site) throws ClusterException {
    Hurdles hurdles = new Hurdles(request, audience);
    Optional<ExitStatus> refused = hurdles.requireRights(site);
    if (refused.isPresent()) {
      return refused.get();
    }
    Resolution resolution = site.cluster().resolve(request.plan());
    Optional<Preflight> preflight = hurdles.clear(resolution);
    return preflight.isPresent() ? tryOut(site, resolution, preflight.get()) : ExitStatus.REFUSED;
  }

  private ExitStatus tryOut(Site site, Resolution resolution, Preflight preflight)
      throws ClusterException {
    Owner owner = ProcessIdentity.owner(audience.environment(), random);
    Instant now = clock.instant();
    new HolderNotice(site.lockWatch(), audience).tell(request.plan().name());
    Reading found = site.records().read(request.plan().name());
    if (found instanceof Reading.Nothing) {
      StatePlace place = new StatePlace(site.stateNamespace(), request.plan().name());
      NoRecord none = new NoRecord(place, site.access(), site.recordsAround());
      if (none.search().isNamespaceMissing()) {
        return MissingRecord.refused(none, audience);
      }
    }
    RunStart start = request.start(owner, random);
    StartWords words = new StartWords(request.plan(), audience);
    return switch (start.decide(found, resolution, now)) {
      case StartDecision.Leave leave -> words.told(leave, now);
      case StartDecision.Enter enter -> {
        words.tell(enter);
        RunSpec spec = start.spec(enter.run().runId(), resolution, found);
        RecordRoom.require(site.records(), found, enter, spec);
        Optional<RunState> unfinished =
            enter.checkpoint().map(checkpoint -> Engine.standing(spec, checkpoint, now));
        Prospect prospect = preflight.prospect(spec, unfinished, Optional.of(site.access()));
        Map<WorkloadRef, String> refusals = refusals(site.cluster(), prospect, now);
        audience.show(
            PlanPreview.lines(prospect.refused(refusals), now, audience.terminal().palette()));
        yield refusals.isEmpty() ? ExitStatus.DONE : ExitStatus.REFUSED;
      }
    };
  }

  // What the API server would refuse, and why, in the plan's order.
  private static Map<WorkloadRef, String> refusals(Cluster cluster, Prospect prospect, Instant now)
      throws ClusterException {
    RunSpec spec = prospect.spec();
    Map<WorkloadRef, String> refusals = new LinkedHashMap<>();
    for (List<WorkloadSnapshot> targets : spec.targets().values()) {
      for (WorkloadSnapshot target : targets) {
        if (prospect.isDue(target.ref())) {
          cluster
              .tryRestart(restart(spec, target, now))
              .ifPresent(why -> refusals.put(target.ref(), why));
        }
      }
    }
    return refusals;
  }

  private static PatchRestart restart(RunSpec spec, WorkloadSnapshot target, Instant now) {
    return new PatchRestart(
        target.ref(),
        target.object().uid(),
        target.object().resourceVersion(),
        spec.mark(Stamps.next(target.object().stamp(), now)),
        spec.reason(),
        Instant.MAX);
  }
}
