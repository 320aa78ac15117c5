package dev.rollwave.cli;

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
   * Whether the run may not do on {@code site} what it has to. Where one right is missing, all that
   * stands in the way is told at once.
   */
  boolean lackRights(Site site) throws ClusterException {
    List<String> missing = new ArrayList<>(site.missingRights(request.plan().name()));
    if (!missing.isEmpty()) {
      missing.addAll(
          Preflight.of(request.plan(), site.cluster().resolve(request.plan())).refusals());
    }
    return areIn(missing);
  }

  /** What is known of the workloads; empty when the run must not begin with them. */
  Optional<Preflight> cleared(Resolution resolution) {
    Preflight preflight = Preflight.of(request.plan(), resolution);
    return areIn(preflight.refusals()) ? Optional.empty() : Optional.of(preflight);
  }

  private boolean areIn(List<String> refusals) {
    if (refusals.isEmpty()) {
      return false;
    }
    audience.complain("refused before anything was touched:");
    refusals.forEach(why -> audience.complain("  - " + why));
    return true;
  }
}
