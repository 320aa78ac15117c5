package dev.rollwave.simulation.rehearsal;

import dev.rollwave.plan.RestartPlan;
import dev.rollwave.plan.Wave;
import dev.rollwave.plan.WorkloadSelection;
import dev.rollwave.plan.WorkloadSelection.ByName;
import dev.rollwave.plan.WorkloadSelection.BySelector;
import dev.rollwave.simulation.cluster.spec.PodTimes;
import dev.rollwave.simulation.rehearsal.RehearsalCluster.Participant;
import dev.rollwave.workload.WorkloadRef;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The workloads that a plan names, made up where the plan says nothing about them: how many a
 * selector matches, how many pods each has, and how long those take.
 */
public final class InventedWorld {
  /** How many workloads a selector is taken to match. */
  public static final int MATCHES = 2;

  /** How many pods a Deployment or StatefulSet is taken to have. */
  public static final int REPLICAS = 3;

  /** The cluster's nodes; a DaemonSet has a pod on each. */
  public static final List<String> NODES = List.of("node-a", "node-b", "node-c");

  /** How long pods are taken to need. */
  public static final PodTimes TIMES =
      new PodTimes(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(10), 0.2);

  private static final int LONGEST_NAME = 40;

  private final Map<WorkloadRef, String> origins = new TreeMap<>();
  private final Map<String, TreeSet<WorkloadRef>> waves = new LinkedHashMap<>();

  /** The world of {@code plan}. */
  public InventedWorld(RestartPlan plan) {
    // Those that the plan names come first, so that an invented name never takes theirs.
    for (Wave wave : plan.waves()) {
      waves.put(wave.name(), new TreeSet<>());
      for (WorkloadSelection selection : wave.workloads()) {
        if (selection instanceof ByName(WorkloadRef ref)) {
          add(wave, ref, "named in the plan");
        }
      }
    }
    for (Wave wave : plan.waves()) {
      for (WorkloadSelection selection : wave.workloads()) {
        if (selection instanceof BySelector selector) {
          invent(wave, selector);
        }
      }
    }
  }

  /** What the plan restarts, ready to be played with. */
  public RehearsalCluster cluster() {
    Map<WorkloadRef, Participant> participants = new TreeMap<>();
    origins.forEach((ref, origin) ->
        participants.put(
            ref,
            new Participant(
                RehearsedKinds.invented(ref),
                NODES,
                Assumptions.invented(RehearsedKinds.inventedPods(ref.kind()), origin))));
    Map<String, List<WorkloadRef>> refs = new LinkedHashMap<>();
    waves.forEach((wave, members) -> refs.put(wave, List.copyOf(members)));
    return new RehearsalCluster(participants, refs);
  }

  private void invent(Wave wave, BySelector selector) {
    String stem = stem(selector.selector().toString());
    int found = 0;
    for (int number = 1; found < MATCHES; number++) {
      WorkloadRef ref = new WorkloadRef(selector.kind(), selector.namespace(), stem + "-" + number);
      if (!origins.containsKey(ref)) {
        add(wave, ref, "invented for the selector " + selector.selector());
        found++;
      }
    }
  }

  private void add(Wave wave, WorkloadRef ref, String origin) {
    origins.put(ref, origin);
    waves.computeIfAbsent(wave.name(), _ -> new TreeSet<>()).add(ref);
  }

  private static String stem(String selector) {
    String words =
        selector.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    String cut = words.substring(0, Math.min(LONGEST_NAME, words.length()));
    return cut.isEmpty() ? "workload" : cut.replaceAll("-$", "");
  }
}
