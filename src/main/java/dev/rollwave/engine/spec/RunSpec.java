package dev.rollwave.engine.spec;

import dev.rollwave.plan.RestartPlan;
import dev.rollwave.plan.Wave;
import dev.rollwave.window.CachedCalendar;
import dev.rollwave.window.WindowCalendar;
import dev.rollwave.window.WindowStatus;
import dev.rollwave.workload.RestartMark;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one run is to do: a plan whose selections were resolved on a cluster. Immutable. */
public final class RunSpec {
  private final RunId runId;
  private final RestartPlan plan;
  private final Map<String, List<WorkloadSnapshot>> targets;
  private final WindowCalendar calendar;
  private final CachedCalendar window;
  private final String reason;
  private final Map<WorkloadRef, WorkloadIndex> indices = new HashMap<>();
  private final List<List<Integer>> dependencies;
  private final List<List<Integer>> dependents;
  private final BitSet[] ancestors;
  private final Priorities priorities;

  /**
   * What a run is to do.
   *
   * @param runId names the run
   * @param plan what was asked
   * @param targets wave name to its workloads as first seen; a wave without an entry has none
   * @param calendar when restarts may start: the plan's, or {@link WindowCalendar#ALWAYS} when a
   *     person overrode it
   * @param reason written on every restart
   * @throws IllegalArgumentException when a workload stands in two waves, or twice in one
   */
  public RunSpec(
      RunId runId,
      RestartPlan plan,
      Map<String, List<WorkloadSnapshot>> targets,
      WindowCalendar calendar,
      String reason) {
    this.runId = runId;
    this.plan = plan;
    this.calendar = calendar;
    this.window = new CachedCalendar(calendar);
    this.reason = reason;
    Map<String, List<WorkloadSnapshot>> inPlanOrder = new LinkedHashMap<>();
    for (Wave wave : plan.waves()) {
      List<WorkloadSnapshot> workloads = List.copyOf(targets.getOrDefault(wave.name(), List.of()));
      for (int i = 0; i < workloads.size(); i++) {
        WorkloadIndex here = new WorkloadIndex(inPlanOrder.size(), i);
        if (indices.put(workloads.get(i).ref(), here) != null) {
          throw new IllegalArgumentException(workloads.get(i).ref() + " stands twice in the plan");
        }
      }
      inPlanOrder.put(wave.name(), workloads);
    }
    this.targets = Collections.unmodifiableMap(inPlanOrder);
    this.dependencies = dependencies(plan);
    this.dependents = dependents(dependencies);
    this.ancestors = ancestors(dependencies);
    this.priorities = Priorities.longestPathFirst(plan, this.targets, Map.of());
  }

  private RunSpec(RunSpec other, Priorities priorities) {
    this.runId = other.runId;
    this.plan = other.plan;
    this.calendar = other.calendar;
    this.window = other.window;
    this.reason = other.reason;
    this.targets = other.targets;
    this.indices.putAll(other.indices);
    this.dependencies = other.dependencies;
    this.dependents = other.dependents;
    this.ancestors = other.ancestors;
    this.priorities = priorities;
  }

  /**
   * The same, with how long rollouts take, which decides what goes first among the workloads that
   * may start.
   *
   * @param estimates from the restart until proven healthy for the first time, without the soak;
   *     one that is missing counts as their mean
   */
  public RunSpec withEstimates(Map<WorkloadRef, Duration> estimates) {
    return with(Priorities.longestPathFirst(plan, targets, estimates));
  }

  RunSpec with(Priorities other) {
    return new RunSpec(this, other);
  }

  /** Which goes first of the workloads that may start. */
  public Priorities priorities() {
    return priorities;
  }

  private static List<List<Integer>> dependencies(RestartPlan plan) {
    Map<String, Integer> indices = new HashMap<>();
    for (Wave wave : plan.waves()) {
      indices.put(wave.name(), indices.size());
    }
    return plan.waves().stream()
        .map(wave -> wave.dependsOn().stream().map(indices::get).toList())
        .toList();
  }

  private static List<List<Integer>> dependents(List<List<Integer>> dependencies) {
    List<List<Integer>> found = new ArrayList<>();
    dependencies.forEach(_ -> found.add(new ArrayList<>()));
    for (int wave = 0; wave < dependencies.size(); wave++) {
      for (int gate : dependencies.get(wave)) {
        found.get(gate).add(wave);
      }
    }
    return found.stream().map(List::copyOf).toList();
  }

  // A wave may stand before one that it depends on, and each is looked at as often as it takes.
  private static BitSet[] ancestors(List<List<Integer>> dependencies) {
    BitSet[] found = new BitSet[dependencies.size()];
    Arrays.setAll(found, _ -> new BitSet());
    boolean hasGrown = true;
    while (hasGrown) {
      hasGrown = false;
      for (int wave = 0; wave < found.length; wave++) {
        int before = found[wave].cardinality();
        for (int dependency : dependencies.get(wave)) {
          found[wave].set(dependency);
          found[wave].or(found[dependency]);
        }
        hasGrown |= found[wave].cardinality() > before;
      }
    }
    return found;
  }

  /** Names the run. */
  public RunId runId() {
    return runId;
  }

  /** What was asked. */
  public RestartPlan plan() {
    return plan;
  }

  /** Wave name to its workloads as first seen; every wave has an entry, which may be empty. */
  public Map<String, List<WorkloadSnapshot>> targets() {
    return targets;
  }

  /** When restarts may start. */
  public WindowCalendar calendar() {
    return calendar;
  }

  /** What the calendar says of {@code now}. */
  public WindowStatus windowAt(Instant now) {
    return window.at(now);
  }

  /** Written on every restart. */
  public String reason() {
    return reason;
  }

  /** What a restart of this run leaves on a workload beside {@code stamp}. */
  public RestartMark mark(String stamp) {
    return new RestartMark(runId.value(), plan.name(), stamp, plan.stateNamespace());
  }

  /**
   * Indices of the waves that {@code wave} depends on directly, in the order that it names them.
   *
   * @throws IndexOutOfBoundsException when the plan has no wave of that index
   */
  public List<Integer> dependencies(int wave) {
    return dependencies.get(wave);
  }

  /**
   * Indices of the waves that depend on {@code wave} directly, in the plan's order.
   *
   * @throws IndexOutOfBoundsException when the plan has no wave of that index
   */
  public List<Integer> dependents(int wave) {
    return dependents.get(wave);
  }

  /** Whether {@code wave} depends on {@code other}, be it over waves in between. */
  public boolean dependsOn(int wave, int other) {
    return ancestors[wave].get(other);
  }

  /** How many workloads it is for. */
  public int size() {
    return indices.size();
  }

  /** Where {@code ref} stands; empty when it is none of this run's workloads. */
  public Optional<WorkloadIndex> index(WorkloadRef ref) {
    return Optional.ofNullable(indices.get(ref));
  }
}
