package dev.rollwave.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.cli.process.ExitStatus;
import dev.rollwave.cli.site.QuietSite;
import dev.rollwave.console.Audience;
import dev.rollwave.console.Person;
import dev.rollwave.console.Terminal;
import dev.rollwave.engine.message.Command;
import dev.rollwave.engine.message.Event;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.planfile.PlanFile;
import dev.rollwave.planfile.PlanReading;
import dev.rollwave.runner.Clocks;
import dev.rollwave.runner.Cluster;
import dev.rollwave.runner.EventQueue;
import dev.rollwave.runner.Resolution;
import dev.rollwave.runner.RunLock;
import dev.rollwave.runner.Threads;
import dev.rollwave.runner.record.PlanRecordStore;
import dev.rollwave.runner.record.StartMode;
import dev.rollwave.simulation.SimulatedRecords;
import dev.rollwave.simulation.cluster.SimulatedWorld;
import dev.rollwave.simulation.network.Connection;
import dev.rollwave.simulation.rehearsal.DemoShop;
import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.DaemonSetSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.StatefulSetSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PlanRunTest {
  private static final String PLAN =
      """
      apiVersion: rollwave.dev/v1
      kind: RestartPlan
      metadata: {name: p}
      spec:
        reason: a test
        timeZone: Etc/UTC
        freezes: [FREEZE]
        waves:
          - name: only
            workloads: [{kind: Deployment, namespace: shop, name: checkout}]
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
  private final EventQueue events = new EventQueue();
  private final List<Command> sent = new ArrayList<>();
  private boolean isToldToEnd = true;
  private boolean isGivenBack;
  private Consumer<Consumer<Event>> atWatch = _ -> {};
  private UnaryOperator<WorkloadSnapshot> asFound = UnaryOperator.identity();

  @Test
  void who_is_told_to_end_while_the_workloads_are_looked_up_restarts_none() throws Exception {
    assertThat(run("", false)).isEqualTo(ExitStatus.INTERRUPTED);

    assertThat(sent).isEmpty();
    assertThat(text()).contains("nothing was touched: told to end");
  }

  @Test
  void where_no_opening_is_in_sight_nobody_is_told_to_wait_and_nobody_waits() throws Exception {
    String forever = "{name: For good, from: 2020-01-01, to: 2999-12-31}";

    assertThat(run(forever, false)).isEqualTo(ExitStatus.INCOMPLETE);
    assertThat(run(forever, true)).isEqualTo(ExitStatus.INCOMPLETE);
    assertThat(text()).contains("For good").contains("no window opens within the next 8 years");
    assertThat(text()).doesNotContain("wait");
  }

  @Test
  @Timeout(10)
  void who_is_told_to_end_while_a_person_is_asked_ends_without_the_answer() throws Exception {
    try (PipedOutputStream silentPerson = new PipedOutputStream();
        InputStream terminal = new PipedInputStream(silentPerson)) {
      Audience asked =
          new Audience(
              Optional.of(new Person(terminal, out)), out, out, Map.of(), audience.terminal());

      assertThat(run(unconfirmed(), asked)).isEqualTo(ExitStatus.INTERRUPTED);
    }
    assertThat(sent).isEmpty();
    assertThat(text()).contains("nothing was touched: told to end");
  }

  @Test
  void a_run_that_nobody_confirms_and_nobody_can_be_asked_about_restarts_nothing()
      throws Exception {
    isToldToEnd = false;

    assertThat(run(unconfirmed(), audience)).isEqualTo(ExitStatus.INVALID);

    assertThat(sent).isEmpty();
    assertThat(isGivenBack).as("the lock").isTrue();
    assertThat(text()).contains("nothing was touched: there is no terminal").contains("--yes");
  }

  @Test
  void what_is_not_Current_is_named_on_standard_error_when_yes_was_said_beforehand()
      throws Exception {
    asFound = PlanRunTest::withOnePodMissing;
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    Audience apart =
        new Audience(
            Optional.empty(),
            out,
            new PrintStream(errors, true, StandardCharsets.UTF_8),
            Map.of(),
            audience.terminal());

    run(request("", false), apart);

    assertThat(errors.toString(StandardCharsets.UTF_8))
        .contains(
            "not Current before their restart: shop/Deployment/checkout is InProgress (2 of 3 pods"
                + " available");
    assertThat(text()).doesNotContain("not Current");
  }

  @Test
  void nothing_is_said_of_what_is_Current() throws Exception {
    run("", false);

    assertThat(text()).doesNotContain("not Current");
  }

  private static WorkloadSnapshot withOnePodMissing(WorkloadSnapshot found) {
    return switch (found) {
      case DeploymentSnapshot it ->
          new DeploymentSnapshot(
              it.object(),
              it.desired(),
              it.replicas(),
              it.updated(),
              it.ready() - 1,
              it.available() - 1,
              it.paused(),
              it.strategy(),
              it.conditions(),
              it.minReadySeconds(),
              it.surgeObstacles());
      case StatefulSetSnapshot _, DaemonSetSnapshot _ -> throw new AssertionError(found.ref());
    };
  }

  private static RunRequest unconfirmed() {
    return new RunRequest(
        plan(""), false, Optional.empty(), false, false, StartMode.USUAL, Optional.empty());
  }

  @Test
  @Timeout(10)
  void a_run_that_loses_one_of_its_threads_to_an_error_ends_in_order_and_says_so()
      throws Exception {
    isToldToEnd = false;
    atWatch =
        sink ->
            Threads.unstarted(
                    "watch",
                    () -> {
                      throw new OutOfMemoryError("on purpose");
                    },
                    sink)
                .start();

    assertThat(run("", false)).isEqualTo(ExitStatus.INCOMPLETE);

    assertThat(isGivenBack).as("the lock").isTrue();
    assertThat(text())
        .contains("a fault in Rollwave (watch): java.lang.OutOfMemoryError: on purpose");
  }

  private ExitStatus run(String freeze, boolean waits) throws InterruptedException {
    return run(request(freeze, waits), audience);
  }

  private static RunRequest request(String freeze, boolean waits) {
    return new RunRequest(
        plan(freeze), false, Optional.empty(), waits, true, StartMode.USUAL, Optional.empty());
  }

  private ExitStatus run(RunRequest request, Audience shownTo) throws InterruptedException {
    Clocks clock = Clocks.steady(world.time());
    return new PlanRun(request, shownTo, events, connection.alarm(), clock).on(new TestSite());
  }

  private static RestartPlan plan(String freeze) {
    byte[] document = PLAN.replace("FREEZE", freeze).getBytes(StandardCharsets.UTF_8);
    return switch (PlanFile.read("p.yaml", document)) {
      case PlanReading.Sound sound -> sound.plan();
      case PlanReading.Faulty faulty -> throw new AssertionError(faulty.problems());
    };
  }

  private String text() {
    return shown.toString(StandardCharsets.UTF_8);
  }

  /** A lock that nobody else wants. */
  private final class Granted implements RunLock.Hold {
    @Override
    public boolean isFresh() {
      return true;
    }

    @Override
    public void confirm() {}

    @Override
    public void close() {
      isGivenBack = true;
    }
  }

  /** A site at which the signal comes while the workloads are looked up, if it comes. */
  private final class TestSite implements QuietSite, Cluster {
    @Override
    public Cluster cluster() {
      return this;
    }

    @Override
    public RunLock lock() {
      return (claim, onLost) -> new RunLock.Outcome.Acquired(new Granted());
    }

    @Override
    public String stateNamespace() {
      return "rollwave";
    }

    @Override
    public PlanRecordStore records() {
      return records;
    }

    @Override
    public Resolution resolve(RestartPlan plan) {
      if (isToldToEnd) {
        events.accept(new Event.Interrupted("told to end"));
      }
      Resolution found = connection.cluster().resolve(plan);
      Map<String, List<WorkloadSnapshot>> targets = new LinkedHashMap<>();
      found.targets().forEach((wave, all) -> targets.put(wave, all.stream().map(asFound).toList()));
      return new Resolution(targets, found.problems());
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
    public void watch(Collection<WorkloadRef> refs, Consumer<Event> sink) {
      atWatch.accept(sink);
    }

    @Override
    public void carryOut(Command command, Consumer<Event> sink) {
      sent.add(command);
    }

    @Override
    public void close() {}
  }
}
