package dev.rollwave.console.words;

import dev.rollwave.engine.FinalState.Failed;
import dev.rollwave.engine.FinalState.Healthy;
import dev.rollwave.engine.FinalState.Skipped;
import dev.rollwave.engine.FinalState.Unproven;
import dev.rollwave.engine.FinalState.Withheld;
import dev.rollwave.engine.InFlightState.Diagnosing;
import dev.rollwave.engine.InFlightState.Patching;
import dev.rollwave.engine.InFlightState.Rereading;
import dev.rollwave.engine.InFlightState.RollingOut;
import dev.rollwave.engine.InFlightState.Soaking;
import dev.rollwave.engine.Restart;
import dev.rollwave.engine.Upkeep;
import dev.rollwave.engine.WorkloadState;
import dev.rollwave.engine.WorkloadState.Waiting;
import dev.rollwave.workload.rollout.RolloutStatus;
import dev.rollwave.workload.trouble.PodTrouble;
import dev.rollwave.workload.trouble.Trouble;
import java.util.Optional;

/**
 * What there is to tell of one workload, whatever its state.
 *
 * @param state one word, part of the report's format
 * @param stamp that was written, or asked for; empty when neither
 * @param restart what is known to have been applied
 * @param reason CamelCase; empty when there is none
 * @param message for a person; empty when there is none
 * @param trouble the pod to blame
 */
public record WorkloadAccount(
    String state,
    Optional<String> stamp,
    Optional<Restart> restart,
    String reason,
    String message,
    Optional<PodTrouble> trouble) {

  /** The account of a workload in {@code state}. */
  public static WorkloadAccount of(WorkloadState state) {
    return switch (state) {
      case Waiting _ -> untouched("Waiting", "", "");
      case Skipped s -> untouched("Skipped", s.reason(), s.message());
      case Withheld w -> untouched("Withheld", "Withheld", w.reason());
      case Patching p -> asked("Patching", p.sent().mark().stamp(), "RestartSent", "");
      case Rereading r -> asked("Rereading", r.sent().mark().stamp(), "RestartDoubtful", r.cause());
      case RollingOut r -> rollingOut(r);
      case Soaking s -> applied("Soaking", s.restart(), "Current", "");
      case Diagnosing d -> applied("Diagnosing", d.restart(), d.reason(), d.message());
      case Healthy h -> healthy(h);
      case Failed f -> perhaps("Failed", f.restart(), f.reason(), f.message(), f.trouble());
      case Unproven u -> perhaps("Unproven", u.restart(), "Unproven", u.reason(), Optional.empty());
    };
  }

  private static WorkloadAccount untouched(String state, String reason, String message) {
    return perhaps(state, Optional.empty(), reason, message, Optional.empty());
  }

  private static WorkloadAccount asked(String state, String stamp, String reason, String message) {
    return new WorkloadAccount(
        state, Optional.of(stamp), Optional.empty(), reason, message, Optional.empty());
  }

  private static WorkloadAccount rollingOut(RollingOut state) {
    return perhaps(
        "RollingOut",
        Optional.of(state.restart()),
        state.status().reason(),
        state.status().message(),
        state.inspection().trouble().flatMap(Trouble::ofPod));
  }

  private static WorkloadAccount healthy(Healthy state) {
    return switch (state.upkeep()) {
      case Upkeep.AsProven _ ->
          applied("Healthy", state.restart(), state.status().reason(), state.status().message());
      case Upkeep.Changed _ ->
          applied("Healthy", state.restart(), "Changed", "proven healthy; " + since(state));
      case Upkeep.Unseen _ ->
          applied("Healthy", state.restart(), "Unseen", "proven healthy; " + since(state));
    };
  }

  /** How a workload is that was proven healthy and may have changed since, as far as is known. */
  public static String since(Healthy state) {
    return switch (state.upkeep()) {
      case Upkeep.AsProven _ -> "as it was proven";
      case Upkeep.Changed changed ->
          changed.objection().map(WorkloadAccount::found).orElseGet(() -> counted(state));
      case Upkeep.Unseen unseen ->
          "not seen since %s: %s%s"
              .formatted(
                  Formats.instant(unseen.since()),
                  unseen.cause(),
                  unseen.found().map(found -> "; " + found(found)).orElse(""));
    };
  }

  private static String found(RolloutStatus found) {
    return "since then: " + found.message();
  }

  private static String counted(Healthy state) {
    return "changed since then: %d of %d available"
        .formatted(state.last().available(), state.last().desired());
  }

  private static WorkloadAccount applied(
      String state, Restart restart, String reason, String message) {
    return perhaps(state, Optional.of(restart), reason, message, Optional.empty());
  }

  private static WorkloadAccount perhaps(
      String state,
      Optional<Restart> restart,
      String reason,
      String message,
      Optional<PodTrouble> trouble) {
    return new WorkloadAccount(
        state, restart.map(Restart::stamp), restart, reason, message, trouble);
  }
}
