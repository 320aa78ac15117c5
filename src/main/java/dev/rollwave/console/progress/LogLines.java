package dev.rollwave.console.progress;

import dev.rollwave.console.words.Formats;
import dev.rollwave.console.words.NextSteps;
import dev.rollwave.console.words.Tally;
import dev.rollwave.console.words.WorkloadAccount;
import dev.rollwave.engine.FinalState.Failed;
import dev.rollwave.engine.RunState;
import dev.rollwave.engine.WaveProgress;
import dev.rollwave.engine.WorkloadProgress;
import dev.rollwave.engine.message.Notification;
import dev.rollwave.engine.message.Notification.ClockStepped;
import dev.rollwave.engine.message.Notification.FellBack;
import dev.rollwave.engine.message.Notification.GateHeld;
import dev.rollwave.engine.message.Notification.GateLifted;
import dev.rollwave.engine.message.Notification.OutageBegan;
import dev.rollwave.engine.message.Notification.OutageEnded;
import dev.rollwave.engine.message.Notification.PauseLifted;
import dev.rollwave.engine.message.Notification.Paused;
import dev.rollwave.engine.message.Notification.RestartConfirmed;
import dev.rollwave.engine.message.Notification.RestartDoubtful;
import dev.rollwave.engine.message.Notification.RestartSent;
import dev.rollwave.engine.message.Notification.RolloutProgressed;
import dev.rollwave.engine.message.Notification.RunContinued;
import dev.rollwave.engine.message.Notification.RunEnded;
import dev.rollwave.engine.message.Notification.RunStarted;
import dev.rollwave.engine.message.Notification.ScopeLost;
import dev.rollwave.engine.message.Notification.ScopeSeen;
import dev.rollwave.engine.message.Notification.SoakStarted;
import dev.rollwave.engine.message.Notification.StoodStill;
import dev.rollwave.engine.message.Notification.Stopping;
import dev.rollwave.engine.message.Notification.WaveHealthy;
import dev.rollwave.engine.message.Notification.WaveReady;
import dev.rollwave.engine.message.Notification.WaveReleased;
import dev.rollwave.engine.message.Notification.WaveWithheld;
import dev.rollwave.engine.message.Notification.WorkloadFailed;
import dev.rollwave.engine.message.Notification.WorkloadHealthy;
import dev.rollwave.engine.message.Notification.WorkloadSkipped;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.trouble.PodTrouble;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** Puts what happens in a run into lines. Each word here is part of the log's format. */
final class LogLines {
  private LogLines() {}

  /** The lines for {@code notification}, one but for a failure, which also shows its evidence. */
  static List<LogLine> of(Notification notification, RunState state, Instant now) {
    return switch (notification) {
      case WorkloadFailed failed -> failed(failed, state);
      case RunStarted h -> List.of(started(h, state));
      case RunContinued h -> List.of(continued(h, state));
      case RunEnded h -> List.of(ended(h, state, now));
      case RestartSent h ->
          List.of(
              of("restart", h.wave(), h.ref()).with("stamp", h.stamp()).with("reason", h.reason()));
      case RestartConfirmed h -> List.of(restarted(h, state));
      case RestartDoubtful h -> List.of(of("doubtful", h.wave(), h.ref()).with("cause", h.cause()));
      case RolloutProgressed h -> List.of(rollout(h));
      case SoakStarted h ->
          List.of(of("soak", h.wave(), h.ref()).with("for", Formats.duration(h.soak())));
      case FellBack h -> List.of(of("fell-back", h.wave(), h.ref()).with("message", h.message()));
      case WorkloadHealthy h ->
          List.of(
              of("healthy", h.wave(), h.ref())
                  .with("took", Formats.duration(h.took()))
                  .withAny("message", h.message()));
      case WorkloadSkipped h ->
          List.of(
              of("skipped", h.wave(), h.ref())
                  .with("reason", h.reason())
                  .withAny("message", h.message()));
      case WaveReady h -> List.of(wave("ready", h.wave()).with("workloads", h.workloads()));
      case WaveHealthy h ->
          List.of(wave("healthy", h.wave()).with("cooldown", Formats.duration(h.cooldown())));
      case GateHeld h ->
          List.of(
              wave("held", h.wave())
                  .with("by", h.hold().by().toString())
                  .with("message", h.hold().why()));
      case GateLifted h ->
          List.of(wave("lifted", h.wave()).with("after", Formats.duration(h.held())));
      case WaveReleased h -> List.of(wave("released", h.wave()));
      case WaveWithheld h -> List.of(wave("withheld", h.wave()).with("reason", h.reason()));
      case Paused h ->
          List.of(
              plan("paused", state)
                  .with("inFlight", h.inFlight())
                  .with("by", h.by())
                  .with("reason", h.reason()));
      case PauseLifted h ->
          List.of(plan("resumed", state).with("by", h.by()).with("reason", h.reason()));
      case Stopping h ->
          List.of(plan("stopping", state).with("inFlight", h.inFlight()).with("cause", h.cause()));
      case OutageBegan h -> List.of(LogLine.about("outage", "cluster").with("cause", h.cause()));
      case OutageEnded h ->
          List.of(
              LogLine.about("reachable", "cluster").with("after", Formats.duration(h.lasted())));
      case ScopeLost h -> List.of(scope("unseen", h.refs()).with("cause", h.cause()));
      case ScopeSeen h ->
          List.of(scope("seen", h.refs()).with("after", Formats.duration(h.lasted())));
      case ClockStepped h -> List.of(clock(h));
      case StoodStill h -> List.of(standstill(h));
    };
  }

  /** A line about a workload. */
  static LogLine of(String word, String wave, WorkloadRef ref) {
    return LogLine.about(word, ref.toString()).with("wave", wave);
  }

  /** A line about the run as a whole. */
  static LogLine plan(String word, RunState state) {
    return LogLine.about(word, "plan/" + state.spec().plan().name());
  }

  /** A line about the workloads of one kind in one namespace. */
  private static LogLine scope(String word, SortedSet<WorkloadRef> refs) {
    WorkloadRef first = refs.first();
    return LogLine.about(word, first.namespace() + "/" + first.kind().kind())
        .with("workloads", refs.size());
  }

  private static LogLine wave(String word, String name) {
    return LogLine.about(word, "wave/" + name);
  }

  private static LogLine started(RunStarted notification, RunState state) {
    return plan("started", state)
        .with("run", state.spec().runId().value())
        .with("waves", notification.waves())
        .with("workloads", notification.workloads())
        .with("reason", state.spec().reason());
  }

  private static LogLine continued(RunContinued notification, RunState state) {
    return plan("continued", state)
        .with("run", state.spec().runId().value())
        .with("since", Formats.instant(notification.startedAt()))
        .with("settled", notification.settled())
        .with("workloads", notification.workloads())
        .with("reason", state.spec().reason());
  }

  private static LogLine clock(ClockStepped notification) {
    return LogLine.about("clock", "machine")
        .with(
            notification.by().isNegative() ? "back" : "forward",
            Formats.duration(notification.by().abs()))
        .with("message", "it was set, or the machine slept; waits go on as they were");
  }

  private static LogLine standstill(StoodStill notification) {
    return LogLine.about("stood-still", "machine")
        .with("late", Formats.duration(notification.late()))
        .with(
            "message",
            "this process was stopped or starved; nothing fails for the time in which it could not"
                + " look");
  }

  // Only here is the whole mutation known: the generation comes with the API server's answer.
  private static LogLine restarted(RestartConfirmed notification, RunState state) {
    String stamp =
        progress(state, notification.ref())
            .flatMap(w -> WorkloadAccount.of(w.state()).stamp())
            .orElse("");
    return of("restarted", notification.wave(), notification.ref())
        .with("generation", Long.toString(notification.generation()))
        .withAny("stamp", stamp)
        .with("reason", state.spec().reason());
  }

  private static LogLine rollout(RolloutProgressed notification) {
    return of("rollout", notification.wave(), notification.ref())
        .with("updated", notification.updated() + "/" + notification.desired())
        .with("available", notification.available())
        .withAny("message", notification.message());
  }

  private static List<LogLine> failed(WorkloadFailed notification, RunState state) {
    List<LogLine> lines = new ArrayList<>();
    lines.add(
        of("failed", notification.wave(), notification.ref())
            .with("reason", notification.reason())
            .withAny("message", notification.message()));
    notification.trouble().ifPresent(t -> addEvidence(lines, notification, t));
    lines.add(fix(notification, NextSteps.of(notification.ref(), failure(notification, state))));
    return lines;
  }

  private static void addEvidence(
      List<LogLine> lines, WorkloadFailed notification, PodTrouble trouble) {
    LogLine pod =
        of("pod", notification.wave(), notification.ref())
            .with("pod", trouble.pod())
            .withAny("container", trouble.container());
    lines.add(pod.with("reason", trouble.reason()).withAny("message", trouble.message()));
    for (String said : trouble.lastLogLines()) {
      lines.add(
          of("log", notification.wave(), notification.ref())
              .with("pod", trouble.pod())
              .with("line", said));
    }
  }

  private static Failed failure(WorkloadFailed notification, RunState state) {
    return progress(state, notification.ref())
        .flatMap(workload ->
            workload.state() instanceof Failed failed ? Optional.of(failed) : Optional.empty())
        .orElseGet(() ->
            new Failed(
                Optional.empty(),
                notification.reason(),
                notification.message(),
                notification.trouble()));
  }

  private static LogLine fix(WorkloadFailed notification, NextSteps next) {
    return of("fix", notification.wave(), notification.ref())
        .withAny("serves", next.serving().orElse(""))
        .withAny("advice", next.advice().orElse(""))
        .with("command", next.command())
        .withAny("undo", next.undo().orElse(""));
  }

  private static LogLine ended(RunEnded notification, RunState state, Instant now) {
    Tally tally = Tally.of(state);
    return plan("ended", state)
        .with("outcome", notification.outcome().word())
        .with("took", Formats.duration(Duration.between(notification.startedAt(), now)))
        .with("healthy", tally.healthy())
        .with("skipped", tally.skipped())
        .with("failed", tally.failed())
        .with("unproven", tally.unproven())
        .with("left", tally.left())
        .withAny("cause", notification.outcome().cause());
  }

  private static Optional<WorkloadProgress> progress(RunState state, WorkloadRef ref) {
    for (WaveProgress wave : state.waves()) {
      for (WorkloadProgress workload : wave.workloads()) {
        if (workload.ref().equals(ref)) {
          return Optional.of(workload);
        }
      }
    }
    return Optional.empty();
  }
}
