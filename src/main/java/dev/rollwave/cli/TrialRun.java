package dev.rollwave.cli;

import dev.rollwave.console.Audience;
import dev.rollwave.engine.RunOrder;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.runner.Resolution;
import dev.rollwave.workload.WorkloadRef;
import java.time.InstantSource;
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
record TrialRun(
    RunRequest request, Audience audience, InstantSource clock, RandomGenerator random) {

  /** Tries the plan out on {@code site}. */
  ExitStatus on(Site site) throws ClusterException {
    Hurdles hurdles = new Hurdles(request, audience);
    if (hurdles.lackRights(site)) {
      return ExitStatus.REFUSED;
    }
    Resolution resolution = site.cluster().resolve(request.plan());
    Optional<Preflight> preflight = hurdles.cleared(resolution);
    return preflight.isPresent() ? tryOut(site, resolution, preflight.get()) : ExitStatus.REFUSED;
  }

  private ExitStatus tryOut(Site site, Resolution resolution, Preflight preflight)
      throws ClusterException {
    RunOrder order = request.order(RunIds.next(clock.instant(), random), resolution);
    Map<WorkloadRef, String> refusals =
        DryRun.refusals(site.cluster(), order, preflight, clock.instant());
    audience.show(preflight.shown(order, refusals, clock.instant(), audience.terminal().palette()));
    return refusals.isEmpty() ? ExitStatus.DONE : ExitStatus.REFUSED;
  }
}
