package dev.rollwave.console.progress;

import static dev.rollwave.console.Runs.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.console.Runs;
import dev.rollwave.console.Workloads;
import dev.rollwave.console.text.Palette;
import dev.rollwave.console.text.Symbols;
import dev.rollwave.console.words.WaitWords;
import dev.rollwave.engine.RunState;
import dev.rollwave.engine.WaveState;
import dev.rollwave.engine.WorkloadProgress;
import dev.rollwave.engine.message.GateHold;
import dev.rollwave.engine.message.Pause;
import dev.rollwave.plan.Throttle;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameTest {
  private static Instant at(int seconds) {
    return START.plusSeconds(seconds);
  }

  private static String frame(RunState state, int seconds, int columns, int rows) {
    Screen screen = new Screen(columns, rows, Palette.PLAIN, Symbols.UNICODE);
    return String.join("\n", Frame.of(state, at(seconds), screen));
  }

  private static Runs running() {
    return Runs.nightly()
        .throttle(new Throttle(OptionalInt.of(2), Duration.ZERO))
        .wave("caches", List.of(), new WaveState.Released(), Workloads.healthy("redis", START))
        .wave(
            "backends",
            List.of("caches"),
            new WaveState.Running(),
            Workloads.rolling("cart", 1, 2, at(60)),
            Workloads.soaking("mail", at(60), at(120)),
            Workloads.skipped("old"),
            Workloads.waiting("pay"))
        .wave("front", List.of("backends"), new WaveState.Blocked(), Workloads.waiting("web"));
  }

  @Test
  void a_run_under_way_shows_waves_pods_elapsed_and_what_is_waited_for() {
    assertThat(frame(running().state(), 100, 100, 30))
        .isEqualTo(
            """
            nightly-leak-relief  1m40s  2 of 2 in flight  1 of 5 healthy  1 skipped
            ✔ caches    1/1 healthy  released
              ✔ shop/Deployment/redis  healthy  3/3   50s
            ▶ backends  0/3 healthy, 1 skipped, 2 in flight  next waits for maxInFlight 2
              ◐ shop/Deployment/cart   rolling  1/3   40s    1 of 3 updated, 2 available
              ◔ shop/Deployment/mail   soaking  3/3   40s    soak, 20s left
              - shop/Deployment/old    skipped               0 replicas: there is nothing to restart
              · shop/Deployment/pay    waiting
            · front     0/1 healthy  after backends
              · shop/Deployment/web    waiting\
            """);
  }

  @Test
  void a_small_terminal_gets_fewer_details_and_no_line_wraps() {
    assertThat(frame(running().state(), 100, 60, 10))
        .isEqualTo(
            """
            nightly-leak-relief  1m40s  2 of 2 in flight  1 of 5 healt…
            ✔ caches    1/1 healthy  released
            ▶ backends  0/3 healthy, 1 skipped, 2 in flight  next wait…
              ◐ shop/Deployment/cart  rolling  1/3   40s    1 of 3 upd…
              ◔ shop/Deployment/mail  soaking  3/3   40s    soak, 20s …
              - shop/Deployment/old   skipped               0 replicas…
              · shop/Deployment/pay   waiting
            · front     0/1 healthy  after backends\
            """);
  }

  @Test
  void a_cooldown_counts_down() {
    RunState state =
        Runs.nightly()
            .wave(
                "caches",
                List.of(),
                new WaveState.CoolingDown(at(170)),
                Workloads.healthy("redis", START))
            .wave("front", List.of("caches"), new WaveState.Blocked(), Workloads.waiting("web"))
            .state();

    assertThat(frame(state, 100, 80, 24))
        .isEqualTo(
            """
            nightly-leak-relief  1m40s  0 of 4 in flight  1 of 2 healthy
            ◔ caches  1/1 healthy  cooldown, 1m10s left
              ✔ shop/Deployment/redis  healthy  3/3   50s
            · front   0/1 healthy  after caches
              · shop/Deployment/web    waiting\
            """);
  }

  @Test
  void a_gate_that_is_held_shows_by_what_and_why() {
    RunState state =
        Runs.nightly()
            .wave(
                "caches",
                List.of(),
                new WaveState.Released(),
                Workloads.changed("redis", START, at(90)))
            .wave(
                "front",
                List.of("caches"),
                new WaveState.Held(
                    at(90),
                    new GateHold.Broken(Workloads.ref("redis"), "2 of 3 pods available"),
                    Map.of()),
                Workloads.waiting("web"))
            .state();

    assertThat(frame(state, 100, 120, 24))
        .isEqualTo(
            """
            nightly-leak-relief  1m40s  0 of 4 in flight  1 of 2 healthy
            ✔ caches  1/1 healthy  released
              ? shop/Deployment/redis  changed  3/3          changed since then: 2 of 3 available
            ? front   0/1 healthy  held by shop/Deployment/redis, which is no longer healthy: 2 of 3 pods available
              · shop/Deployment/web    waiting\
            """);
    assertThat(WaitWords.run(state, at(100)))
        .isEqualTo("wave front: shop/Deployment/redis to be healthy again: 2 of 3 pods available");
  }

  @Test
  void a_halt_shows_why_and_sees_through_what_is_in_flight() {
    RunState state =
        Runs.nightly()
            .wave(
                "backends",
                List.of(),
                new WaveState.Failed(),
                Workloads.failed("cart", START, Optional.of(Workloads.CRASH_LOOP)),
                Workloads.rolling("mail", 2, 2, START, Optional.of(Workloads.CRASH_LOOP)))
            .wave(
                "front",
                List.of("backends"),
                new WaveState.Withheld("wave backends failed"),
                Workloads.withheld("web", "wave backends failed"))
            .stopping(new RunState.Stop.Halted("shop/Deployment/cart failed"))
            .state();

    assertThat(frame(state, 100, 100, 24))
        .isEqualTo(
            """
            nightly-leak-relief  1m40s  1 of 4 in flight  0 of 3 healthy  1 failed
            ! no further restart: shop/Deployment/cart failed
            ✘ backends  0/2 healthy, 1 failed, 1 in flight  failed
              ✘ shop/Deployment/cart  failed         1m05s  CrashLoopBackOff, pod cart-7f9c-x2x container serv…
              ◐ shop/Deployment/mail  rolling  2/3   1m40s  CrashLoopBackOff for 1m40s, pod cart-7f9c-x2x cont…
            - front     0/1 healthy  withheld: wave backends failed
              - shop/Deployment/web   withheld              wave backends failed\
            """);
  }

  @Test
  void a_pause_is_told_with_what_ends_it_since_when_by_whom_and_why() {
    RunState state =
        Runs.nightly()
            .wave("backends", List.of(), new WaveState.Running(), Workloads.waiting("cart"))
            .paused(new Pause("ana@laptop", "database is busy", START))
            .state();

    assertThat(frame(state, 65, 120, 24))
        .contains(
            "next waits for `rollwave resume`, paused 1m05s ago by ana@laptop: database is busy");
  }

  @Test
  void an_outage_has_a_banner() {
    RunState state =
        Runs.nightly()
            .wave(
                "backends",
                List.of(),
                new WaveState.Running(),
                Workloads.rereading("cart", at(50), "timeout"),
                Workloads.waiting("mail"))
            .outage(at(60), "connection refused")
            .state();

    assertThat(frame(state, 100, 80, 24))
        .isEqualTo(
            """
            nightly-leak-relief  1m40s  1 of 4 in flight  0 of 2 healthy
            ! no answer from the API server for 40s: connection refused
            ▶ backends  0/2 healthy, 1 in flight  next waits for the API server
              ? shop/Deployment/cart  doubtful       50s    a second look: timeout
              · shop/Deployment/mail  waiting\
            """);
  }

  @Test
  void workloads_that_are_not_seen_have_a_banner_and_are_what_their_wave_waits_for() {
    String cause = "list deployments.apps in namespace shop: 403 forbidden";
    RunState state =
        Runs.nightly()
            .wave(
                "backends",
                List.of(),
                new WaveState.Running(),
                Workloads.waiting("cart"),
                Workloads.waiting("mail"))
            .unseen(at(60), cause, "cart", "mail")
            .state();

    assertThat(frame(state, 100, 100, 24))
        .contains("! 2 deployments in shop not seen for 40s: " + cause)
        .contains("backends  0/2 healthy  next waits for the API server to show its workloads");
  }

  @Test
  void two_hundred_workloads_fit_twenty_rows() {
    Runs runs = Runs.nightly();
    String above = "";
    for (int wave = 0; wave < 20; wave++) {
      List<WorkloadProgress> workloads = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        String name = "w" + wave + "-" + i;
        workloads.add(
            wave < 8
                ? Workloads.healthy(name, START)
                : wave > 8
                    ? Workloads.waiting(name)
                    : i < 4 ? Workloads.rolling(name, 1, 2, at(60)) : Workloads.waiting(name));
      }
      WaveState state =
          wave < 8
              ? new WaveState.Released()
              : wave > 8 ? new WaveState.Blocked() : new WaveState.Running();
      runs.wave(
          "wave-" + wave,
          above.isEmpty() ? List.of() : List.of(above),
          state,
          workloads.toArray(new WorkloadProgress[0]));
      above = "wave-" + wave;
    }

    assertThat(frame(runs.state(), 100, 80, 20))
        .isEqualTo(
            """
            nightly-leak-relief  1m40s  4 of 4 in flight  80 of 200 healthy
            ✔ 8 waves released: wave-0, wave-1, wave-2, wave-3, wave-4, wave-5, wave-6, wa…
            ▶ wave-8  0/10 healthy, 4 in flight  next waits for maxInFlight 4
              ◐ shop/Deployment/w8-0  rolling  1/3   40s    1 of 3 updated, 2 available
              ◐ shop/Deployment/w8-1  rolling  1/3   40s    1 of 3 updated, 2 available
              ◐ shop/Deployment/w8-2  rolling  1/3   40s    1 of 3 updated, 2 available
              ◐ shop/Deployment/w8-3  rolling  1/3   40s    1 of 3 updated, 2 available
            · 11 waves wait for others: wave-9, wave-10, wave-11, wave-12, wave-13, wave-1…\
            """);
  }

  @Test
  void what_does_not_fit_at_all_is_counted() {
    WorkloadProgress[] many = new WorkloadProgress[200];
    for (int i = 0; i < many.length; i++) {
      many[i] = Workloads.rolling("w" + i, 1, 2, START);
    }
    RunState state = Runs.nightly().wave("all", List.of(), new WaveState.Running(), many).state();

    assertThat(frame(state, 10, 80, 20).lines()).hasSize(19);
    assertThat(frame(state, 10, 80, 20)).endsWith("\n  and 184 more");
  }

  @ParameterizedTest
  @CsvSource({"80, 24", "120, 40", "40, 10", "20, 5", "5, 2", "1, 1"})
  void a_frame_is_always_smaller_than_the_terminal(int columns, int rows) {
    RunState state =
        running()
            .wave(
                "購物車",
                List.of(),
                new WaveState.Running(),
                Workloads.rolling("購物車購物車購物車", 1, 2, START))
            .outage(START, "x\n\u001b[2J".repeat(50))
            .state();
    Screen screen = new Screen(columns, rows, Palette.COLOUR, Symbols.UNICODE);

    List<String> lines = Frame.of(state, at(100), screen);

    assertThat(lines).hasSizeLessThan(Math.max(2, rows));
    assertThat(lines)
        .allSatisfy(line -> assertThat(PaintedLine.width(line)).isLessThan(columns))
        .noneMatch(line -> line.contains("\n") || line.contains("[2J\u001b"));
  }

  @Test
  void without_unicode_a_frame_is_ascii() {
    Screen screen = new Screen(50, 24, Palette.PLAIN, Symbols.ASCII);
    String frame = String.join("\n", Frame.of(running().state(), at(100), screen));

    assertThat(frame)
        .isEqualTo(
            """
            nightly-leak-relief  1m40s  2 of 2 in flight  ...
            + caches    1/1 healthy  released
              + .../Deployment/redis  healthy  3/3   50s
            > backends  0/3 healthy, 1 skipped, 2 in fligh...
              o shop/Deployment/cart  rolling  1/3   40s  ...
              ~ shop/Deployment/mail  soaking  3/3   40s  ...
              - shop/Deployment/old   skipped             ...
              . shop/Deployment/pay   waiting
            . front     0/1 healthy  after backends
              . shop/Deployment/web   waiting\
            """);
  }

  @Test
  void colours_are_codes_around_words_and_the_plain_frame_within() {
    Screen coloured = new Screen(100, 30, Palette.COLOUR, Symbols.UNICODE);
    String frame = String.join("\n", Frame.of(running().state(), at(100), coloured));

    assertThat(frame)
        .contains("\u001b[32m✔\u001b[0m")
        .contains("\u001b[1mnightly-leak-relief\u001b[0m");
    assertThat(frame.replaceAll("\u001b\\[[0-9]+m", "").replaceAll("(?m) +$", ""))
        .isEqualTo(frame(running().state(), 100, 100, 30));
  }
}
