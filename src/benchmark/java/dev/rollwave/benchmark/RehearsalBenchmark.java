package dev.rollwave.benchmark;

import dev.rollwave.engine.RunState;
import dev.rollwave.engine.message.RunOutcome;
import dev.rollwave.engine.spec.RunId;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.simulation.rehearsal.InjectedFaults;
import dev.rollwave.simulation.rehearsal.InventedWorld;
import dev.rollwave.simulation.rehearsal.Rehearsal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A rehearsal of 10,000 workloads in 100 waves, 50 in flight at most, from the first restart to the
 * end of the run; beside it one of a tenth of that, which shows whether the cost grows with the
 * plan or faster, and a yardstick that has nothing to do with Rollwave, which shows what the
 * machine was worth in the same minute.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgs = "-Xmx2g")
public class RehearsalBenchmark {
  private static final Instant START = Instant.parse("2026-11-21T01:00:00Z");

  private final RestartPlan large = LargePlan.of(100, 100, 50);
  private final RestartPlan small = LargePlan.of(100, 10, 50);

  /** A fixed seed, sorted: a million numbers. */
  @Benchmark
  public long yardstick() {
    long[] numbers = new SplittableRandom(1).longs(1_000_000).toArray();
    Arrays.sort(numbers);
    return numbers[numbers.length / 2];
  }

  /** 10,000 workloads in 100 waves. */
  @Benchmark
  public RunState tenThousandWorkloads() throws InterruptedException {
    return rehearsed(large);
  }

  /** 1,000 workloads in 100 waves. */
  @Benchmark
  public RunState thousandWorkloads() throws InterruptedException {
    return rehearsed(small);
  }

  private static RunState rehearsed(RestartPlan plan) throws InterruptedException {
    RunState end =
        new Rehearsal(plan, new InventedWorld(plan).cluster(), START, 1, InjectedFaults.NONE)
            .play(new RunId("measured"))
            .last();
    if (!end.outcome().equals(Optional.of(new RunOutcome.Done()))) {
      throw new AssertionError("the plan is not done: " + end.outcome());
    }
    return end;
  }
}
