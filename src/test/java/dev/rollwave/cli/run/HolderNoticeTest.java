package dev.rollwave.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.console.Audience;
import dev.rollwave.console.Terminal;
import dev.rollwave.runner.LockWatch;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HolderNoticeTest {
  private static final LockWatch.Held HELD =
      new LockWatch.Held(
          "pod-1", Optional.of(Instant.parse("2026-11-21T01:30:00Z")), Duration.ofSeconds(15));

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

  /** A lock that is held, and looked at once. */
  private record Locked() implements LockWatch {
    @Override
    public Optional<Held> glance(String plan) {
      return Optional.of(HELD);
    }

    @Override
    public boolean isRenewed(String plan, Held seen, Duration atMost) {
      throw new AssertionError("a notice does not wait for a renewal");
    }
  }

  @Test
  void a_start_that_finds_the_lock_held_says_at_once_by_whom_and_for_how_long_it_may_wait() {
    PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8);
    Terminal terminal = Terminal.of(Map.of(), false, StandardCharsets.UTF_8);
    Audience audience = new Audience(Optional.empty(), out, out, Map.of(), terminal);

    new HolderNotice(new Locked(), audience).tell("nightly");

    assertThat(shown.toString(StandardCharsets.UTF_8).strip())
        .isEqualTo(
            "plan nightly is locked by pod-1, who last renewed it at 2026-11-21T01:30:00Z: a dead"
                + " holder's lock is taken over after 15 s, a live one is told within seconds");
  }
}
