package dev.rollwave.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.cli.process.ExitStatus;
import dev.rollwave.cli.site.QuietSite;
import dev.rollwave.console.Audience;
import dev.rollwave.console.Terminal;
import dev.rollwave.engine.Checkpoint;
import dev.rollwave.engine.message.Command;
import dev.rollwave.engine.message.Event;
import dev.rollwave.engine.spec.RunId;
import dev.rollwave.engine.spec.RunSpec;
import dev.rollwave.plan.CanonicalPlan;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.planfile.PlanFile;
import dev.rollwave.planfile.PlanReading;
import dev.rollwave.runner.Clocks;
import dev.rollwave.runner.Cluster;
import dev.rollwave.runner.EventQueue;
import dev.rollwave.runner.Resolution;
import dev.rollwave.runner.RunLock;
import dev.rollwave.runner.RunLoop;
import dev.rollwave.runner.record.Counts;
import dev.rollwave.runner.record.Owner;
import dev.rollwave.runner.record.PlanRecordStore;
import dev.rollwave.runner.record.RecordSession;
import dev.rollwave.runner.record.RecordWritePolicy;
import dev.rollwave.runner.record.RunRecord;
import dev.rollwave.runner.record.StartMode;
import dev.rollwave.simulation.SimulatedRecords;
import dev.rollwave.simulation.cluster.SimulatedWorld;
import dev.rollwave.simulation.network.Connection;
import dev.rollwave.simulation.rehearsal.DemoShop;
import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.WorkloadRef;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a run knows from the one before it. */
class SecondRunTest {
  // Two chains alike, but that search takes some five times as long as pricing.
  private static final String PLAN =
      """
      apiVersion: rollwave.dev/v1
      kind: RestartPlan
      metadata: {name: chains}
      spec:
        reason: a test
        stateNamespace: rollwave
        throttle: {maxInFlight: 1}
        health: {soak: 10s}
        waves:
          - name: quick
            workloads: [{kind: Deployment, namespace: shop, name: pricing}]
          - name: behind-quick
            workloads: [{kind: Deployment, namespace: shop, name: mobile-api}]
          - name: slow
            dependsOn: []
            workloads: [{kind: Deployment, namespace: shop, name: search}]
          - name: behind-slow
            workloads: [{kind: Deployment, namespace: shop, name: storefront}]
      """;

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8);
  private final Audience audience =
      new Audience(
          Optional.empty(),
          out,
          out,
          Map.of(),
          Terminal.of(Map.of(), false, StandardCharsets.UTF_8));
  private final SimulatedWorld world = DemoShop.open(1);
  private final Connection connection = Connection.to(world);
  private final SimulatedRecords records = new SimulatedRecords();
  private final List<String> restarted = new ArrayList<>();

  @Test
  @Timeout(20)
  void a_run_after_a_first_run_starts_the_slow_chain_first() throws Exception {
    world.whenRestarted(ref -> restarted.add(ref.name()));
    playFirstRun();
    assertThat(restarted).startsWith("pricing").hasSize(4);

    assertThat(firstRestartOfNextRun()).isEqualTo("search");
  }

  @Test
  @Timeout(20)
  void a_run_of_which_no_earlier_one_is_known_goes_by_the_plan() throws Exception {
    assertThat(firstRestartOfNextRun()).isEqualTo("pricing");
  }

  @Test
  @Timeout(20)
  void a_run_after_one_whose_record_was_thrown_away_goes_by_the_plan() throws Exception {
    playFirstRun();
    records.lose("chains");

    assertThat(firstRestartOfNextRun()).isEqualTo("pricing");
  }

  private void playFirstRun() throws Exception {
    RunRecord first =
        new RunRecord(
            new RunId("run-1"),
            CanonicalPlan.of(plan()),
            "a test",
            new Owner("first", "a test", Optional.empty(), List.of()),
            world.time().instant(),
            Counts.NONE,
            Optional.empty(),
            Optional.empty(),
            Checkpoint.none(world.time().instant()));
    RecordSession session =
        RecordSession.open(
                records,
                "chains",
                records.read("chains"),
                Optional.empty(),
                first,
                connection.inbox())
            .orElseThrow();
    List<RunRecord> kept = new ArrayList<>();
    RunSpec spec =
        new RunSpec(
            first.runId(),
            plan(),
            connection.cluster().resolve(plan()).targets(),
            plan().calendar(),
            "a test");
    new RunLoop(
            connection.cluster(),
            connection.inbox(),
            connection.inbox(),
            connection.alarm(),
            new RecordWritePolicy(first, kept::add),
            Clocks.steady(world.time()))
        .run(spec, Optional.empty());
    assertThat(session.keep(kept.getLast())).isEmpty();
  }

  private String firstRestartOfNextRun() throws InterruptedException {
    RunRequest request =
        new RunRequest(
            plan(), false, Optional.empty(), false, true, StartMode.USUAL, Optional.empty());
    EventQueue events = new EventQueue();
    RefusingPlace place = new RefusingPlace();
    ExitStatus status =
        new PlanRun(request, audience, events, connection.alarm(), Clocks.steady(world.time()))
            .on(place);
    assertThat(status)
        .as(shown.toString(StandardCharsets.UTF_8))
        .isEqualTo(ExitStatus.WORKLOAD_FAILED);
    return place.asked.getFirst().name();
  }

  private static RestartPlan plan() {
    return switch (PlanFile.read("chains.yaml", PLAN.getBytes(StandardCharsets.UTF_8))) {
      case PlanReading.Sound sound -> sound.plan();
      case PlanReading.Faulty faulty -> throw new AssertionError(faulty.problems());
    };
  }

  /** The same cluster and records, for a run that may not restart anything and so halts at once. */
  private final class RefusingPlace implements QuietSite, Cluster {
    private final List<WorkloadRef> asked = new ArrayList<>();

    @Override
    public Cluster cluster() {
      return this;
    }

    @Override
    public RunLock lock() {
      return (claim, onLost) -> new RunLock.Outcome.Acquired(new Granted());
    }

    @Override
    public PlanRecordStore records() {
      return records;
    }

    @Override
    public String stateNamespace() {
      return "rollwave";
    }

    @Override
    public Resolution resolve(RestartPlan plan) {
      return connection.cluster().resolve(plan);
    }

    @Override
    public Optional<String> tryRestart(Command.PatchRestart restart) {
      return Optional.empty();
    }

    @Override
    public Map<WorkloadRef, PodSet> pods(Collection<WorkloadRef> refs) {
      return connection.cluster().pods(refs);
    }

    @Override
    public void watch(Collection<WorkloadRef> refs, Consumer<Event> sink) {}

    @Override
    public void carryOut(Command command, Consumer<Event> sink) {
      asked.add(command.ref());
      sink.accept(new Event.RestartRefused(command.ref(), "forbidden"));
    }

    @Override
    public void close() {}
  }

  /** A lock that nobody else wants. */
  private static final class Granted implements RunLock.Hold {
    @Override
    public boolean isFresh() {
      return true;
    }

    @Override
    public void confirm() {}

    @Override
    public void close() {}
  }
}
