package dev.rollwave.cli.run;

import dev.rollwave.cli.process.ExitStatus;
import dev.rollwave.cli.site.Site;
import dev.rollwave.console.Audience;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.runner.Resolution;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What stands in the way of a run before anything is touched.
 *
 * @param request what is asked for
 * @param audience is told all of it at once
 */
record Hurdles(RunRequest request, Audience audience) {

  /**
   * Refuses the run where it may not do on {@code site} what it has to; empty where it may. Where
   * one right is missing, all that stands in the way is told at once.
   */
  Optional<ExitStatus> requireRights(Site site) throws ClusterException {
    List<String> missing = new ArrayList<>(site.missingRights(request.plan().name()));
    if (!missing.isEmpty()) {
      missing.addAll(
          Preflight.of(request.plan(), site.cluster().resolve(request.plan())).refusals());
    }
    return refuse(missing);
  }

  /** What is known of the workloads; empty when the run is refused, since it cannot begin so. */
  Optional<Preflight> clear(Resolution resolution) {
    Preflight preflight = Preflight.of(request.plan(), resolution);
    return refuse(preflight.refusals()).isPresent() ? Optional.empty() : Optional.of(preflight);
  }

  // Empty when nothing stands in the way.
  private Optional<ExitStatus> refuse(List<String> refusals) {
    if (refusals.isEmpty()) {
      return Optional.empty();
    }
    audience.complain("refused before anything was touched:");
    refusals.forEach(why -> audience.complain("  - " + why));
    return Optional.of(ExitStatus.REFUSED);
  }
}
