package dev.rollwave.console.progress;

import dev.rollwave.console.words.Formats;
import dev.rollwave.console.words.WaitWords;
import dev.rollwave.engine.RunState;
import dev.rollwave.engine.WaveProgress;
import dev.rollwave.engine.WorkloadProgress;
import dev.rollwave.engine.message.Notification;
import dev.rollwave.engine.message.Notification.RolloutProgressed;
import dev.rollwave.engine.message.Notification.RunContinued;
import dev.rollwave.engine.message.Notification.RunStarted;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.runner.ClusterAccess;
import dev.rollwave.workload.WorkloadRef;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells a run line by line, for {@code kubectl logs} and for files.
 *
 * <p>A line is a time in UTC, a word, the subject, and details as {@code key=value}. Every restart
 * has one line {@code restart} when it is sent and one line {@code restarted}, with the generation
 * that its controller has to act on, when the API server has taken it. A rollout's numbers get a
 * line when they change, at most every 5 s a workload; a wait is repeated every 60 s.
 */
public final class LineLog implements Progress {
  private static final Duration BETWEEN_NUMBERS = Duration.ofSeconds(5);
  private static final Duration BETWEEN_REMINDERS = Duration.ofSeconds(60);
  // A stuck estate must not bury its own story: beyond these, only their number appears.
  private static final int REMINDERS_AT_ONCE = 10;

  private final PrintStream out;
  private final Optional<ClusterAccess> access;
  private final Map<WorkloadRef, Numbers> told = new HashMap<>();
  private final Map<String, Instant> lastSaid = new HashMap<>();
  private Instant lastLine = Instant.MIN;
  private @Nullable RunState latest;

  /** What was last told of a rollout, and when. */
  private record Numbers(int updated, int available, int desired, Instant at) {}

  /**
   * A log of a run.
   *
   * @param out where it is written; stays open
   * @param access the cluster of the run, told in the first line; empty for one in memory
   */
  public LineLog(PrintStream out, Optional<ClusterAccess> access) {
    this.out = out;
    this.access = access;
  }

  @Override
  public synchronized void stepped(RunState state, List<Notification> notifications, Instant now) {
    latest = state;
    for (Notification notification : notifications) {
      if (isWorthALine(notification, now)) {
        LogLines.of(notification, state, now)
            .forEach(line -> say(withCluster(notification, line, state), now));
      }
    }
    remind(state, now);
  }

  private LogLine withCluster(Notification notification, LogLine line, RunState state) {
    return notification instanceof RunStarted || notification instanceof RunContinued
        ? access.map(it -> with(line, it, state.spec().plan())).orElse(line)
        : line;
  }

  private static LogLine with(LogLine line, ClusterAccess access, RestartPlan plan) {
    return line.withAny("context", access.context().orElse(""))
        .with("server", access.server())
        .withAny("user", access.user().orElse(""))
        .withAny("stateNamespace", plan.stateNamespace().orElse(""));
  }

  @Override
  public synchronized void tick(Instant now) {
    if (latest != null) {
      remind(latest, now);
    }
  }

  @Override
  public void close() {
    out.flush();
  }

  private boolean isWorthALine(Notification notification, Instant now) {
    if (!(notification instanceof RolloutProgressed p)) {
      return true;
    }
    Numbers last = told.get(p.ref());
    // Before the first pod there is nothing to tell that the line "restarted" did not say.
    boolean changed =
        last == null
            ? p.updated() > 0
            : last.updated() != p.updated()
                || last.available() != p.available()
                || last.desired() != p.desired();
    boolean early = last != null && now.isBefore(last.at().plus(BETWEEN_NUMBERS));
    if (!changed || early) {
      return false;
    }
    told.put(p.ref(), new Numbers(p.updated(), p.available(), p.desired(), now));
    return true;
  }

  private void say(LogLine line, Instant now) {
    out.println(line.text(now));
    lastSaid.put(line.subject(), now);
    lastLine = now;
  }

  private void remind(RunState state, Instant now) {
    if (state.outcome().isPresent()) {
      return;
    }
    int reminded = 0;
    int more = 0;
    for (WaveProgress wave : state.waves()) {
      for (WorkloadProgress workload : wave.workloads()) {
        if (!workload.state().isInFlight() || !wasSilentForLong(workload.ref().toString(), now)) {
          continue;
        }
        if (reminded == REMINDERS_AT_ONCE) {
          more++;
          lastSaid.put(workload.ref().toString(), now);
        } else {
          reminded++;
          say(reminder(wave, workload, now), now);
        }
      }
    }
    if (more > 0) {
      say(LogLines.plan("waiting", state).with("more", more), now);
    }
    remindOfRun(state, now);
  }

  // What was never spoken of is counted from when it was first looked at.
  private boolean wasSilentForLong(String subject, Instant now) {
    Instant last = lastSaid.computeIfAbsent(subject, _ -> now);
    return !now.isBefore(last.plus(BETWEEN_REMINDERS));
  }

  private static LogLine reminder(WaveProgress wave, WorkloadProgress workload, Instant now) {
    LogLine line = LogLines.of("waiting", wave.wave().name(), workload.ref());
    return workload
        .timeline()
        .patched()
        .map(at -> line.with("since", Formats.duration(Duration.between(at, now))))
        .orElse(line)
        .with("for", WaitWords.inFlight(workload.state(), now));
  }

  private void remindOfRun(RunState state, Instant now) {
    LogLine line = LogLines.plan("waiting", state);
    if (state.outage().isPresent()) {
      remindOfOutage(state.outage().get(), now);
    } else if (state.inFlight() == 0 && !now.isBefore(lastLine.plus(BETWEEN_REMINDERS))) {
      String wait = WaitWords.run(state, now);
      if (!wait.isEmpty()) {
        say(line.with("for", wait), now);
      }
    }
  }

  private void remindOfOutage(RunState.Outage outage, Instant now) {
    LogLine line = LogLine.about("waiting", "cluster");
    if (wasSilentForLong(line.subject(), now)) {
      String since = Formats.duration(Duration.between(outage.since(), now));
      say(line.with("since", since).with("for", "the API server: " + outage.cause()), now);
    }
  }
}
