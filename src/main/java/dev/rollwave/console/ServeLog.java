package dev.rollwave.console;

import dev.rollwave.plan.RestartPlan;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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
    tell(about("starting", plan).with("due", Spoken.instant(due)));
  }

  /**
   * A run ended.
   *
   * @param exitStatus as of {@code rollwave run}, 0 to 6
   * @param meaning of the exit status, a clause
   */
  public void ended(RestartPlan plan, int exitStatus, String meaning) {
    tell(withNext(about("ended", plan).with("exit", exitStatus).with("meaning", meaning), plan));
  }

  /** A run broke off with a fault of the program. */
  public void crashed(RestartPlan plan, Throwable fault) {
    tell(withNext(about("crashed", plan).with("fault", fault.toString()), plan));
  }

  /** A time came while the last run went on. */
  public void overlapped(RestartPlan plan, Instant due) {
    tell(
        withNext(
            about("skipped", plan)
                .with("due", Spoken.instant(due))
                .with("reason", "its last run is still under way"),
            plan));
  }

  /** A time was seen too late. */
  public void missed(RestartPlan plan, Instant due, Instant noticed) {
    tell(
        withNext(
            about("missed", plan)
                .with("due", Spoken.instant(due))
                .with("late", Spoken.duration(Duration.between(due, noticed))),
            plan));
  }

  /** No more runs are started. */
  public void stopping(String cause) {
    tell(LogLine.about("stopping", "serve").with("reason", cause));
  }

  /**
   * The end.
   *
   * @param allEnded whether every run had closed its books
   */
  public void stopped(boolean allEnded) {
    tell(
        LogLine.about("stopped", "serve")
            .withAny("left", allEnded ? "" : "a run did not end in time"));
  }

  private LogLine withNext(LogLine line, RestartPlan plan) {
    Optional<Instant> next =
        plan.schedule().flatMap(times -> times.next(clock.instant(), plan.calendar().zone()));
    return line.withAny(
        "next", next.map(time -> Spoken.local(time, plan.calendar().zone())).orElse(""));
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
