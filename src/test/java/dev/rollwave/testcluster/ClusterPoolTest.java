package dev.rollwave.testcluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.testcluster.controlplane.ControlPlane;
import dev.rollwave.testcluster.kubelet.FakeKubelet;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ClusterPoolTest {
  private final List<NoCluster> started = new ArrayList<>();
  private final ClusterPool pool = new ClusterPool(this::start, 2);

  private TestCluster start() {
    started.add(new NoCluster());
    return started.getLast();
  }

  /** A cluster that is only started and closed. */
  private static final class NoCluster implements TestCluster {
    private boolean isClosed;

    @Override
    public Path kubeconfig() {
      throw new UnsupportedOperationException();
    }

    @Override
    public KubernetesClient client() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<FakeKubelet> fakeKubelet() {
      return Optional.empty();
    }

    @Override
    public Optional<ControlPlane> controlPlane() {
      return Optional.empty();
    }

    @Override
    public void close() {
      isClosed = true;
    }
  }

  @Test
  void no_two_that_want_a_cluster_for_themselves_get_the_same() {
    assertThat(pool.lease(false).cluster()).isNotSameAs(pool.lease(false).cluster());
  }

  @Test
  void those_that_share_leave_whole_clusters_to_those_that_do_not() {
    TestCluster shared = pool.lease(true).cluster();

    assertThat(pool.lease(true).cluster()).isSameAs(shared);
    assertThat(pool.lease(false).cluster()).isNotSameAs(shared);
  }

  @Test
  void a_cluster_is_used_again_before_another_one_is_started() {
    ClusterPool.Lease first = pool.lease(false);
    TestCluster cluster = first.cluster();
    first.close();

    assertThat(pool.lease(true).cluster()).isSameAs(cluster);
  }

  @Test
  void one_that_wants_a_cluster_for_itself_waits_until_all_that_share_it_are_done() {
    ClusterPool one = new ClusterPool(this::start, 1);
    ClusterPool.Lease first = one.lease(true);
    ClusterPool.Lease second = one.lease(true);
    CompletableFuture<ClusterPool.Lease> alone =
        CompletableFuture.supplyAsync(() -> one.lease(false));

    first.close();
    assertThat(alone).isNotDone();
    second.close();

    assertThat(alone).succeedsWithin(Duration.ofSeconds(10));
  }

  @Test
  void all_are_stopped_at_the_end() {
    pool.lease(false).cluster();
    pool.lease(false).cluster();

    pool.close();

    assertThat(started).hasSize(2).allMatch(cluster -> cluster.isClosed);
  }
}
