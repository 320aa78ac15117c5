package dev.rollwave.console;

import dev.rollwave.engine.Happening;
import dev.rollwave.engine.Happening.ClockStepped;
import dev.rollwave.engine.Happening.FellBack;
import dev.rollwave.engine.Happening.GateHeld;
import dev.rollwave.engine.Happening.GateLifted;
import dev.rollwave.engine.Happening.OutageBegan;
import dev.rollwave.engine.Happening.OutageEnded;
import dev.rollwave.engine.Happening.PauseLifted;
import dev.rollwave.engine.Happening.Paused;
import dev.rollwave.engine.Happening.RestartConfirmed;
import dev.rollwave.engine.Happening.RestartDoubtful;
import dev.rollwave.engine.Happening.RestartSent;
import dev.rollwave.engine.Happening.RolloutProgressed;
import dev.rollwave.engine.Happening.RunContinued;
import dev.rollwave.engine.Happening.RunEnded;
import dev.rollwave.engine.Happening.RunStarted;
import dev.rollwave.engine.Happening.ScopeLost;
import dev.rollwave.engine.Happening.ScopeSeen;
import dev.rollwave.engine.Happening.SoakStarted;
import dev.rollwave.engine.Happening.StoodStill;
import dev.rollwave.engine.Happening.Stopping;
import dev.rollwave.engine.Happening.WaveHealthy;
import dev.rollwave.engine.Happening.WaveReleased;
import dev.rollwave.engine.Happening.WaveStarted;
import dev.rollwave.engine.Happening.WaveWithheld;
import dev.rollwave.engine.Happening.WorkloadFailed;
import dev.rollwave.engine.Happening.WorkloadHealthy;
import dev.rollwave.engine.Happening.WorkloadSkipped;
import dev.rollwave.engine.RunState;
import dev.rollwave.engine.WaveProgress;
import dev.rollwave.engine.WorkloadProgress;
import dev.rollwave.engine.WorkloadState.Failed;
import dev.rollwave.workload.PodTrouble;
import dev.rollwave.workload.WorkloadRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** Puts what happens in a run into lines. Each word here is part of the log's format. */
final class LogLines {
  private LogLines() {}

  /** The lines for {@code happening}, one but for a failure, which also shows its evidence. */
  static List<LogLine> of(Happening happening, RunState state, Instant now) {
    return switch (happening) {
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
          List.of(of("soak", h.wave(), h.ref()).with("for", Spoken.duration(h.soak())));
      case FellBack h -> List.of(of("fell-back", h.wave(), h.ref()).with("message", h.message()));
      case WorkloadHealthy h ->
          List.of(
              of("healthy", h.wave(), h.ref())
                  .with("took", Spoken.duration(h.took()))
                  .withAny("message", h.message()));
      case WorkloadSkipped h ->
          List.of(
              of("skipped", h.wave(), h.ref())
                  .with("reason", h.reason())
                  .withAny("message", h.message()));
      case WaveStarted h -> List.of(wave("ready", h.wave()).with("workloads", h.workloads()));
      case WaveHealthy h ->
          List.of(wave("healthy", h.wave()).with("cooldown", Spoken.duration(h.cooldown())));
      case GateHeld h ->
          List.of(
              wave("held", h.wave())
                  .with("by", h.hold().by().toString())
                  .with("message", h.hold().why()));
      case GateLifted h ->
          List.of(wave("lifted", h.wave()).with("after", Spoken.duration(h.held())));
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
          List.of(LogLine.about("reachable", "cluster").with("after", Spoken.duration(h.lasted())));
      case ScopeLost h -> List.of(scope("unseen", h.refs()).with("cause", h.cause()));
      case ScopeSeen h ->
          List.of(scope("seen", h.refs()).with("after", Spoken.duration(h.lasted())));
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
    return LogLine.about(word, "plan/" + state.order().plan().name());
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

  private static LogLine started(RunStarted happening, RunState state) {
    return plan("started", state)
        .with("run", state.order().runId().value())
        .with("waves", happening.waves())
        .with("workloads", happening.workloads())
        .with("reason", state.order().reason());
  }

  private static LogLine continued(RunContinued happening, RunState state) {
    return plan("continued", state)
        .with("run", state.order().runId().value())
        .with("since", Spoken.instant(happening.startedAt()))
        .with("settled", happening.settled())
        .with("workloads", happening.workloads())
        .with("reason", state.order().reason());
  }

  private static LogLine clock(ClockStepped happening) {
    return LogLine.about("clock", "machine")
        .with(
            happening.by().isNegative() ? "back" : "forward", Spoken.duration(happening.by().abs()))
        .with("message", "it was set, or the machine slept; waits go on as they were");
  }

  private static LogLine standstill(StoodStill happening) {
    return LogLine.about("stood-still", "machine")
        .with("late", Spoken.duration(happening.late()))
        .with(
            "message",
            "this process was stopped or starved; nothing fails for the time in which it could not"
                + " look");
  }

  // Only here is the whole mutation known: the generation comes with the API server's answer.
  private static LogLine restarted(RestartConfirmed happening, RunState state) {
    String stamp =
        progress(state, happening.ref())
            .flatMap(w -> WorkloadAccount.of(w.state()).stamp())
            .orElse("");
    return of("restarted", happening.wave(), happening.ref())
        .with("generation", Long.toString(happening.generation()))
        .withAny("stamp", stamp)
        .with("reason", state.order().reason());
  }

  private static LogLine rollout(RolloutProgressed happening) {
    return of("rollout", happening.wave(), happening.ref())
        .with("updated", happening.updated() + "/" + happening.desired())
        .with("available", happening.available())
        .withAny("message", happening.message());
  }

  private static List<LogLine> failed(WorkloadFailed happening, RunState state) {
    List<LogLine> lines = new ArrayList<>();
    lines.add(
        of("failed", happening.wave(), happening.ref())
            .with("reason", happening.reason())
            .withAny("message", happening.message()));
    happening.trouble().ifPresent(t -> addEvidence(lines, happening, t));
    lines.add(fix(happening, NextSteps.of(happening.ref(), failure(happening, state))));
    return lines;
  }

  private static void addEvidence(
      List<LogLine> lines, WorkloadFailed happening, PodTrouble trouble) {
    LogLine pod =
        of("pod", happening.wave(), happening.ref())
            .with("pod", trouble.pod())
            .withAny("container", trouble.container());
    lines.add(pod.with("reason", trouble.reason()).withAny("message", trouble.message()));
    for (String said : trouble.lastLogLines()) {
      lines.add(
          of("log", happening.wave(), happening.ref())
              .with("pod", trouble.pod())
              .with("line", said));
    }
  }

  private static Failed failure(WorkloadFailed happening, RunState state) {
    return progress(state, happening.ref())
        .flatMap(workload ->
            workload.state() instanceof Failed failed ? Optional.of(failed) : Optional.empty())
        .orElseGet(() ->
            new Failed(
                Optional.empty(), happening.reason(), happening.message(), happening.trouble()));
  }

  private static LogLine fix(WorkloadFailed happening, NextSteps next) {
    return of("fix", happening.wave(), happening.ref())
        .withAny("serves", next.serving().orElse(""))
        .withAny("advice", next.advice().orElse(""))
        .with("command", next.command())
        .withAny("undo", next.undo().orElse(""));
  }

  private static LogLine ended(RunEnded happening, RunState state, Instant now) {
    Tally tally = Tally.of(state);
    return plan("ended", state)
        .with("outcome", OutcomeWords.word(happening.outcome()))
        .with("took", Spoken.duration(Duration.between(happening.startedAt(), now)))
        .with("healthy", tally.healthy())
        .with("skipped", tally.skipped())
        .with("failed", tally.failed())
        .with("unproven", tally.unproven())
        .with("left", tally.left())
        .withAny("cause", OutcomeWords.cause(happening.outcome()));
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
