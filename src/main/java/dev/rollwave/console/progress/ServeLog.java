package dev.rollwave.console.progress;

import dev.rollwave.console.words.Formats;
import dev.rollwave.plan.RestartPlan;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Tells line by line what {@code serve} does between runs, in the form of {@link LineLog}: which
 * plan runs next and when, and what became of each time of its schedule.
 *
 * <p>Safe to use from several threads; a line is written whole.
 */
public final class ServeLog {
  private final PrintWriter out;
  private final InstantSource clock;

  /** A log that writes to {@code out}, which stays open. */
  public ServeLog(PrintWriter out, InstantSource clock) {
    this.out = out;
    this.clock = clock;
  }

  /** From now on {@code plan} is run at its times. */
  public void serving(RestartPlan plan) {
    tell(
        withNext(
            about("serving", plan)
                .withAny("schedule", plan.schedule().map(Object::toString).orElse("")),
            plan));
  }

  /** A run begins. */
  public void starting(RestartPlan plan, Instant due) {
    tell(about("starting", plan).with("due", Formats.instant(due)));
  }

  /**
   * A run ended, or did not begin, and has told why itself.
   *
   * @param exitStatus as of {@code rollwave run}, 0 to 7
   */
  public void served(RestartPlan plan, int exitStatus) {
    tell(withNext(about("served", plan).with("exit", exitStatus), plan));
  }

  /** A run broke off with a fault of the program. */
  public void crashed(RestartPlan plan, Throwable fault) {
    tell(withNext(about("crashed", plan).with("fault", fault.toString()), plan));
  }

  /**
   * A time came while the last run went on.
   *
   * @param since the time of the schedule that started that run; empty when it has just ended
   */
  public void overlapped(RestartPlan plan, Instant due, Optional<Instant> since) {
    tell(
        withNext(
            about("skipped", plan)
                .with("due", Formats.instant(due))
                .with(
                    "reason",
                    since
                        .map(it -> "its run of " + Formats.instant(it) + " is still under way")
                        .orElse("its last run was still under way")),
            plan));
  }

  /**
   * A time was seen too late.
   *
   * @param deadline how late a run may start
   */
  public void missed(RestartPlan plan, Instant due, Instant noticed, Duration deadline) {
    tell(
        withNext(
            about("missed", plan)
                .with("due", Formats.instant(due))
                .with("late", Formats.duration(Duration.between(due, noticed)))
                .with("reason", "a run starts at most " + deadline.toMinutes() + " minutes late"),
            plan));
  }

  /** No more runs are started. */
  public void stopping(String cause) {
    tell(LogLine.about("stopping", "serve").with("reason", cause));
  }

  /**
   * The end.
   *
   * @param left the plans whose runs had not ended
   * @param timeout for how long these were waited for
   */
  public void stopped(List<String> left, Duration timeout) {
    String runs = left.size() == 1 ? "the run of plan " : "the runs of plans ";
    tell(
        LogLine.about("stopped", "serve")
            .withAny(
                "left",
                left.isEmpty()
                    ? ""
                    : runs
                        + String.join(", ", left)
                        + " did not end within "
                        + Formats.duration(timeout)
                        + "; the next start continues "
                        + (left.size() == 1 ? "it" : "them")));
  }

  private LogLine withNext(LogLine line, RestartPlan plan) {
    Optional<Instant> next =
        plan.schedule().flatMap(times -> times.next(clock.instant(), plan.calendar().zone()));
    return line.withAny(
        "next", next.map(time -> Formats.local(time, plan.calendar().zone())).orElse(""));
  }

  private static LogLine about(String word, RestartPlan plan) {
    return LogLine.about(word, "plan/" + plan.name());
  }

  private void tell(LogLine line) {
    synchronized (out) {
      out.println(line.text(clock.instant()));
      out.flush();
    }
  }
}
