package dev.rollwave.console.progress;

import static dev.rollwave.console.Runs.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.console.Runs;
import dev.rollwave.console.Workloads;
import dev.rollwave.console.progress.TerminalSize.Size;
import dev.rollwave.console.text.Palette;
import dev.rollwave.console.text.Symbols;
import dev.rollwave.engine.RunState;
import dev.rollwave.engine.WaveState;
import dev.rollwave.engine.message.Notification;
import dev.rollwave.engine.message.RunOutcome;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LiveProgressTest {
  private final List<String> writes = new ArrayList<>();
  private Size size = new Size(60, 10);
  private long nanos;
  private final LiveProgress progress =
      new LiveProgress(
          new PrintStream(recording(), false, StandardCharsets.UTF_8),
          Palette.PLAIN,
          Symbols.UNICODE,
          () -> size,
          Optional.empty(),
          () -> nanos);

  private OutputStream recording() {
    return new ByteArrayOutputStream() {
      @Override
      public void flush() {
        if (size() > 0) {
          writes.add(toString(StandardCharsets.UTF_8));
          reset();
        }
      }
    };
  }

  private static Runs running(int updated) {
    return Runs.nightly()
        .wave(
            "backends",
            List.of(),
            new WaveState.Running(),
            Workloads.rolling("cart", updated, 2, START));
  }

  private void tell(RunState state, int seconds, Notification... notifications) {
    progress.stepped(state, List.of(notifications), START.plusSeconds(seconds));
    nanos += Duration.ofSeconds(1).toNanos();
  }

  @Test
  void a_frame_is_one_write_that_overwrites_the_one_before() {
    tell(running(1).state(), 10);
    tell(running(2).state(), 11);

    assertThat(writes)
        .containsExactly(
            """
            \u001b[?25lnightly-leak-relief  10s  1 of 4 in flight  0 of 1 healthy\u001b[K
            ▶ backends  0/1 healthy, 1 in flight\u001b[K
              ◐ shop/Deployment/cart  rolling  1/3   10s    1 of 3 upd…\u001b[K
            \u001b[J\
            """,
            """
            \r\u001b[3Anightly-leak-relief  11s  1 of 4 in flight  0 of 1 healthy\u001b[K
            ▶ backends  0/1 healthy, 1 in flight\u001b[K
              ◐ shop/Deployment/cart  rolling  2/3   11s    2 of 3 upd…\u001b[K
            \u001b[J\
            """);
  }

  @Test
  void what_is_finished_scrolls_away_above_the_frame() {
    size = new Size(80, 10);
    tell(running(1).state(), 10);
    tell(
        running(2).state(),
        11,
        new Notification.RestartSent("backends", Workloads.ref("mail"), "stamp", "reason"),
        new Notification.WorkloadHealthy(
            "backends", Workloads.ref("mail"), Duration.ofSeconds(9), ""));

    assertThat(writes.getLast())
        .startsWith(
            "\r\u001b[3A01:30:11Z healthy   shop/Deployment/mail  wave=backends took=9s\u001b[K\n"
                + "nightly-leak-relief  11s");
  }

  @Test
  void what_scrolls_away_takes_one_row_but_the_evidence_of_a_failure_is_whole() {
    size = new Size(40, 10);
    tell(
        running(2).state(),
        11,
        new Notification.WaveWithheld("front", "wave backends failed ".repeat(5)),
        new Notification.WorkloadFailed(
            "backends",
            Workloads.ref("mail"),
            "PodsInTrouble",
            "1 of 3",
            Optional.of(Workloads.CRASH_LOOP)));

    assertThat(writes.getLast().lines().map(line -> line.replaceAll("\u001b\\[[?0-9]*[Kl]", "")))
        .contains(
            "01:30:11Z withheld  wave/front  reason…",
            "01:30:11Z fix       shop/Deployment/mail  wave=backends advice=\"undo what came"
                + " with it\" command=\"kubectl -n shop rollout undo deployment/cart\"");
  }

  @Test
  void time_alone_redraws() {
    tell(running(1).state(), 10);
    progress.tick(START.plusSeconds(42));

    assertThat(writes).hasSize(2);
    assertThat(writes.getLast()).contains("nightly-leak-relief  42s");
  }

  @Test
  void steps_faster_than_the_eye_are_not_drawn_but_nothing_finished_is_lost() {
    tell(running(1).state(), 10);
    nanos -= Duration.ofSeconds(1).toNanos();
    progress.stepped(running(2).state(), List.of(), START.plusSeconds(10));
    assertThat(writes).hasSize(1);

    progress.stepped(
        running(2).state(),
        List.of(new Notification.WaveHealthy("caches", Duration.ZERO)),
        START.plusSeconds(10));
    assertThat(writes).hasSize(2);
    assertThat(writes.getLast()).contains("healthy   wave/caches").contains("2/3");
  }

  @Test
  void a_terminal_that_became_narrower_is_cleaned_of_the_lines_that_it_wrapped() {
    tell(running(1).state(), 10);
    size = new Size(30, 10);
    progress.tick(START.plusSeconds(11));

    assertThat(writes.getLast()).startsWith("\r\u001b[6A");
  }

  @Test
  void the_end_leaves_the_cursor_and_no_frame() {
    tell(running(1).state(), 10);
    tell(running(2).ended(new RunOutcome.Done()).state(), 20);
    progress.close();
    progress.close();
    progress.tick(START.plusSeconds(30));

    assertThat(writes).hasSize(3).endsWith("\r\u001b[3A\u001b[J", "\r\u001b[J\u001b[?25h");
  }

  @Test
  void a_run_that_never_began_leaves_the_terminal_untouched() {
    progress.tick(START);
    progress.close();

    assertThat(writes).isEmpty();
  }
}
