package dev.rollwave.kubernetes.record;

import dev.rollwave.engine.Checkpoint;
import dev.rollwave.engine.Settled;
import dev.rollwave.engine.WorkloadProgress;
import dev.rollwave.runner.record.PlanRecord;
import dev.rollwave.runner.record.RunRecord;
import dev.rollwave.workload.WorkloadRef;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** How large the record of a plan is, and whether it will fit when all of its workloads are in. */
final class RecordSize {
  /**
   * What the values of a ConfigMap may have together, in bytes, unpacked from base64.
   *
   * @see <a
   *     href="https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go">ValidateConfigMap,
   *     MaxSecretSize</a>
   */
  static final int MOST_BYTES = 1_048_576;

  /** Left for messages of failures and what people ask, which nobody knows beforehand. */
  private static final int SPARE_BYTES = 131_072;

  /** Of what a workload that came to its end takes beside its name, unpacked, at the most. */
  private static final int LONGEST_TIMES = 80;

  private static final Duration LONG_RUN = Duration.ofHours(6);
  private static final Duration ROLLOUT = Duration.ofMinutes(3);
  private static final Duration MOMENT = Duration.ofSeconds(2);

  private RecordSize() {}

  /** The size of {@code map}, as the API server counts it. */
  static int of(ConfigMap map) {
    int bytes = 0;
    for (String value : map.getData().values()) {
      bytes += value.length();
    }
    for (String value : map.getBinaryData().values()) {
      bytes += value.length() / 4 * 3;
    }
    return bytes;
  }

  /**
   * Why {@code planRecord} would not fit any more when {@code workloads} have come to their end;
   * empty when it would.
   */
  static Optional<String> objection(
      PlanRecord planRecord, String plan, Collection<WorkloadRef> workloads) {
    if (unpacked(planRecord, workloads) <= MOST_BYTES - SPARE_BYTES) {
      return Optional.empty();
    }
    int bytes = of(RecordText.write(atTheEnd(planRecord, workloads), plan, new ConfigMap()));
    if (bytes <= MOST_BYTES - SPARE_BYTES) {
      return Optional.empty();
    }
    long fit = (long) workloads.size() * (MOST_BYTES - SPARE_BYTES) / bytes;
    return Optional.of(
        "plan %s restarts %d workloads, and the record of its run would have %.1f MiB, of which a ConfigMap holds one: enough for about %d. Nothing was restarted; make several plans of it."
            .formatted(plan, workloads.size(), bytes / (double) MOST_BYTES, fit));
  }

  private static long unpacked(PlanRecord planRecord, Collection<WorkloadRef> workloads) {
    long bytes = SPARE_BYTES;
    for (String line : planRecord.newest().plan().lines()) {
      bytes += line.length() + 1;
    }
    for (WorkloadRef ref : workloads) {
      bytes += ref.namespace().length() + ref.name().length() + LONGEST_TIMES;
    }
    return bytes;
  }

  private static PlanRecord atTheEnd(PlanRecord now, Collection<WorkloadRef> workloads) {
    RunRecord run = now.newest();
    return new PlanRecord(
        new RunRecord(
            run.runId(),
            run.plan(),
            run.reason(),
            run.owner(),
            run.writtenAt(),
            run.counts(),
            run.lastError(),
            run.ending(),
            ended(run.checkpoint(), workloads)),
        now.instructions(),
        now.history());
  }

  // Instants are what packs worst, so these are as random as those of a run.
  private static Checkpoint ended(Checkpoint now, Collection<WorkloadRef> workloads) {
    SplittableRandom random = new SplittableRandom(1);
    Map<WorkloadRef, Settled> settled = new TreeMap<>();
    for (WorkloadRef ref : workloads) {
      Optional<Instant> patched = later(now.startedAt(), LONG_RUN, random);
      Optional<Instant> observed = later(patched.orElseThrow(), MOMENT, random);
      Optional<Instant> current = later(observed.orElseThrow(), ROLLOUT, random);
      settled.put(
          ref,
          new Settled.Healthy(
              new WorkloadProgress.Timeline(
                  patched, observed, current, later(current.orElseThrow(), MOMENT, random)),
              Optional.empty()));
    }
    return now.with(settled);
  }

  private static Optional<Instant> later(Instant from, Duration most, SplittableRandom random) {
    return Optional.of(from.plusMillis(random.nextLong(most.toMillis())));
  }
}
