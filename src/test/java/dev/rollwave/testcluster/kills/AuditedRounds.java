package dev.rollwave.testcluster.kills;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.testcluster.controlplane.AuditLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** What the API server's audit log says of rounds in which a run was killed. */
final class AuditedRounds {
  /** The log of a whole matrix takes its time to be read. */
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  private AuditedRounds() {}

  /**
   * In each of {@code rounds} one run restarted each of the twelve workloads, once.
   *
   * @return the restarts
   */
  static List<EffectiveRestart> assertRestartedOnce(AuditLog log, List<KillRound> rounds) {
    List<EffectiveRestart> seen = new ArrayList<>();
    Awaitility.await("the last restarts, recorded")
        .atMost(TIMEOUT)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(() -> {
          seen.clear();
          // All in one reading, for the same reason.
          Map<String, List<EffectiveRestart>> byPlan =
              EffectiveRestart.in(log).stream()
                  .collect(Collectors.groupingBy(EffectiveRestart::plan));
          for (KillRound round : rounds) {
            List<EffectiveRestart> restarts = byPlan.getOrDefault(round.plan(), List.of());
            assertRestartedOnce(round, restarts);
            seen.addAll(restarts);
          }
        });
    return List.copyOf(seen);
  }

  private static void assertRestartedOnce(KillRound round, List<EffectiveRestart> restarts) {
    assertThat(restarts)
        .as("restarts of %s", round)
        .hasSize(TwelveWorkloads.COUNT)
        .extracting(EffectiveRestart::workload)
        .doesNotHaveDuplicates();
    Set<String> ids = restarts.stream().map(EffectiveRestart::runId).collect(Collectors.toSet());
    assertThat(ids).as("runs that restarted in %s", round).hasSize(1);
    round.recorded().ifPresent(id -> assertThat(ids).containsExactly(id));
  }
}
