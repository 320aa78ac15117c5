package dev.rollwave.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ShutdownHookTest {
  @Test
  @Timeout(60)
  void who_does_not_end_in_order_is_left_with_7_and_says_how_things_stand() throws IOException {
    Process stuck =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                StuckProcess.class.getName())
            .redirectErrorStream(true)
            .start();
    assertThat(stuck.inputReader().readLine()).isEqualTo("ready");

    assertThat(stuck.toHandle().destroy()).as("SIGTERM was sent").isTrue();

    assertThat(stuck.inputReader().readLine())
        .isEqualTo(
            "left without an orderly end, which took longer than 5 s: lock and record stand as they"
                + " were; the next start takes the lock over after 15 s, and continues what is"
                + " unfinished");
    assertThat(stuck.onExit().join().exitValue()).isEqualTo(7);
  }
}
