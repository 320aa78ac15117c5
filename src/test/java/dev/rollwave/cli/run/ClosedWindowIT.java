package dev.rollwave.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.cli.options.PlanDocument;
import dev.rollwave.cli.process.ExitStatus;
import dev.rollwave.cli.site.KubernetesSite;
import dev.rollwave.console.Audience;
import dev.rollwave.console.Terminal;
import dev.rollwave.kubernetes.config.ConnectionOptions;
import dev.rollwave.planfile.PlanReading;
import dev.rollwave.quartz.QuartzAlarm;
import dev.rollwave.runner.Alarm;
import dev.rollwave.runner.Clocks;
import dev.rollwave.runner.EventQueue;
import dev.rollwave.runner.record.StartMode;
import dev.rollwave.testcluster.OnSharedCluster;
import dev.rollwave.testcluster.TestCluster;
import dev.rollwave.testcluster.facts.WorkloadFacts;
import dev.rollwave.testcluster.kubelet.FakeKubelet;
import dev.rollwave.testcluster.kubelet.PodBehaviour;
import dev.rollwave.testcluster.kubelet.Pods;
import dev.rollwave.testcluster.process.JarProcess;
import dev.rollwave.testcluster.workloads.Manifests;
import dev.rollwave.testcluster.workloads.TestNamespace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Windows on a real clock: exit status 4, waiting for an opening, and going on without one. */
@OnSharedCluster
class ClosedWindowIT {
  private static final Duration GRACE = Duration.ofSeconds(5);

  // Longer than a process takes to send its first restart, on a machine that is busy too.
  private static final Duration OPEN_FOR = Duration.ofSeconds(15);
  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm").withZone(ZoneOffset.UTC);
  private static final String WAVES =
      """
      health: {soak: 0s}
      waves:
        - name: one
          workloads: [{kind: Deployment, namespace: HERE, name: one}]
        - name: two
          workloads: [{kind: Deployment, namespace: HERE, name: two}]
      """;

  @TempDir private Path folder;
  private Workbench bench;
  private TestNamespace namespace;

  @BeforeEach
  void withTwoDeployments(TestCluster cluster, TestNamespace namespace) {
    this.namespace = namespace;
    bench = new Workbench(cluster, namespace, folder);
    bench.create(
        Manifests.deployment(namespace, "one", 1), Manifests.deployment(namespace, "two", 1));
  }

  @Test
  void a_closed_window_is_4_and_says_when_it_opens_and_a_signal_ends_the_wait_for_it_with_7()
      throws IOException {
    Instant opens = Instant.now().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(2));
    Path plan = plan("later", opens, Duration.ofMinutes(5));
    Map<String, Long> before = bench.generations();

    try (JarProcess waiting = bench.run(plan, "--wait");
        JarProcess leaving = bench.run(plan)) {
      assertThat(leaving.awaitExit(Workbench.TIMEOUT)).as(leaving::transcript).isEqualTo(4);
      assertThat(leaving.errors()).contains("opens at " + MINUTES.format(opens)).contains("--wait");
      Awaitility.await()
          .until(() -> waiting.errors().contains(MINUTES.format(opens) + "Z; waiting"));
      assertThat(waiting.isAlive()).isTrue();

      waiting.terminate();
      assertThat(waiting.awaitExit(GRACE)).as(waiting::transcript).isEqualTo(7);
    }
    assertThat(bench.generations()).isEqualTo(before);
  }

  @Test
  void a_window_that_closes_in_mid_run_stops_new_restarts_and_sees_the_rollout_through(
      FakeKubelet kubelet) throws IOException {
    kubelet
        .when(Pods.of(namespace.deployment("one")).and(Pods.stamped()))
        .then(PodBehaviour.readyAfter(OPEN_FOR.plusSeconds(1)));
    // It opened with this minute, so that nobody has to wait for the next.
    Instant opened = Instant.now().truncatedTo(ChronoUnit.MINUTES);
    Instant closes = Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(OPEN_FOR);
    Path plan = plan("closing", opened, Duration.between(opened, closes));

    try (JarProcess run = bench.run(plan)) {
      assertThat(run.awaitExit(Workbench.TIMEOUT)).as(run::transcript).isEqualTo(4);
      assertThat(run.output()).contains(" stopping ").contains("the window closed");
    }
    WorkloadFacts one = bench.truth().facts(namespace.deployment("one"));
    assertThat(one.complete()).as("seen through").isTrue();
    assertThat(Instant.parse(one.stamp().orElseThrow())).isBetween(opened, closes);
    assertThat(bench.truth().facts(namespace.deployment("two")).stamp()).isEmpty();
  }

  @Test
  void a_run_that_waits_starts_when_its_window_opens() throws Exception {
    Instant opens = Instant.now().truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofMinutes(2));
    // An opening is on the minute: the run's clock is set to a moment before it.
    Duration ahead = Duration.between(Instant.now(), opens.minusSeconds(2));
    InstantSource clock = InstantSource.offset(InstantSource.system(), ahead);
    Path plan = plan("opening", opens, Duration.ofMinutes(5));
    ByteArrayOutputStream shown = new ByteArrayOutputStream();

    assertThat(runHere(plan, clock, ahead, shown)).isEqualTo(ExitStatus.DONE);

    assertThat(shown.toString(StandardCharsets.UTF_8)).contains("; waiting");
    for (String name : List.of("one", "two")) {
      WorkloadFacts facts = bench.truth().facts(namespace.deployment(name));
      assertThat(Instant.parse(facts.stamp().orElseThrow())).isAfterOrEqualTo(opens);
    }
  }

  private ExitStatus runHere(Path plan, InstantSource clock, Duration ahead, OutputStream shown)
      throws Exception {
    PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8);
    Terminal terminal = Terminal.of(Map.of(), false, StandardCharsets.UTF_8);
    Audience audience = new Audience(Optional.empty(), out, out, Map.of(), terminal);
    if (!(PlanDocument.at(plan.toString()).reading() instanceof PlanReading.Sound sound)) {
      throw new AssertionError("the test's own plan is faulty");
    }
    RunRequest request =
        new RunRequest(
            sound.plan(), false, Optional.empty(), true, true, StartMode.USUAL, Optional.empty());
    EventQueue events = new EventQueue();
    ConnectionOptions options =
        new ConnectionOptions(
            Optional.of(bench.cluster().kubeconfig()), Optional.empty(), Map.of(), "test");
    try (QuartzAlarm quartz = new QuartzAlarm(events);
        KubernetesSite site = KubernetesSite.open(options, Optional.of(namespace.name()), clock)) {
      return new PlanRun(
              request, audience, events, behind(quartz, ahead), new Clocks(clock, System::nanoTime))
          .on(site);
    }
  }

  // Quartz goes by the machine's clock, which is behind the run's.
  private static Alarm behind(Alarm alarm, Duration ahead) {
    return new Alarm() {
      @Override
      public void ringAt(Instant instant) {
        alarm.ringAt(instant.equals(Instant.MAX) ? instant : instant.minus(ahead));
      }

      @Override
      public void close() {
        alarm.close();
      }
    };
  }

  private Path plan(String name, Instant opens, Duration duration) throws IOException {
    String cron = DateTimeFormatter.ofPattern("m H").withZone(ZoneOffset.UTC).format(opens);
    return bench.plan(
        name,
        """
        reason: a test
        timeZone: Etc/UTC
        windows: [{cron: "%s * * *", duration: %ds}]
        """
                .formatted(cron, duration.toSeconds())
            + WAVES);
  }

  @Test
  void a_freeze_ends_a_run_with_4_unless_a_person_gives_a_reason_that_is_then_on_each_workload()
      throws IOException {
    LocalDate lastDay = LocalDate.now(ZoneOffset.UTC).plusDays(3);
    Path plan =
        bench.plan(
            "frozen",
            """
            reason: a test
            timeZone: Etc/UTC
            freezes: [{name: Black Friday, from: 2020-01-01, to: %s}]
            """
                    .formatted(lastDay)
                + WAVES);
    Map<String, Long> before = bench.generations();

    try (JarProcess run = bench.run(plan)) {
      assertThat(run.awaitExit(Workbench.TIMEOUT)).as(run::transcript).isEqualTo(4);
      assertThat(run.errors())
          .contains("Black Friday")
          .contains("opens at " + lastDay.plusDays(1) + "T00:00");
    }
    assertThat(bench.generations()).isEqualTo(before);

    try (JarProcess run = bench.run(plan, "--ignore-windows", "--reason", "CVE-2026-1")) {
      assertThat(run.awaitExit(Workbench.TIMEOUT)).as(run::transcript).isZero();
    }
    for (String name : new String[] {"one", "two"}) {
      WorkloadFacts facts = bench.truth().facts(namespace.deployment(name));
      assertThat(facts.complete()).isTrue();
      assertThat(facts.marks().get("rollwave.dev/reason")).contains("CVE-2026-1");
    }
  }
}
