package dev.rollwave.kubernetes.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.engine.Checkpoint;
import dev.rollwave.engine.Settled;
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
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A plan of ten thousand workloads, at the end of its run. */
class RecordSizeTest {
  private static final int MOST_BYTES = 500_000;
  private static final int WAVES = 100;
  private static final int WORKLOADS_A_WAVE = 100;
  private static final int ONE_OF_SO_MANY_FAILED = 40;
  private static final Instant START = Instant.parse("2026-11-21T01:00:00.123456Z");
  private static final List<WorkloadKind> KINDS = List.of(WorkloadKind.values());
  private static final List<String> TEAMS =
      List.of("payments-eu-west-1", "ledger-core-production", "customer-identity", "search-index");
  private static final List<String> SERVICES =
      List.of(
          "transaction-reconciliation-worker",
          "notification-dispatcher",
          "fraud-scoring-feature-store",
          "statement-rendering-api");

  private final Random random = new Random(7);
  private final Map<String, WaveProgress.Timeline> waves = new TreeMap<>();
  private final Map<WorkloadRef, Settled> settled = new TreeMap<>();
  private final List<String> print = new ArrayList<>();

  @Test
  void the_record_of_ten_thousand_workloads_and_twenty_earlier_runs_stays_below_500_kb() {
    IntStream.range(0, WAVES).forEach(this::wave);
    assertThat(settled).hasSize(WAVES * WORKLOADS_A_WAVE);

    ConfigMap map =
        RecordText.write(planRecord(), "estate-wide-certificate-rotation", new ConfigMap());
    byte[] sent = new KubernetesSerialization().asJson(map).getBytes(UTF_8);

    System.out.printf("record of %d workloads: %d bytes%n", settled.size(), sent.length);
    map.getData().forEach((key, value) -> System.out.printf("  %s %d%n", key, value.length()));
    map.getBinaryData()
        .forEach((key, value) -> System.out.printf("  %s %d%n", key, value.length()));
    assertThat(sent).hasSizeLessThan(MOST_BYTES);
    assertThat(RecordText.read(map).newest().checkpoint().settled()).hasSameSizeAs(settled);
  }

  @Test
  void a_run_that_its_record_has_room_for_is_not_objected_to() {
    IntStream.range(0, WAVES).forEach(this::wave);

    assertThat(objection(settled.keySet())).isEmpty();
  }

  @Test
  void a_run_of_a_hundred_thousand_workloads_is_objected_to_before_it_begins() {
    List<WorkloadRef> refs =
        IntStream.range(0, 100_000)
            .mapToObj(i -> new WorkloadRef(WorkloadKind.DEPLOYMENT, "shop-" + i % 50, "app-" + i))
            .toList();

    assertThat(objection(refs))
        .hasValueSatisfying(why ->
            assertThat(why)
                .startsWith(
                    "plan certificates restarts 100000 workloads, and the record of its run")
                .contains("a ConfigMap holds one: enough for about ")
                .endsWith("Nothing was restarted; make several plans of it."));
  }

  @Test
  void a_record_that_has_no_room_for_its_messages_is_kept_with_shorter_ones() {
    IntStream.range(0, WAVES).forEach(this::wave);
    settled.replaceAll((_, end) -> new Settled.Failed(end.timeline(), "Timeout", unpackable()));

    ConfigMap map = RecordText.write(planRecord(), "certificates", new ConfigMap());

    assertThat(RecordSize.of(map)).isLessThanOrEqualTo(RecordSize.MOST_BYTES);
    assertThat(RecordText.read(map).newest().checkpoint().settled().values())
        .hasSize(settled.size())
        .allSatisfy(end ->
            assertThat(end)
                .isInstanceOfSatisfying(
                    Settled.Failed.class, failed -> assertThat(failed.message()).hasSize(61)));
  }

  private Optional<String> objection(Collection<WorkloadRef> refs) {
    PlanRecord now = planRecord();
    RunRecord run = now.newest();
    PlanRecord begun =
        new PlanRecord(
            new RunRecord(
                run.runId(),
                run.plan(),
                run.reason(),
                run.owner(),
                START,
                Counts.NONE,
                Optional.empty(),
                Optional.empty(),
                Checkpoint.none(START)),
            Instructions.NONE,
            now.history());
    return RecordSize.objection(begun, "certificates", refs);
  }

  private String unpackable() {
    byte[] bytes = new byte[150];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private void wave(int wave) {
    String name = "wave-" + wave + "-" + SERVICES.get(wave % SERVICES.size());
    Instant began = START.plusSeconds(150L * wave);
    waves.put(
        name,
        new WaveProgress.Timeline(
            later(began, 1), later(began, 2), later(began, 120), later(began, 140)));
    print.add("wave " + name + ": dependsOn [wave-" + (wave - 1) + "]");
    for (int i = 0; i < WORKLOADS_A_WAVE; i++) {
      WorkloadRef ref =
          new WorkloadRef(
              KINDS.get(random.nextInt(KINDS.size())),
              TEAMS.get(random.nextInt(TEAMS.size())) + "-" + wave % 25,
              "%s-%03d-%s"
                  .formatted(
                      SERVICES.get(random.nextInt(SERVICES.size())),
                      wave * WORKLOADS_A_WAVE + i,
                      Integer.toHexString(random.nextInt(1 << 20))));
      print.add("wave " + name + ": " + ref);
      settled.put(ref, end(began));
    }
  }

  private Settled end(Instant began) {
    Optional<Instant> patched = later(began, 60);
    if (random.nextInt(ONE_OF_SO_MANY_FAILED) == 0) {
      return new Settled.Failed(
          new WorkloadProgress.Timeline(
              patched,
              later(patched.orElseThrow(), 1),
              Optional.empty(),
              Optional.empty(),
              later(patched.orElseThrow(), 600)),
          "Timeout",
          "not healthy within PT10M: 1 of 3 replicas updated; pod %s is in CrashLoopBackOff: exit code %d, last log line: \"connection to 10.%d.%d.%d:5432 refused\""
              .formatted(
                  Integer.toHexString(random.nextInt()),
                  random.nextInt(140),
                  random.nextInt(255),
                  random.nextInt(255),
                  random.nextInt(255)));
    }
    Optional<Instant> current = later(patched.orElseThrow(), 45);
    return new Settled.Healthy(
        new WorkloadProgress.Timeline(
            patched,
            later(patched.orElseThrow(), 1),
            current,
            later(current.orElseThrow().plusSeconds(30), 1)));
  }

  private PlanRecord planRecord() {
    Counts counts = new Counts(10_000, 10_000, 9_750, 0, 250);
    RunOutcome failed = new RunOutcome.WorkloadsFailed();
    RunRecord newest =
        new RunRecord(
            new RunId("20261121-010000-7f3a"),
            new CanonicalPlan(print),
            "Certificates of the internal authority are renewed, OPS-1423",
            new Owner(
                "rollwave-estate-29384-xk2vp/1/9f3a61c2",
                "rollwave@pod",
                Optional.of("uid"),
                List.of()),
            START.plusSeconds(15_000),
            counts,
            Optional.of("failed: Timeout"),
            Optional.of(new Ending(failed, START.plusSeconds(15_000))),
            new Checkpoint(
                START,
                Optional.of(START.plusSeconds(14_000)),
                waves,
                settled,
                Map.of(),
                Optional.empty()));
    List<RunSummary.Failure> named =
        settled.keySet().stream()
            .limit(RunSummary.MOST_NAMED)
            .map(ref -> new RunSummary.Failure(ref, later(START, 15_000)))
            .toList();
    List<RunSummary> history =
        IntStream.range(0, PlanRecord.MOST_KEPT)
            .mapToObj(n ->
                new RunSummary(
                    new RunId("20261120-010000-" + n),
                    "rollwave@pod",
                    START.minus(n + 1, ChronoUnit.DAYS),
                    START.minus(n, ChronoUnit.DAYS),
                    failed,
                    counts,
                    named))
            .toList();
    List<Instruction> asked =
        IntStream.range(0, Instructions.MOST_KEPT)
            .mapToObj(n ->
                new Instruction(
                    Instruction.Verb.PAUSE, "ana@laptop", "the database is slow", START))
            .toList();
    return new PlanRecord(newest, new Instructions(asked), history);
  }

  /** At most so many seconds later, to the microsecond: as clocks tell it, and hard to pack. */
  private Optional<Instant> later(Instant from, int seconds) {
    return Optional.of(from.plus(random.nextLong(seconds * 1_000_000L), ChronoUnit.MICROS));
  }
}
