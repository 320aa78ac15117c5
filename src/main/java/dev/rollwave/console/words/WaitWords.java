package dev.rollwave.console.words;

import dev.rollwave.engine.FinalState;
import dev.rollwave.engine.InFlightState;
import dev.rollwave.engine.RunState;
import dev.rollwave.engine.WaveProgress;
import dev.rollwave.engine.WaveState.Blocked;
import dev.rollwave.engine.WaveState.CoolingDown;
import dev.rollwave.engine.WaveState.Failed;
import dev.rollwave.engine.WaveState.Held;
import dev.rollwave.engine.WaveState.Released;
import dev.rollwave.engine.WaveState.Running;
import dev.rollwave.engine.WaveState.Withheld;
import dev.rollwave.engine.WorkloadState;
import dev.rollwave.engine.message.GateHold;
import dev.rollwave.engine.message.Pause;
import dev.rollwave.plan.Throttle;
import dev.rollwave.window.WindowStatus.Closed;
import dev.rollwave.window.WindowStatus.Open;
import dev.rollwave.workload.rollout.Troubles;
import dev.rollwave.workload.trouble.PodTrouble;
import dev.rollwave.workload.trouble.Trouble;
import dev.rollwave.workload.trouble.WorkloadTrouble;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a run waits for, and why. Not yet safe to show: names and messages are as they came. */
public final class WaitWords {
  private WaitWords() {}

  /** What a workload in flight waits for; empty when it is not in flight. */
  public static String inFlight(WorkloadState state, Instant now) {
    return switch (state) {
      case InFlightState.Patching p ->
          "the API server's answer" + (p.attempt() > 1 ? ", attempt " + p.attempt() : "");
      case InFlightState.Rereading r -> "a second look: " + r.cause();
      case InFlightState.RollingOut r ->
          r.inspection().trouble().map(WaitWords::trouble).orElse(r.status().message());
      case InFlightState.Soaking s ->
          s.until().isAfter(now)
              ? "soak, " + Formats.duration(Duration.between(now, s.until())) + " left"
              : "a last look at its pods";
      case InFlightState.Diagnosing d -> "what its pods say: " + d.message();
      case WorkloadState.Waiting _,
          FinalState.Healthy _,
          FinalState.Skipped _,
          FinalState.Failed _,
          FinalState.Withheld _,
          FinalState.Unproven _ ->
          "";
    };
  }

  /** What stands in the way of a rollout, in one line. */
  public static String trouble(Trouble trouble) {
    return switch (trouble) {
      case PodTrouble pod -> pod(pod);
      case WorkloadTrouble own -> reason(own);
    };
  }

  /** The same where a line may be cut off: what matters most comes first. */
  public static String reasonFirst(PodTrouble pod) {
    return reasonFirst(pod, "");
  }

  /** What stands in the way of a rollout and for how long it has; what matters most comes first. */
  public static String reasonFirst(Troubles.Standing standing, Instant now) {
    String length = " for " + Formats.duration(Duration.between(standing.since(), now));
    return switch (standing.trouble()) {
      case PodTrouble pod -> reasonFirst(pod, length);
      case WorkloadTrouble own -> own.reason() + length + message(own);
    };
  }

  private static String reasonFirst(PodTrouble pod, String length) {
    return pod.reason() + length + ", " + place(pod) + message(pod);
  }

  private static String pod(PodTrouble trouble) {
    return place(trouble) + ": " + reason(trouble);
  }

  private static String place(PodTrouble trouble) {
    return "pod "
        + trouble.pod()
        + (trouble.container().isEmpty() ? "" : " container " + trouble.container());
  }

  private static String reason(Trouble trouble) {
    return trouble.reason() + message(trouble);
  }

  private static String message(Trouble trouble) {
    return trouble.message().isEmpty() ? "" : ": " + trouble.message();
  }

  /** What the next restart of a wave waits for; empty when its turn has come or will not come. */
  public static String next(RunState state, WaveProgress wave, Instant now) {
    return switch (wave.state()) {
      case Blocked _ -> blocked(state, wave);
      case CoolingDown c ->
          "cooldown, " + Formats.duration(Duration.between(now, c.until())) + " left";
      case Running _ -> gate(state, wave, now);
      case Held h -> held(state, wave, h, now);
      case Released _, Failed _, Withheld _ -> "";
    };
  }

  /** What a run with nothing in flight waits for; empty when it need not wait. */
  public static String run(RunState state, Instant now) {
    List<String> waits = new ArrayList<>();
    for (WaveProgress wave : state.waves()) {
      boolean moves =
          switch (wave.state()) {
            case Running _, Held _, CoolingDown _ -> true;
            case Blocked _, Released _, Failed _, Withheld _ -> false;
          };
      String wait = moves ? next(state, wave, now) : "";
      if (!wait.isEmpty()) {
        waits.add("wave " + wave.wave().name() + ": " + wait);
      }
    }
    return String.join("; ", waits);
  }

  private static String blocked(RunState state, WaveProgress wave) {
    Map<String, WaveProgress> byName = new LinkedHashMap<>();
    state.waves().forEach(w -> byName.put(w.wave().name(), w));
    List<String> missing =
        wave.wave().dependsOn().stream().filter(name -> !isReleased(byName.get(name))).toList();
    return "after " + String.join(", ", missing);
  }

  private static boolean isReleased(@Nullable WaveProgress wave) {
    return wave != null && wave.state() instanceof Released;
  }

  // While nothing may start anyway, the engine does not look whether it is healthy again.
  private static String held(RunState state, WaveProgress wave, Held held, Instant now) {
    boolean isLookedAt =
        state.outage().isEmpty() && state.stopping().isEmpty() && state.pause().isEmpty();
    return isLookedAt ? until(held.hold()) : gate(state, wave, now);
  }

  private static String until(GateHold hold) {
    return switch (hold) {
      case GateHold.Broken(var by, String why) -> by + " to be healthy again: " + why;
      case GateHold.Unseen(var by, String why) -> by + " to be seen again: " + why;
    };
  }

  // What a person can do something about comes first.
  private static String gate(RunState state, WaveProgress wave, Instant now) {
    if (state.outage().isPresent()) {
      return "the API server";
    }
    if (state.stopping().isPresent()) {
      return "";
    }
    if (state.pause().isPresent()) {
      Pause pause = state.pause().get();
      return "`rollwave resume`, paused %s ago by %s: %s"
          .formatted(
              Formats.duration(Duration.between(pause.since(), now)), pause.by(), pause.reason());
    }
    if (state.spec().calendar().at(now) instanceof Closed closed) {
      return "the window" + opens(state, closed);
    }
    Throttle all = state.spec().plan().throttle();
    Throttle own = wave.wave().throttle();
    if (!all.hasRoom(state.inFlight())) {
      return "maxInFlight " + all.maxInFlight().orElse(0);
    }
    if (!own.hasRoom(wave.inFlight())) {
      return "maxInFlight " + own.maxInFlight().orElse(0) + " of this wave";
    }
    if (isUnseen(state, wave)) {
      return "the API server to show its workloads";
    }
    return interval(state.lastRestart(), all, now)
        .or(() -> interval(wave.lastRestart(), own, now))
        .orElse("");
  }

  private static boolean isUnseen(RunState state, WaveProgress wave) {
    return !state.sight().lost().isEmpty()
        && wave.workloads().stream()
            .filter(workload -> workload.state() instanceof WorkloadState.Waiting)
            .map(workload -> state.sight().lossOf(workload.ref()).isPresent())
            .reduce(Boolean::logicalAnd)
            .orElse(false);
  }

  private static String opens(RunState state, Closed closed) {
    String why = " (" + closed.reason() + ")";
    return closed
        .opens()
        .map(at -> ", opens " + Formats.local(at, state.spec().calendar().zone()) + why)
        .orElse(", which opens no more" + why);
  }

  private static Optional<String> interval(Optional<Instant> last, Throttle throttle, Instant now) {
    return last.map(at -> at.plus(throttle.minInterval()))
        .filter(next -> next.isAfter(now))
        .map(next -> "minInterval, " + Formats.duration(Duration.between(now, next)) + " left");
  }

  /** Until when restarts may start, or from when; empty when there is no window to speak of. */
  public static Optional<String> window(RunState state, Instant now) {
    return switch (state.spec().calendar().at(now)) {
      case Closed closed -> Optional.of("window closed" + opens(state, closed));
      case Open open when open.closes().equals(Instant.MAX) -> Optional.empty();
      case Open open ->
          Optional.of(
              "window closes "
                  + Formats.local(open.closes(), state.spec().calendar().zone())
                  + ", in "
                  + Formats.duration(Duration.between(now, open.closes())));
    };
  }
}
