package dev.rollwave.kubernetes.record;

import dev.rollwave.engine.Checkpoint;
import dev.rollwave.engine.RolloutMarks;
import dev.rollwave.engine.RolloutProgress;
import dev.rollwave.engine.Settled;
import dev.rollwave.engine.UnderWay;
import dev.rollwave.engine.WaveProgress;
import dev.rollwave.engine.WorkloadProgress;
import dev.rollwave.engine.message.RunOutcome;
import dev.rollwave.engine.spec.RunId;
import dev.rollwave.plan.CanonicalPlan;
import dev.rollwave.runner.record.Counts;
import dev.rollwave.runner.record.Ending;
import dev.rollwave.runner.record.Instruction;
import dev.rollwave.runner.record.Instructions;
import dev.rollwave.runner.record.Owner;
import dev.rollwave.runner.record.PlanRecord;
import dev.rollwave.runner.record.RunRecord;
import dev.rollwave.runner.record.RunSummary;
import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Records of plans drawn at random, with texts such as nobody thinks of. */
final class DrawnRecords {
  private static final List<String> ODD =
      List.of(
          "because",
          "null",
          "\"quoted\" and \\ slashed",
          "two\nlines\r\nand a half\r",
          "\u0000\u0007\u001b[31mred\u001b[0m",
          "ünïcödé, 漢字, \u202egnp.exe",
          "\ud83d\ude80".repeat(40),
          "{\"outcome\": \"Done\"}",
          " \t ",
          "\u2028\u2029\u0085\ufeff",
          "-".repeat(RecordWriting.LONGEST_MESSAGE));

  private final RandomGenerator random;

  DrawnRecords(RandomGenerator random) {
    this.random = random;
  }

  PlanRecord planRecord() {
    RunRecord newest =
        new RunRecord(
            new RunId("run-" + random.nextInt(100)),
            new CanonicalPlan(
                Stream.generate(() -> odd().replace('\n', ' ').replace('\r', ' '))
                    .limit(1 + random.nextInt(4))
                    .toList()),
            odd(),
            new Owner(odd(), odd(), maybe(this::odd), some(this::odd)),
            instant(),
            counts(),
            maybe(this::odd),
            maybe(() -> new Ending(outcome(), instant())),
            checkpoint());
    return new PlanRecord(newest, new Instructions(some(this::instruction)), some(this::summary));
  }

  private Checkpoint checkpoint() {
    Instant start = instant();
    Map<String, WaveProgress.Timeline> waves = new TreeMap<>();
    some(this::odd)
        .forEach(name ->
            waves.put(
                name,
                new WaveProgress.Timeline(
                    maybe(this::instant),
                    maybe(this::instant),
                    maybe(this::instant),
                    maybe(this::instant))));
    Map<WorkloadRef, Settled> settled = new TreeMap<>();
    Map<WorkloadRef, UnderWay> underWay = new TreeMap<>();
    for (WorkloadRef ref : some(this::ref)) {
      WorkloadProgress.Timeline timeline =
          new WorkloadProgress.Timeline(
              maybe(() -> since(start)),
              maybe(() -> since(start)),
              maybe(() -> since(start)),
              maybe(() -> since(start)));
      switch (random.nextInt(4)) {
        case 0 -> settled.put(ref, new Settled.Healthy(timeline, maybe(this::kept)));
        case 1 -> settled.put(ref, new Settled.Skipped(timeline, odd(), odd()));
        case 2 -> settled.put(ref, failed(timeline, start));
        default ->
            underWay.put(
                ref,
                new UnderWay(
                    timeline,
                    maybe(() -> new UnderWay.Soak(since(start), odd())),
                    maybe(this::kept)));
      }
    }
    // What a workload was on the way to is of no use once it got somewhere.
    underWay.keySet().removeAll(settled.keySet());
    return new Checkpoint(start, maybe(this::instant), waves, settled, underWay, Optional.empty());
  }

  private Settled.Failed failed(WorkloadProgress.Timeline timeline, Instant start) {
    WorkloadProgress.Timeline whole =
        maybe(() -> since(start)).map(timeline::withFailed).orElse(timeline);
    return new Settled.Failed(whole, odd(), odd());
  }

  private RolloutProgress.Kept kept() {
    RolloutMarks marks =
        new RolloutMarks(
            pods(),
            pods(),
            random.nextInt(9),
            random.nextLong(1L << 40),
            "",
            random.nextInt(9),
            random.nextInt(9),
            random.nextBoolean());
    return new RolloutProgress.Kept(length(), length(), marks);
  }

  private Duration length() {
    return Duration.ofMillis(100L * random.nextInt(900_000));
  }

  private RolloutMarks.Pods pods() {
    return new RolloutMarks.Pods(random.nextInt(9), random.nextInt(9), random.nextInt(9));
  }

  private RunOutcome outcome() {
    return switch (random.nextInt(6)) {
      case 0 -> new RunOutcome.Done();
      case 1 -> new RunOutcome.WorkloadsFailed();
      case 2 -> new RunOutcome.Incomplete(odd());
      case 3 -> new RunOutcome.Cancelled(odd());
      case 4 -> new RunOutcome.Interrupted(odd());
      default -> new RunOutcome.Unreachable("");
    };
  }

  private Instruction instruction() {
    Instruction.Verb[] verbs = Instruction.Verb.values();
    return new Instruction(
        verbs[random.nextInt(verbs.length)], odd(), "because " + odd(), instant());
  }

  private RunSummary summary() {
    return new RunSummary(
        new RunId("run-" + random.nextInt(100)),
        odd(),
        instant(),
        instant(),
        outcome(),
        counts(),
        some(() -> new RunSummary.Failure(ref(), maybe(this::instant))));
  }

  private Counts counts() {
    return new Counts(
        random.nextInt(9),
        random.nextInt(9),
        random.nextInt(9),
        random.nextInt(9),
        random.nextInt(9));
  }

  private WorkloadRef ref() {
    WorkloadKind[] kinds = WorkloadKind.values();
    return new WorkloadRef(
        kinds[random.nextInt(kinds.length)],
        "shop-" + random.nextInt(3),
        "w.with-dots-" + random.nextInt(20));
  }

  private Instant instant() {
    return Instant.ofEpochSecond(1_800_000_000L + random.nextInt(), random.nextInt(1_000_000_000));
  }

  /** To a tenth of a second, as the instants of workloads are kept; before it, too: clocks step. */
  private Instant since(Instant start) {
    return start.plusMillis(100L * random.nextInt(-10, 900_000));
  }

  private String odd() {
    return ODD.get(random.nextInt(ODD.size()));
  }

  private <T> Optional<T> maybe(Supplier<T> one) {
    return random.nextBoolean() ? Optional.of(one.get()) : Optional.empty();
  }

  private <T> List<T> some(Supplier<T> one) {
    return Stream.generate(one).limit(random.nextInt(6)).toList();
  }
}
