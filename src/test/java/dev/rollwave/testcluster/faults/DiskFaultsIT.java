package dev.rollwave.testcluster.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.testcluster.OnSharedCluster;
import dev.rollwave.testcluster.process.JarProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A disk of no use to the run. */
@OnSharedCluster
class DiskFaultsIT extends FaultIT {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  /** No user can make a file in it, root included. */
  private static final String READ_ONLY = "/proc";

  @Test
  void f27_a_disk_that_is_full_or_read_only_costs_the_report_which_is_said_and_never_the_run()
      throws IOException {
    bench().createBoth();
    Map<String, String> nowhere =
        Map.of(
            "HOME", READ_ONLY,
            "TMPDIR", READ_ONLY,
            "JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + READ_ONLY);

    try (JarProcess run = bench().start(nowhere, bench().plan(QUICK), "--report", "/dev/full")) {
      assertThat(run.awaitExit(TIMEOUT)).as(run::transcript).isZero();
      assertThat(run.errors()).contains("the report was not written to /dev/full");
    }

    assertThat(bench().endState()).isEqualTo(EndState.UNDISTURBED);
  }
}
