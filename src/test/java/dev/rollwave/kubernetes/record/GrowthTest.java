package dev.rollwave.kubernetes.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.rollwave.console.report.RunStatusView;
import dev.rollwave.console.text.Palette;
import dev.rollwave.console.text.Symbols;
import dev.rollwave.engine.Checkpoint;
import dev.rollwave.engine.Engine;
import dev.rollwave.engine.RunState;
import dev.rollwave.engine.message.RunOutcome;
import dev.rollwave.engine.spec.RunId;
import dev.rollwave.engine.spec.RunSpec;
import dev.rollwave.plan.CanonicalPlan;
import dev.rollwave.plan.FailurePolicy;
import dev.rollwave.plan.HealthPolicy;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.plan.StatePlace;
import dev.rollwave.plan.Throttle;
import dev.rollwave.plan.Wave;
import dev.rollwave.plan.WorkloadSelection;
import dev.rollwave.runner.Liveness;
import dev.rollwave.runner.record.Counts;
import dev.rollwave.runner.record.Instructions;
import dev.rollwave.runner.record.Owner;
import dev.rollwave.runner.record.PlanRecord;
import dev.rollwave.runner.record.RunRecord;
import dev.rollwave.simulation.rehearsal.InjectedFaults;
import dev.rollwave.simulation.rehearsal.InventedWorld;
import dev.rollwave.simulation.rehearsal.Rehearsal;
import dev.rollwave.window.WindowCalendar;
import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadRef;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a run costs, against the number of its workloads. Bytes are counted, which are the same on
 * every machine, and a processor's time beside it, with room for a busy one: what grows with the
 * square of the workloads costs eight times as much for each of eight times as many.
 */
class GrowthTest {
  private static final List<Integer> SIZES =
      List.of(System.getProperty("rollwave.growth", "200,1600").split(",")).stream()
          .map(Integer::valueOf)
          .toList();
  private static final double MOST_BYTES_GROWN = 1.5;
  private static final double MOST_TIME_GROWN = 3.5;
  private static final Instant START = Instant.parse("2026-11-21T01:00:00Z");
  private static final int SLOTS = 50;
  private static final int A_WAVE = 10;
  private static final int LAYER = 10;
  private static final int KIB = 1024;
  private static final int TRIES = 2;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** How the workloads of a plan are laid out. */
  enum Shape {
    ONE_WAVE,
    LAYERS_OF_WAVES,
    WAVES_WITHOUT_DEPENDENCIES,
    ALL_AT_ONCE
  }

  /** What something cost, in nanoseconds of a processor and bytes allocated. */
  private record Cost(long nanos, long bytes) {
    private Cost least(Cost other) {
      return new Cost(Math.min(nanos, other.nanos), Math.min(bytes, other.bytes));
    }
  }

  /** What a run of so many workloads costs, and what is made of its record. */
  private record Figures(
      int workloads,
      Cost run,
      Cost writing,
      int recordBytes,
      Cost reading,
      Cost status,
      Cost resume) {
    private void tell(Shape shape) {
      System.out.printf(
          "growth %-26s %,7d workloads: run %s, record %,8d bytes written in %s, read in %s, status"
              + " %s, resume %s%n",
          shape,
          workloads,
          told(run),
          recordBytes,
          told(writing),
          told(reading),
          told(status),
          told(resume));
    }

    private String told(Cost cost) {
      return "%.1f µs %.1f KiB"
          .formatted(cost.nanos() / 1_000.0 / workloads, cost.bytes() / (double) KIB / workloads);
    }
  }

  @ParameterizedTest
  @EnumSource
  void what_a_run_costs_for_each_workload_hardly_grows_with_their_number(Shape shape)
      throws Exception {
    List<Figures> all = new ArrayList<>();
    for (int size : SIZES) {
      Figures figures = figures(shape, size);
      figures.tell(shape);
      all.add(figures);
    }

    Figures few = all.getFirst();
    Figures many = all.getLast();
    hardlyGrows("run", few, few.run(), many, many.run());
    hardlyGrows("writing of the record", few, few.writing(), many, many.writing());
    hardlyGrows("reading of the record", few, few.reading(), many, many.reading());
    hardlyGrows("status", few, few.status(), many, many.status());
    hardlyGrows("resume", few, few.resume(), many, many.resume());
    assertThat(grown(few, few.recordBytes(), many, many.recordBytes())).isLessThan(1.1);
  }

  private static void hardlyGrows(String what, Figures few, Cost before, Figures many, Cost after) {
    assertThat(grown(few, before.bytes(), many, after.bytes()))
        .as("bytes allocated by the %s", what)
        .isLessThan(MOST_BYTES_GROWN);
    assertThat(grown(few, before.nanos(), many, after.nanos()))
        .as("time of the %s", what)
        .isLessThan(MOST_TIME_GROWN);
  }

  private static double grown(Figures few, long before, Figures many, long after) {
    return (double) after / many.workloads() / ((double) before / few.workloads());
  }

  private static Figures figures(Shape shape, int workloads) throws Exception {
    RestartPlan plan = plan(shape, workloads);
    Measured<RunState> run = measured(workloads > SIZES.getFirst() ? 1 : TRIES, () -> play(plan));
    RunState last = run.result();
    Checkpoint checkpoint = Checkpoint.of(last, START.plusSeconds(1));
    PlanRecord planRecord = planRecord(plan, last, checkpoint);
    Measured<ConfigMap> written =
        measured(() -> RecordText.write(planRecord, plan.name(), new ConfigMap()));
    Measured<PlanRecord> read = measured(() -> RecordText.read(written.result()));
    Checkpoint known = read.result().newest().checkpoint();
    RunSpec spec = last.spec();
    Measured<RunState> resumed =
        measured(() -> Engine.restore(spec, known, Map.of(), START.plusSeconds(2)).state());
    Measured<List<String>> status =
        measured(() -> {
          RunState seen = Engine.standing(spec, known, START.plusSeconds(2));
          return new RunStatusView(
                  new StatePlace("rollwave", plan.name()),
                  read.result(),
                  Optional.of(seen),
                  START.plusSeconds(3),
                  Optional.empty(),
                  new Liveness.Unheld(),
                  Map.of())
              .lines(Palette.PLAIN, Symbols.ASCII);
        });
    assertThat(resumed.result().waves()).hasSameSizeAs(last.waves());
    assertThat(status.result()).isNotEmpty();
    return new Figures(
        workloads,
        run.cost(),
        written.cost(),
        RecordSize.of(written.result()),
        read.cost(),
        status.cost(),
        resumed.cost());
  }

  private record Measured<T>(T result, Cost cost) {}

  private static <T> Measured<T> measured(Callable<T> work) throws Exception {
    return measured(TRIES, work);
  }

  private static <T> Measured<T> measured(int tries, Callable<T> work) throws Exception {
    Measured<T> best = once(work);
    for (int tried = 1; tried < tries; tried++) {
      Measured<T> next = once(work);
      best = new Measured<>(next.result(), best.cost().least(next.cost()));
    }
    return best;
  }

  private static <T> Measured<T> once(Callable<T> work) throws Exception {
    long nanos = THREADS.getCurrentThreadCpuTime();
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    T result = work.call();
    return new Measured<>(
        result,
        new Cost(
            THREADS.getCurrentThreadCpuTime() - nanos,
            THREADS.getCurrentThreadAllocatedBytes() - bytes));
  }

  private static RunState play(RestartPlan plan) throws InterruptedException {
    RunState last =
        new Rehearsal(plan, new InventedWorld(plan).cluster(), START, 1, InjectedFaults.NONE)
            .play(new RunId("grown"))
            .last();
    assertThat(last.outcome()).contains(new RunOutcome.Done());
    return last;
  }

  private static PlanRecord planRecord(RestartPlan plan, RunState last, Checkpoint checkpoint) {
    return new PlanRecord(
        new RunRecord(
            new RunId("grown"),
            CanonicalPlan.of(plan),
            plan.reason(),
            new Owner("host/1/abc", "ana@laptop", Optional.empty(), List.of()),
            START.plusSeconds(1),
            Counts.of(last),
            Optional.empty(),
            Optional.empty(),
            checkpoint),
        Instructions.NONE,
        List.of());
  }

  private static RestartPlan plan(Shape shape, int workloads) {
    int each = shape == Shape.ONE_WAVE || shape == Shape.ALL_AT_ONCE ? workloads : A_WAVE;
    List<Wave> waves =
        IntStream.range(0, workloads / each).mapToObj(w -> wave(shape, w, each)).toList();
    OptionalInt slots = shape == Shape.ALL_AT_ONCE ? OptionalInt.empty() : OptionalInt.of(SLOTS);
    return new RestartPlan(
        "grown",
        "measured",
        WindowCalendar.ALWAYS,
        Optional.empty(),
        new Throttle(slots, Duration.ZERO),
        FailurePolicy.HALT,
        waves);
  }

  private static Wave wave(Shape shape, int number, int each) {
    List<String> gates =
        shape == Shape.LAYERS_OF_WAVES && number >= LAYER
            ? List.of("wave-" + (number - LAYER), "wave-" + (number / LAYER * LAYER - 1))
            : List.of();
    List<WorkloadSelection> workloads =
        IntStream.range(0, each)
            .<WorkloadSelection>mapToObj(i ->
                new WorkloadSelection.ByName(
                    new WorkloadRef(WorkloadKind.DEPLOYMENT, "shop", "app-" + number + "-" + i)))
            .toList();
    return new Wave(
        "wave-" + number,
        gates.stream().distinct().toList(),
        Throttle.NONE,
        Duration.ofSeconds(30),
        HealthPolicy.DEFAULT,
        workloads,
        false);
  }
}
