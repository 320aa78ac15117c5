package dev.rollwave.testcluster.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.cli.run.HereRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.awaitility.Awaitility;

/** Starts one run after the other and holds each against the cluster. */
final class Course {
  private static final Duration LONGEST_RUN = Duration.ofMinutes(4);
  private static final Duration QUIET = Duration.ofSeconds(10);
  private static final int ONE_INTERRUPTED_IN = 6;

  private final Estate estate;
  private final Surroundings surroundings;
  private final HereRun.Order order;
  private final Path report;
  private final Random random;
  private final Tally exits = new Tally();
  private final Tally failures = new Tally();
  private final Tally runs = new Tally();
  private Optional<Known> newest = Optional.empty();

  /**
   * The newest run.
   *
   * @param id of it
   * @param first the workloads when it began
   * @param report of the process that worked on it last
   * @param isRecorded whether the cluster's record says how it ended
   */
  private record Known(String id, Beginnings first, Report report, boolean isRecorded) {}

  Course(Estate estate, Surroundings surroundings, HereRun.Order order, Random random) {
    this.estate = estate;
    this.surroundings = surroundings;
    this.order = order;
    this.random = random;
    report = order.report().orElseThrow();
  }

  /** Starts the plan once, lets it end, and checks what it said. */
  void start() throws IOException, InterruptedException {
    Files.deleteIfExists(report);
    Beginnings start = Beginnings.now(estate, surroundings.hand());
    try (HereRun run = HereRun.begin(order)) {
      disturb(run);
      int exit = run.awaitExit();
      // A request that was delayed may still be on its way when no run waits for it any more.
      Awaitility.await("an end of all connections")
          .atMost(QUIET)
          .until(() -> surroundings.proxy().connections() == 0);
      Beginnings end = Beginnings.now(estate, surroundings.hand());
      try {
        check(exit, start, end);
      } catch (AssertionError e) {
        throw new AssertionError(e.getMessage() + "\n" + run.output(), e);
      }
    }
    surroundings.proxy().forget();
  }

  private void disturb(HereRun run) throws InterruptedException {
    try (RandomActs _ = surroundings.weather().blow();
        RandomActs _ = surroundings.hand().come()) {
      boolean isInterrupted = random.nextInt(ONE_INTERRUPTED_IN) == 0;
      Duration time = isInterrupted ? Duration.ofMillis(random.nextInt(8_000)) : LONGEST_RUN;
      boolean hasEnded = run.endsWithin(time);
      if (isInterrupted) {
        run.close();
      } else {
        assertThat(hasEnded).as(run::output).isTrue();
      }
    }
  }

  private void check(int exit, Beginnings start, Beginnings end) throws IOException {
    Optional<Report> said = Report.read(report);
    exits.count("exit status " + exit + (said.isPresent() ? "" : ", before it began"));
    if (said.isPresent()) {
      check(said.get(), exit, start, end);
    } else {
      assertThat(exit).isIn(3, 4, 5, 6, 7);
      assertThat(estate.workloads())
          .allSatisfy(ref -> assertThat(start.restarts(ref, end)).as("%s", ref).isZero());
    }
  }

  private void check(Report said, int exit, Beginnings start, Beginnings end) {
    Optional<Known> before = newest.filter(known -> known.id().equals(said.runId()));
    newest.ifPresent(known ->
        assertThat(said.runId())
            .as("the run after %s", known)
            .matches(_ ->
                before.isPresent()
                    ? known.report().isUnfinished() || !known.isRecorded()
                    : !known.report().isUnfinished()));
    Beginnings first = before.map(Known::first).orElse(start);
    new ReportCheck(said, first, start, end).assertHolds(exit, estate.workloads());
    boolean isRecorded = checkRecord(said);
    runs.count(before.isPresent() ? "gone on with" : "begun");
    said.entries().stream()
        .filter(entry -> entry.state().equals("Failed"))
        .forEach(entry -> {
          failures.count(entry.reason() + ": " + entry.message());
          // Everything else that strikes is to be waited out.
          assertThat(entry.message()).as("why %s failed", entry.ref()).contains(": 401 ");
        });
    newest = Optional.of(new Known(said.runId(), first, said, isRecorded));
    if (!said.isUnfinished()) {
      estate.settle();
    }
  }

  // The last writing has two seconds; where it did not get through, the next start puts it right.
  private boolean checkRecord(Report said) {
    Estate.Recorded recorded = estate.recorded();
    assertThat(recorded.runId()).isEqualTo(said.runId());
    recorded.outcome().ifPresent(outcome -> assertThat(outcome).isEqualTo(said.outcome()));
    runs.count(recorded.outcome().isPresent() ? "end recorded" : "end not recorded in time");
    return recorded.outcome().isPresent();
  }

  /** What came of it so far. */
  @Override
  public String toString() {
    return "%nstarts: %d%n%s%nruns:%n%s%nfailed workloads:%n%s"
        .formatted(exits.total(), exits, runs, failures);
  }
}
