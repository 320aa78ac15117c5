package dev.rollwave.simulation.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollwave.console.report.RunEnd;
import dev.rollwave.console.report.RunReport;
import dev.rollwave.engine.RunState;
import dev.rollwave.engine.message.Notification;
import dev.rollwave.simulation.cluster.RestartRecord;
import dev.rollwave.simulation.cluster.SimulatedWorld;
import dev.rollwave.simulation.worlds.environment.WorldObserver;
import dev.rollwave.simulation.worlds.random.RandomWorld;
import dev.rollwave.simulation.worlds.world.Fault;
import dev.rollwave.simulation.worlds.world.World;
import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The report of each run of many worlds, laid beside the cluster as the run left it. */
class TrueReportTest {
  private static final int WORLDS = 400;

  @Test
  void what_a_report_says_of_each_workload_is_so_in_the_cluster() {
    Reader reader = new Reader();
    for (long seed = 1; seed <= WORLDS; seed++) {
      reader.world = RandomWorld.of(seed);
      assertThat(Play.of(reader.world, reader).broken()).as("seed %s", seed).isEmpty();
    }
    assertThat(reader.reports).isGreaterThan(WORLDS / 2);
    assertThat(reader.restarts).isGreaterThan(WORLDS);
  }

  private static final class Reader implements WorldObserver {
    private World world = RandomWorld.of(1);
    private int reports;
    private int restarts;

    @Override
    public void struck(String what) {}

    @Override
    public void stepped(RunState state, List<Notification> notifications, Instant now) {}

    @Override
    public void ended(RunState last, SimulatedWorld cluster) {
      reports++;
      JsonNode report =
          RunReport.of(new RunEnd(last, cluster.time().instant(), Optional.empty()), 0);
      assertThat(report.get("outcome").asText())
          .isEqualTo(last.outcome().orElseThrow().getClass().getSimpleName());
      int healthy = 0;
      int skipped = 0;
      int failed = 0;
      for (JsonNode wave : report.get("waves")) {
        for (JsonNode workload : wave.get("workloads")) {
          String state = workload.get("state").asText();
          healthy += state.equals("Healthy") ? 1 : 0;
          skipped += state.equals("Skipped") ? 1 : 0;
          failed += state.equals("Failed") ? 1 : 0;
          if (state.equals("Healthy")) {
            requireRestarted(report.get("runId").asText(), workload, cluster);
          }
        }
      }
      JsonNode counts = report.get("counts");
      assertThat(counts.get("workloads").asInt()).isEqualTo(world.workloads().size());
      assertThat(counts.get("healthy").asInt()).isEqualTo(healthy);
      assertThat(counts.get("skipped").asInt()).isEqualTo(skipped);
      assertThat(counts.get("failed").asInt()).isEqualTo(failed);
    }

    // A workload that somebody deleted afterwards has nothing left to compare with.
    private void requireRestarted(String runId, JsonNode workload, SimulatedWorld cluster) {
      WorkloadRef ref = ref(workload.get("ref"));
      if (cluster.snapshotOf(ref).isEmpty() || isMeddledWith(ref)) {
        return;
      }
      restarts++;
      List<RestartRecord> own =
          cluster.restartsOf(ref).stream()
              .filter(restart -> restart.mark().runId().equals(runId))
              .toList();
      assertThat(own)
          .as("seed %s, %s", world.seed(), ref)
          .singleElement()
          .satisfies(restart -> {
            assertThat(workload.get("stamp").asText()).isEqualTo(restart.mark().stamp());
            assertThat(workload.get("generation").asLong()).isEqualTo(restart.generation());
          });
    }

    private boolean isMeddledWith(WorkloadRef ref) {
      return world.faults().stream()
          .anyMatch(
              fault -> fault instanceof Fault.Meddling meddling && meddling.ref().equals(ref));
    }

    private static WorkloadRef ref(JsonNode ref) {
      return new WorkloadRef(
          List.of(WorkloadKind.values()).stream()
              .filter(kind -> kind.kind().equals(ref.get("kind").asText()))
              .findFirst()
              .orElseThrow(),
          ref.get("namespace").asText(),
          ref.get("name").asText());
    }
  }
}
