package dev.rollwave.runner;

import dev.rollwave.engine.RunState;
import dev.rollwave.engine.WaveProgress;
import dev.rollwave.engine.WorkloadProgress;
import dev.rollwave.engine.message.Notification;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Notes during a run what its last state no longer tells. */
public final class RunTrace implements Observer {
  private final TreeMap<WorkloadRef, Instant> settled = new TreeMap<>();
  private final Map<WorkloadRef, Integer> pods = new HashMap<>();
  private int inFlight;
  private int mostWorkloads;
  private int mostPods;

  @Override
  public void stepped(RunState state, List<Notification> notifications, Instant now) {
    if (pods.isEmpty()) {
      state.spec().targets().values().forEach(targets -> targets.forEach(this::count));
    }
    int left = 0;
    for (Notification notification : notifications) {
      if (notification instanceof Notification.WorkloadHealthy healthy) {
        settled.put(healthy.ref(), now);
        left++;
      } else if (notification instanceof Notification.WorkloadFailed failed) {
        settled.put(failed.ref(), now);
        left++;
      }
    }
    // There can be no more than before unless one has taken off.
    int most = inFlight - left;
    inFlight = state.inFlight();
    if (inFlight > most) {
      measure(state);
    }
  }

  /** When each workload was healthy for good, or had failed. */
  public Map<WorkloadRef, Instant> settled() {
    return Collections.unmodifiableMap(settled);
  }

  /** How many workloads were in flight at once at most. */
  public int mostWorkloads() {
    return mostWorkloads;
  }

  /** How many pods the workloads in flight wanted at once at most. */
  public int mostPods() {
    return mostPods;
  }

  private void count(WorkloadSnapshot target) {
    pods.put(target.ref(), target.desired());
  }

  private void measure(RunState state) {
    int workloadsNow = 0;
    int podsNow = 0;
    for (WaveProgress wave : state.waves()) {
      for (WorkloadProgress workload : wave.workloadsInFlight()) {
        workloadsNow++;
        podsNow += pods.getOrDefault(workload.ref(), 0);
      }
    }
    mostWorkloads = Math.max(mostWorkloads, workloadsNow);
    mostPods = Math.max(mostPods, podsNow);
  }
}
