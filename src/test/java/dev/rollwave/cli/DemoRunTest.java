package dev.rollwave.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.cli.process.ExitStatus;
import dev.rollwave.console.Audience;
import dev.rollwave.console.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoRunTest {
  private static final double AT_ONCE = 1_000_000;

  @TempDir private Path directory;

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8);
  private final Audience audience =
      new Audience(
          Optional.empty(),
          out,
          out,
          Map.of(),
          Terminal.of(Map.of(), false, StandardCharsets.UTF_8));

  @Test
  void restarts_the_whole_shop_and_leaves_with_0() throws Exception {
    assertThat(run(false, 1)).isEqualTo(ExitStatus.DONE);
    assertThat(text())
        .contains("plan/demo-shop")
        .contains("shop/StatefulSet/session-cache")
        .contains("ops/DaemonSet/log-agent")
        .contains("12 workloads restarted and proven healthy")
        .contains("exit 0");
  }

  @Test
  void with_a_broken_workload_it_halts_names_the_pod_and_its_last_words_and_leaves_with_1()
      throws Exception {
    assertThat(run(true, 1)).isEqualTo(ExitStatus.WORKLOAD_FAILED);
    assertThat(text())
        .contains("shop/Deployment/checkout")
        .contains("CrashLoopBackOff")
        .contains("payment key expired yesterday")
        .doesNotContain("restarted shop/Deployment/storefront")
        .containsSubsequence(
            "Failed: shop/Deployment/checkout (wave ordering): its new pods do not come up: ",
            "  since:  2026-11-20T",
            " after its restart",
            "  serves: yes: 3 pods are Ready, 3 wanted; all from before the restart",
            "  fix:    find out why it ends, and fix that",
            "kubectl logs checkout-",
            "  undo:   kubectl rollout undo deployment/checkout -n shop",
            "exit 1");
  }

  @Test
  void writes_the_report_of_a_real_run() throws Exception {
    Path report = directory.resolve("report.json");
    new DemoRun(false, 1, AT_ONCE, Optional.of(report)).shownTo(audience);

    assertThat(Files.readString(report))
        .contains("\"plan\" : \"demo-shop\"")
        .contains("\"exitStatus\" : 0");
  }

  @Test
  void the_same_seed_tells_the_same_to_the_byte_and_another_one_does_not() throws Exception {
    run(false, 7);
    String first = text();
    shown.reset();
    run(false, 7);
    assertThat(text()).isEqualTo(first);
    shown.reset();
    run(false, 8);
    assertThat(text()).isNotEqualTo(first);
  }

  @Test
  void the_run_takes_real_time_as_its_speed_says() throws Exception {
    long before = System.nanoTime();
    new DemoRun(false, 1, 200, Optional.empty()).shownTo(audience);

    assertThat(Duration.ofNanos(System.nanoTime() - before))
        .isBetween(Duration.ofMillis(800), Duration.ofSeconds(10));
  }

  private ExitStatus run(boolean breaks, long seed) throws InterruptedException {
    return new DemoRun(breaks, seed, AT_ONCE, Optional.empty()).shownTo(audience);
  }

  private String text() {
    return shown.toString(StandardCharsets.UTF_8);
  }
}
