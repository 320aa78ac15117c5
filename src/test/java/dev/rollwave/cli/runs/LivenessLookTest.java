package dev.rollwave.cli.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.console.Audience;
import dev.rollwave.console.Terminal;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.runner.Liveness;
import dev.rollwave.runner.LockWatch;
import dev.rollwave.runner.RunLock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LivenessLookTest {
  private static final Instant NOW = Instant.parse("2026-11-21T01:30:00Z");

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

  /** A lock as it stands, and whether its holder renews it while somebody looks. */
  private record Lock(Optional<Held> held, boolean isRenewed) implements LockWatch {
    @Override
    public Optional<Held> glance(String plan) {
      return held;
    }

    @Override
    public boolean isRenewed(String plan, Held seen, Duration atMost) {
      return isRenewed;
    }
  }

  private static LockWatch.Held renewedAt(Instant at) {
    return new LockWatch.Held("pod-1", Optional.of(at), Duration.ofSeconds(15));
  }

  private Audience audience() {
    PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8);
    Terminal terminal = Terminal.of(Map.of(), false, StandardCharsets.UTF_8);
    return new Audience(Optional.empty(), out, out, Map.of(), terminal);
  }

  private Liveness look(LockWatch watch) throws ClusterException {
    return new LivenessLook(watch, audience()).of("nightly", NOW);
  }

  @Test
  void a_lock_whose_next_renewal_is_not_overdue_is_believed_without_a_wait() throws Exception {
    LockWatch.Held held = renewedAt(NOW.minus(RunLock.RENEWAL).minusSeconds(1));

    assertThat(look(new Lock(Optional.of(held), false))).isEqualTo(new Liveness.Alive(held));
    assertThat(shown.size()).isZero();
  }

  @Test
  void a_holder_that_did_not_renew_it_when_it_was_due_is_watched() throws Exception {
    LockWatch.Held held = renewedAt(NOW.minus(RunLock.RENEWAL).minusMillis(1_001));

    assertThat(look(new Lock(Optional.of(held), false))).isInstanceOf(Liveness.Silent.class);
    assertThat(look(new Lock(Optional.of(held), true))).isEqualTo(new Liveness.Alive(held));
  }

  @Test
  void a_holder_whose_clock_is_wrong_is_alive_when_it_renews_while_it_is_watched()
      throws Exception {
    for (Instant wrong : new Instant[] {NOW.minusSeconds(90), NOW.plusSeconds(90)}) {
      LockWatch.Held held = renewedAt(wrong);

      assertThat(look(new Lock(Optional.of(held), true))).isEqualTo(new Liveness.Alive(held));
    }
  }

  @Test
  void a_holder_that_does_not_renew_it_is_silent_also_when_its_clock_was_ahead() throws Exception {
    for (Instant at : new Instant[] {NOW.minusSeconds(90), NOW.plusSeconds(90)}) {
      LockWatch.Held held = renewedAt(at);

      assertThat(look(new Lock(Optional.of(held), false)))
          .isEqualTo(new Liveness.Silent(held, Duration.ofSeconds(7)));
    }
    assertThat(shown.toString(StandardCharsets.UTF_8))
        .contains("looking for up to 7 s whether pod-1 still renews the lock");
  }

  @Test
  void a_lock_that_nobody_holds_and_one_that_may_not_be_read_are_told_apart() throws Exception {
    assertThat(look(new Lock(Optional.empty(), false))).isEqualTo(new Liveness.Unheld());
    LockWatch forbidden =
        new LockWatch() {
          @Override
          public Optional<Held> glance(String plan) throws ClusterException {
            throw new ClusterException.Refused("get leases: 403");
          }

          @Override
          public boolean isRenewed(String plan, Held seen, Duration atMost) {
            throw new AssertionError("there is nothing to watch");
          }
        };
    assertThat(look(forbidden)).isEqualTo(new Liveness.Unreadable("get leases: 403"));
  }
}
