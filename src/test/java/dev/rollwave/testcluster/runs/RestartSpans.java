package dev.rollwave.testcluster.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.testcluster.facts.RolloutRecorder;
import dev.rollwave.testcluster.runs.LargePlan.PlannedWave;
import dev.rollwave.workload.WorkloadRef;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * When each Deployment of a large plan was restarted and when it was complete again, by the store's
 * own order of changes and not by any clock.
 */
record RestartSpans(LargePlan plan, Map<WorkloadRef, Span> spans) {

  /**
   * Of one Deployment, in resource versions.
   *
   * @param restarted the change that stamped its template
   * @param completed the first change after it that shows the rollout complete
   */
  record Span(long restarted, long completed) {
    boolean holds(long moment) {
      return restarted <= moment && moment < completed;
    }
  }

  static RestartSpans of(LargePlan plan, RolloutRecorder recorder) {
    Map<WorkloadRef, Span> spans = new LinkedHashMap<>();
    for (WorkloadRef ref : plan.all()) {
      spans.put(
          ref,
          new Span(
              recorder.awaitRestart(ref).resourceVersion(),
              recorder.awaitCompletion(ref).resourceVersion()));
    }
    return new RestartSpans(plan, spans);
  }

  /** Nothing of a wave is restarted before all that it waits for is complete. */
  void assertWavesAreInOrder() {
    for (PlannedWave wave : LargePlan.WAVES) {
      long begun = of(wave.name()).stream().mapToLong(Span::restarted).min().orElseThrow();
      for (String dependency : wave.dependsOn()) {
        assertThat(of(dependency))
            .as("%s is complete before %s begins", dependency, wave.name())
            .allSatisfy(span -> assertThat(span.completed()).isLessThan(begun));
      }
    }
  }

  /**
   * Neither the plan nor a wave has more under way than it may.
   *
   * @return the most that the plan had
   */
  long assertConcurrencyIsKept() {
    for (PlannedWave wave : LargePlan.WAVES) {
      assertThat(peak(of(wave.name()))).as(wave.name()).isBetween(1L, (long) wave.maxInFlight());
    }
    long peak = peak(spans.values());
    assertThat(peak)
        .as("at a time; one after the other, this would show nothing")
        .isBetween(2L, (long) LargePlan.MAX_IN_FLIGHT);
    return peak;
  }

  private List<Span> of(String wave) {
    return plan.of(wave).stream().map(spans::get).toList();
  }

  // There are never more than at the moment in which one joins them.
  private static long peak(Collection<Span> all) {
    return all.stream()
        .mapToLong(Span::restarted)
        .map(moment -> all.stream().filter(span -> span.holds(moment)).count())
        .max()
        .orElseThrow();
  }
}
