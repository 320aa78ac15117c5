package dev.rollwave.kubernetes.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollwave.engine.message.Event;
import dev.rollwave.kubernetes.Connections;
import dev.rollwave.kubernetes.KubernetesConnection;
import dev.rollwave.kubernetes.api.FastTicker;
import dev.rollwave.kubernetes.api.Ticker;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.runner.RunLock;
import dev.rollwave.runner.RunLock.Claim;
import dev.rollwave.runner.RunLock.Hold;
import dev.rollwave.runner.RunLock.Outcome.Acquired;
import dev.rollwave.runner.RunLock.Outcome.HeldBy;
import dev.rollwave.testcluster.OnSharedCluster;
import dev.rollwave.testcluster.TestCluster;
import dev.rollwave.testcluster.workloads.TestNamespace;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnSharedCluster
class LeaseLockIT {
  private static final Claim OURS = new Claim("nightly", "pod-a/1", Optional.of("job-a"), "run-a");
  private static final Claim THEIRS = new Claim("nightly", "pod-b/1", Optional.empty(), "run-b");

  private final List<Event> losses = new CopyOnWriteArrayList<>();
  private TestCluster cluster;
  private TestNamespace namespace;
  private KubernetesConnection connection;

  @BeforeEach
  void connect(TestCluster cluster, TestNamespace namespace) throws Exception {
    this.cluster = cluster;
    this.namespace = namespace;
    connection = Connections.to(cluster.kubeconfig());
  }

  @AfterEach
  void disconnect() {
    connection.close();
  }

  private RunLock lock() {
    return lock(InstantSource.system());
  }

  private RunLock lock(InstantSource clock) {
    return connection.lock(namespace.name(), clock, new Random(7), new FastTicker());
  }

  private Hold acquired(Claim claim) throws ClusterException {
    RunLock.Outcome outcome = lock().acquire(claim, losses::add);
    assertThat(outcome).isInstanceOf(Acquired.class);
    return ((Acquired) outcome).hold();
  }

  private Resource<Lease> lease() {
    return cluster.client().leases().inNamespace(namespace.name()).withName("rollwave-nightly");
  }

  private void change(java.util.function.UnaryOperator<Lease> change) {
    lease().edit(change);
  }

  /** A Lease that a holder left behind, with the times that its clock had. */
  private void leftBehind(Instant renewed) {
    Lease lease = LeaseRecord.held(THEIRS, namespace.name(), renewed);
    cluster.client().resource(lease).create();
  }

  @Test
  void a_holder_that_slept_past_its_lease_knows_it_and_confirms_or_loses_the_lock()
      throws Exception {
    SleepyTicker ticker = new SleepyTicker();
    RunLock.Outcome outcome =
        connection
            .lock(namespace.name(), InstantSource.system(), new Random(7), ticker)
            .acquire(OURS, losses::add);
    try (Hold hold = ((Acquired) outcome).hold()) {
      assertThat(hold.isFresh()).isTrue();
      ticker.sleep(Duration.ofSeconds(20));
      assertThat(hold.isFresh()).isFalse();
      hold.confirm();
      assertThat(hold.isFresh()).isTrue();

      ticker.sleep(Duration.ofSeconds(20));
      change(lease -> LeaseRecord.taken(lease, THEIRS, Instant.now()));
      assertThatThrownBy(hold::confirm).isInstanceOf(ClusterException.class);
      assertThat(hold.isFresh()).isFalse();
      assertThat(losses).hasSize(1);
    }
    assertThat(LeaseRecord.holder(lease().require())).contains(THEIRS.holder());
  }

  /** Time of a process that does nothing of its own accord, and sleeps now and then. */
  private static final class SleepyTicker implements Ticker {
    private final AtomicReference<Duration> slept = new AtomicReference<>(Duration.ZERO);

    void sleep(Duration time) {
      slept.updateAndGet(time::plus);
    }

    @Override
    public Duration elapsed() {
      return Duration.ofNanos(System.nanoTime()).plus(slept.get());
    }

    @Override
    public void waitFor(Duration pause) throws InterruptedException {
      new CountDownLatch(1).await();
    }
  }

  @Test
  void a_free_lock_is_taken_and_says_who_has_it_and_for_what() throws Exception {
    try (Hold hold = acquired(OURS)) {
      Lease lease = lease().get();

      assertThat(hold).isNotNull();
      assertThat(lease.getSpec().getHolderIdentity()).isEqualTo("pod-a/1");
      assertThat(lease.getSpec().getLeaseDurationSeconds()).isEqualTo(15);
      assertThat(lease.getMetadata().getAnnotations()).containsEntry("rollwave.dev/run", "run-a");
    }
  }

  @Test
  void who_comes_second_is_told_who_has_it_since_when_and_for_what() throws Exception {
    try (Hold hold = acquired(OURS)) {
      Instant since = lease().get().getSpec().getAcquireTime().toInstant();

      RunLock.Outcome outcome = lock().acquire(THEIRS, losses::add);

      assertThat(hold).isNotNull();
      assertThat(outcome)
          .isEqualTo(new HeldBy("pod-a/1", Optional.of(since), Optional.of("job-a"), "run-a"));
      assertThat(losses).isEmpty();
    }
  }

  @Test
  void a_lock_that_was_given_back_is_free_at_once() throws Exception {
    acquired(OURS).close();

    assertThat(lease().get().getSpec().getHolderIdentity()).isNullOrEmpty();
    acquired(THEIRS).close();
    assertThat(lease().get().getMetadata().getAnnotations())
        .as("a holder that is no Job's pod does not look like the one before it")
        .doesNotContainKey("rollwave.dev/job-uid");
    assertThat(losses).isEmpty();
  }

  @Test
  void a_held_lock_is_renewed() throws Exception {
    try (Hold hold = acquired(OURS)) {
      Instant first = lease().get().getSpec().getRenewTime().toInstant();

      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> lease().get().getSpec().getRenewTime().toInstant().isAfter(first));
      assertThat(hold).isNotNull();
    }
  }

  @Test
  void a_dead_holder_gives_way_though_its_clock_was_ahead() throws Exception {
    leftBehind(Instant.now().plus(Duration.ofHours(1)));

    acquired(OURS).close();
  }

  @Test
  void a_live_holder_is_respected_though_its_clock_is_behind() throws Exception {
    InstantSource behind = () -> Instant.now().minus(Duration.ofHours(1));
    try (Hold hold = ((Acquired) lock(behind).acquire(OURS, losses::add)).hold()) {
      assertThat(hold).isNotNull();
      assertThat(lock().acquire(THEIRS, losses::add)).isInstanceOf(HeldBy.class);
      assertThat(losses).isEmpty();
    }
  }

  @Test
  void a_holder_is_told_once_that_another_took_the_lock_and_leaves_it_alone() throws Exception {
    Hold hold = acquired(OURS);

    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .ignoreExceptions()
        .until(() -> {
          change(
              l -> new LeaseBuilder(l).editSpec().withHolderIdentity("pod-b/1").endSpec().build());
          return true;
        });
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !losses.isEmpty());
    hold.close();

    assertThat(losses).singleElement().asString().contains("pod-b/1");
    assertThat(lease().get().getSpec().getHolderIdentity()).isEqualTo("pod-b/1");
  }

  @Test
  void somebody_who_only_annotates_the_lease_does_not_take_it() throws Exception {
    try (Hold hold = acquired(OURS)) {
      Instant before = lease().get().getSpec().getRenewTime().toInstant();
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .ignoreExceptions()
          .until(() -> {
            change(l ->
                new LeaseBuilder(l)
                    .editMetadata()
                    .addToAnnotations("a", "b")
                    .endMetadata()
                    .build());
            return true;
          });

      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> lease().get().getSpec().getRenewTime().toInstant().isAfter(before));
      assertThat(hold).isNotNull();
      assertThat(losses).isEmpty();
    }
  }

  @Test
  void a_deleted_lease_is_a_lost_lock() throws Exception {
    Hold hold = acquired(OURS);

    lease().delete();

    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !losses.isEmpty());
    hold.close();
    assertThat(losses).singleElement().asString().contains("deleted");
  }

  @Test
  void a_lock_whose_write_was_lost_is_recognised_as_our_own() throws Exception {
    cluster.client().resource(LeaseRecord.held(OURS, namespace.name(), Instant.now())).create();

    acquired(OURS).close();
  }

  @Test
  void a_namespace_that_is_not_there_is_a_refusal_that_names_it() {
    RunLock nowhere =
        connection.lock("not-there", InstantSource.system(), new Random(7), new FastTicker());

    assertThatThrownBy(() -> nowhere.acquire(OURS, losses::add))
        .isInstanceOf(ClusterException.Refused.class)
        .hasMessageContaining("not-there");
  }

  @Test
  void the_times_in_the_record_are_in_utc() throws Exception {
    try (Hold hold = acquired(OURS)) {
      assertThat(hold).isNotNull();
      assertThat(lease().get().getSpec().getAcquireTime().getOffset()).isEqualTo(ZoneOffset.UTC);
    }
  }
}
