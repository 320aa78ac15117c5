package dev.rollwave.testcluster.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.testcluster.facts.WorkloadFacts;
import dev.rollwave.testcluster.soak.Report.Entry;
import dev.rollwave.workload.WorkloadRef;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holds a run's report against the cluster.
 *
 * @param report of the run
 * @param first the workloads when the run began, in whichever process that was
 * @param start the workloads when the process began that has now ended
 * @param end the workloads when it had ended
 */
record ReportCheck(Report report, Beginnings first, Beginnings start, Beginnings end) {
  private static final String OURS = "rollwave.dev/";
  private static final Map<String, Integer> EXITS =
      Map.of("Done", 0, "WorkloadsFailed", 1, "Incomplete", 4, "Unreachable", 6, "Interrupted", 7);
  private static final Set<String> FINAL = Set.of("Healthy", "Failed", "Withheld", "Unproven");

  void assertHolds(int exitStatus, List<WorkloadRef> workloads) {
    List<Entry> entries = report.entries();
    assertThat(report.exitStatus()).isEqualTo(exitStatus);
    assertThat(EXITS).containsEntry(report.outcome(), exitStatus);
    assertThat(entries).extracting(Entry::ref).containsExactlyInAnyOrderElementsOf(workloads);
    assertThat(entries).extracting(Entry::state).isSubsetOf(FINAL);
    assertCounts("healthy", "Healthy", entries);
    assertCounts("failed", "Failed", entries);
    assertCounts("unproven", "Unproven", entries);
    assertCounts("left", "Withheld", entries);
    assertThat(report.count("workloads")).isEqualTo(entries.size());
    switch (report.outcome()) {
      case "Done" -> assertThat(entries).extracting(Entry::state).containsOnly("Healthy");
      case "WorkloadsFailed" -> assertThat(entries).extracting(Entry::state).contains("Failed");
      default -> assertThat(entries).extracting(Entry::state).doesNotContain("Failed");
    }
    entries.forEach(this::assertHolds);
  }

  private void assertCounts(String count, String state, List<Entry> entries) {
    assertThat(report.count(count))
        .as(count)
        .isEqualTo((int) entries.stream().filter(entry -> entry.state().equals(state)).count());
  }

  private void assertHolds(Entry entry) {
    WorkloadRef ref = entry.ref();
    WorkloadFacts now = end.fact(ref);
    long restarts = first.restarts(ref, end);
    assertThat(restarts).as("restarts of %s by %s", ref, report.runId()).isBetween(0L, 1L);
    assertThat(now.uid()).as("uid of %s", ref).isEqualTo(first.fact(ref).uid());
    if (restarts == 1) {
      assertIsMarked(ref, now);
    } else {
      assertThat(now.stamp()).as("stamp of %s", ref).isEqualTo(first.fact(ref).stamp());
    }
    switch (entry.state()) {
      case "Healthy" -> assertIsHealthy(entry, now, restarts);
      case "Withheld" -> {
        assertThat(restarts).as("restarts of %s, which was left alone", ref).isZero();
        assertThat(entry.stamp()).as("stamp of %s in the report", ref).isEmpty();
      }
      // With a stamp it is known to have been restarted; without one it is not known.
      default ->
          entry.stamp().ifPresent(stamp -> assertThat(now.stamp()).as("%s", ref).contains(stamp));
    }
  }

  private void assertIsMarked(WorkloadRef ref, WorkloadFacts now) {
    assertThat(now.stamp()).as("stamp of %s", ref).isNotEqualTo(first.fact(ref).stamp());
    assertThat(now.marks())
        .as("marks of %s", ref)
        .containsEntry(OURS + "run-id", report.runId())
        .containsEntry(OURS + "plan", Estate.PLAN)
        .containsEntry(OURS + "restarted-at", now.stamp().orElse("none"));
  }

  private void assertIsHealthy(Entry entry, WorkloadFacts now, long restarts) {
    WorkloadRef ref = entry.ref();
    assertThat(restarts).as("restarts of %s, which is healthy", ref).isEqualTo(1);
    assertThat(entry.stamp()).as("stamp of %s in the report", ref).isEqualTo(now.stamp());
    if (first.foreignGenerations(ref, end) == 0) {
      assertThat(entry.generation()).as("generation of %s", ref).contains(now.generation());
    }
    // Changed since, it may have its hands full again.
    if (start.foreignGenerations(ref, end) == 0) {
      assertThat(now.complete()).as("whether the rollout of %s is complete", ref).isTrue();
    }
  }
}
