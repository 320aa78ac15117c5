package dev.rollwave.console;

import dev.rollwave.console.words.Formats;
import dev.rollwave.engine.FinalState;
import dev.rollwave.engine.InFlightState;
import dev.rollwave.engine.Inspection;
import dev.rollwave.engine.RolloutMarks;
import dev.rollwave.engine.RolloutProgress;
import dev.rollwave.engine.SoakProof;
import dev.rollwave.engine.Upkeep;
import dev.rollwave.engine.WorkloadProgress;
import dev.rollwave.engine.WorkloadState;
import dev.rollwave.engine.message.Command.PatchRestart;
import dev.rollwave.plan.HealthPolicy;
import dev.rollwave.workload.ObjectState;
import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.RestartMark;
import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentStrategy.RollingUpdate;
import dev.rollwave.workload.rollout.RolloutStatus;
import dev.rollwave.workload.rollout.Serving;
import dev.rollwave.workload.rollout.Status;
import dev.rollwave.workload.rollout.Troubles;
import dev.rollwave.workload.trouble.PodTrouble;
import dev.rollwave.workload.trouble.Remedy;
import dev.rollwave.workload.trouble.Trouble;
import dev.rollwave.workload.trouble.TroubleCause;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Workloads in every state that a run can leave them in. */
public final class Workloads {
  public static final PodTrouble CRASH_LOOP =
      new PodTrouble(
          "cart-7f9c-x2x",
          "uid-of-x2x",
          "server",
          TroubleCause.CRASH_LOOP,
          "CrashLoopBackOff",
          "back-off 40s restarting failed container",
          List.of("connecting to redis-cart:6379", "panic: no route to host"),
          new Remedy("undo what came with it", "kubectl -n shop rollout undo deployment/cart"));

  private Workloads() {}

  public static WorkloadRef ref(String name) {
    return new WorkloadRef(WorkloadKind.DEPLOYMENT, "shop", name);
  }

  public static WorkloadSnapshot snapshot(
      WorkloadRef ref, int desired, int updated, int available) {
    return snapshot(ref, desired, updated, available, Optional.empty());
  }

  /** Whole, and as {@code mark} has restarted it. */
  static WorkloadSnapshot restarted(WorkloadRef ref, RestartMark mark) {
    return snapshot(ref, 3, 3, 3, Optional.of(mark));
  }

  public static WorkloadSnapshot snapshot(
      WorkloadRef ref, int desired, int updated, int available, Optional<RestartMark> mark) {
    ObjectState object =
        new ObjectState(
            ref,
            "uid-1",
            "100",
            8,
            8,
            false,
            mark.map(RestartMark::stamp),
            mark,
            "digest",
            Optional.empty());
    return new DeploymentSnapshot(
        object,
        desired,
        desired,
        updated,
        available,
        available,
        false,
        new RollingUpdate(1, 0),
        List.of(),
        0,
        List.of());
  }

  public static WorkloadProgress waiting(String name) {
    return Runs.with(name, new WorkloadState.Waiting(snapshot(ref(name), 3, 3, 3)));
  }

  /** Not restarted yet, with {@code updated} and {@code available} of 3 pods. */
  public static WorkloadProgress waiting(String name, int updated, int available) {
    return Runs.with(name, new WorkloadState.Waiting(snapshot(ref(name), 3, updated, available)));
  }

  public static WorkloadProgress healthy(String name, Instant patched) {
    WorkloadState state =
        new FinalState.Healthy(
            Runs.restart(patched),
            snapshot(ref(name), 3, 3, 3),
            new RolloutStatus(Status.CURRENT, "Current", "3 of 3 updated and available"));
    return new WorkloadProgress(
        ref(name),
        state,
        new WorkloadProgress.Timeline(
            Optional.of(patched),
            Optional.of(patched.plusSeconds(1)),
            Optional.of(patched.plusSeconds(20)),
            Optional.of(patched.plusSeconds(50))));
  }

  /** Healthy when it was proven, and not seen since {@code at}. */
  public static WorkloadProgress unseen(String name, Instant patched, Instant at) {
    WorkloadProgress proven = healthy(name, patched);
    return new WorkloadProgress(
        proven.ref(),
        new FinalState.Healthy(
            Runs.restart(patched),
            snapshot(ref(name), 3, 3, 3),
            new RolloutStatus(Status.CURRENT, "Current", "3 of 3 updated and available"),
            new Upkeep.Unseen(
                at,
                "list deployments.apps: 403 Forbidden",
                false,
                Optional.empty(),
                at,
                new Upkeep.Look.None())),
        proven.timeline());
  }

  /** Healthy when it was proven, and since then with two of its three pods available. */
  public static WorkloadProgress changed(String name, Instant patched, Instant at) {
    WorkloadProgress proven = healthy(name, patched);
    return new WorkloadProgress(
        proven.ref(),
        new FinalState.Healthy(
            Runs.restart(patched),
            snapshot(ref(name), 3, 3, 2),
            new RolloutStatus(Status.CURRENT, "Current", "3 of 3 updated and available"),
            new Upkeep.Changed(Optional.empty(), Optional.empty(), Optional.empty(), at)),
        proven.timeline());
  }

  public static WorkloadProgress rolling(String name, int updated, int available, Instant patched) {
    return rolling(name, updated, available, patched, Optional.empty());
  }

  public static WorkloadProgress rolling(
      String name, int updated, int available, Instant patched, Optional<Trouble> trouble) {
    return Runs.with(
        name,
        new InFlightState.RollingOut(
            Runs.restart(patched),
            snapshot(ref(name), 3, updated, available),
            new RolloutStatus(
                Status.IN_PROGRESS,
                "LessUpdated",
                updated + " of 3 updated, " + available + " available"),
            progress(patched),
            new Inspection(
                patched.plusSeconds(30),
                Optional.empty(),
                Optional.empty(),
                new Troubles(
                    List.of(),
                    trouble.map(it ->
                        new Troubles.Standing(it, patched, patched, patched.plusSeconds(60))))),
            Optional.empty()),
        patched);
  }

  public static WorkloadProgress soaking(String name, Instant patched, Instant until) {
    return Runs.with(
        name,
        new InFlightState.Soaking(
            Runs.restart(patched),
            snapshot(ref(name), 3, 3, 3),
            until.minusSeconds(30),
            until,
            progress(patched),
            new SoakProof.Seen(new PodSet(Optional.of("7f9c"), List.of()), Map.of()),
            until,
            Optional.empty()),
        patched);
  }

  private static RolloutProgress progress(Instant since) {
    RolloutMarks.Pods pods = new RolloutMarks.Pods(1, 1, 1);
    return new RolloutProgress(
        HealthPolicy.DEFAULT,
        since,
        since,
        Optional.empty(),
        new RolloutMarks(pods, pods, 3, 4, "digest", 0, 0, false));
  }

  public static WorkloadProgress patching(String name, Instant at, int attempt) {
    return Runs.with(
        name,
        new InFlightState.Patching(patch(name, at), attempt, at, List.of(), at.plusSeconds(15)),
        at);
  }

  public static WorkloadProgress rereading(String name, Instant at, String cause) {
    return Runs.with(
        name,
        new InFlightState.Rereading(patch(name, at), 1, at, List.of(), cause, at.plusSeconds(1)),
        at);
  }

  public static WorkloadProgress diagnosing(
      String name, Instant at, String reason, String message) {
    return Runs.with(
        name,
        new InFlightState.Diagnosing(
            Runs.restart(at),
            snapshot(ref(name), 3, 1, 2),
            reason,
            message,
            at,
            at.plusSeconds(10)),
        at);
  }

  public static WorkloadProgress skipped(String name) {
    return Runs.with(
        name, new FinalState.Skipped("NoReplicas", "0 replicas: there is nothing to restart"));
  }

  public static WorkloadProgress withheld(String name, String reason) {
    return Runs.with(name, new FinalState.Withheld(reason));
  }

  public static WorkloadProgress unproven(String name, Instant at, String reason) {
    return Runs.with(
        name, new FinalState.Unproven(Optional.of(Runs.restart(at)), reason, Optional.empty()), at);
  }

  /** Restarted at {@code at}, and found to have failed 65 s later. */
  public static WorkloadProgress failed(String name, Instant at, Optional<PodTrouble> trouble) {
    WorkloadProgress failed =
        Runs.with(
            name,
            new FinalState.Failed(
                Optional.of(Runs.restart(at)),
                "PodsInTrouble",
                "1 of 3 updated; pods do not start",
                trouble,
                Optional.of(new Serving(3, 2, 3))),
            at);
    return new WorkloadProgress(
        failed.ref(), failed.state(), failed.timeline().withFailed(at.plusSeconds(65)));
  }

  private static PatchRestart patch(String name, Instant at) {
    return new PatchRestart(
        ref(name),
        "uid-1",
        "100",
        new RestartMark("20261121-013000-k7d2", "nightly-leak-relief", Formats.instant(at)),
        "Relieve the session leak",
        Instant.MAX);
  }
}
