package dev.rollwave.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.kubernetes.api.Ticker;
import dev.rollwave.runner.RunLock;
import dev.rollwave.runner.RunLock.Claim;
import dev.rollwave.runner.RunLock.Outcome.Acquired;
import dev.rollwave.runner.RunLock.Outcome.HeldBy;
import dev.rollwave.testcluster.OnSharedCluster;
import dev.rollwave.testcluster.TestCluster;
import dev.rollwave.testcluster.workloads.TestNamespace;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Leases as other clients, persons and backups leave them behind.
 *
 * @see <a href="https://github.com/fabric8io/kubernetes-client/issues/6020">shortened on the way
 *     out</a>
 * @see <a href="https://github.com/kubernetes/kubernetes/issues/114872">half of its fields</a>
 */
@OnSharedCluster
class LeasesFromTheFieldIT {
  private static final Claim OURS = new Claim("nightly", "pod-a/1", Optional.empty(), "run-a");

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

  @ParameterizedTest
  @CsvSource({"released-by-another-client, 0, 0", "holder-and-nothing-else, 15, 20"})
  void is_taken_after_no_longer_than_a_live_holder_could_be_silent(
      String lease, int least, int most) throws Exception {
    create(lease);
    PassingTime time = new PassingTime(() -> {});

    RunLock.Outcome outcome = lock(time).acquire(OURS, _ -> {});

    assertThat(outcome).isInstanceOf(Acquired.class);
    assertThat(time.elapsed().toSeconds()).isBetween((long) least, (long) most);
    assertThat(lease().getSpec().getHolderIdentity()).isEqualTo(OURS.holder());
    assertThat(lease().getSpec().getLeaseDurationSeconds()).isEqualTo(15);
    ((Acquired) outcome).hold().close();
  }

  @Test
  void a_live_holder_that_says_nothing_but_its_name_is_respected_and_told_as_such()
      throws Exception {
    create("holder-and-nothing-else");
    PassingTime time = new PassingTime(this::renewAsItIs);

    assertThat(lock(time).acquire(OURS, _ -> {}))
        .isEqualTo(new HeldBy("restored", Optional.empty(), Optional.empty(), ""));
  }

  private void renewAsItIs() {
    cluster
        .client()
        .leases()
        .inNamespace(namespace.name())
        .withName("rollwave-nightly")
        .edit(lease -> {
          Integer transitions = lease.getSpec().getLeaseTransitions();
          lease.getSpec().setLeaseTransitions(transitions == null ? 1 : transitions + 1);
          return lease;
        });
  }

  private RunLock lock(Ticker ticker) {
    return connection.lock(namespace.name(), InstantSource.system(), new Random(7), ticker);
  }

  private void create(String lease) throws IOException {
    try (InputStream file =
        Objects.requireNonNull(
            LeasesFromTheFieldIT.class.getResourceAsStream(
                "leases-from-the-field/" + lease + ".yaml"))) {
      Lease left = cluster.client().getKubernetesSerialization().unmarshal(file, Lease.class);
      left.getMetadata().setNamespace(namespace.name());
      cluster.client().resource(left).create();
    }
  }

  private Lease lease() {
    return cluster
        .client()
        .leases()
        .inNamespace(namespace.name())
        .withName("rollwave-nightly")
        .require();
  }

  /** Time that passes when the one who asks for the lock waits; who holds it waits for ever. */
  private static final class PassingTime implements Ticker {
    private final Thread asking = Thread.currentThread();
    private final Runnable meanwhile;
    private volatile Duration elapsed = Duration.ZERO;

    PassingTime(Runnable meanwhile) {
      this.meanwhile = meanwhile;
    }

    @Override
    public Duration elapsed() {
      return elapsed;
    }

    @Override
    public void waitFor(Duration pause) throws InterruptedException {
      if (!Thread.currentThread().equals(asking)) {
        new CountDownLatch(1).await();
      }
      meanwhile.run();
      elapsed = elapsed.plus(pause);
    }
  }
}
