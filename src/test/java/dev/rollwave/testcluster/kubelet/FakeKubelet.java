package dev.rollwave.testcluster.kubelet;

import dev.rollwave.testcluster.controlplane.Clients;
import dev.rollwave.testcluster.workloads.TestNodes;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Plays the kubelets of some nodes: every pod that is bound to one of them goes through a {@link
 * PodBehaviour}, of which {@link PodBehaviour#healthy} is the default. Rules choose another one and
 * may come and go at any time; a later rule goes before an earlier one.
 *
 * <pre>{@code
 * kubelet.when(Pods.of(cart).and(Pods.stamped())).then(PodBehaviour.neverReady());
 * }</pre>
 */
public final class FakeKubelet implements AutoCloseable {
  private static final Duration LEASE_RENEWAL = Duration.ofSeconds(10);
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final KubernetesClient client;
  private final FakeNodes nodes;
  private final ScheduledExecutorService stage;
  private final Map<String, PodPlay> plays;
  private final List<Rule> rules;
  private final List<Rule> own = new ArrayList<>();
  private @Nullable SharedIndexInformer<Pod> informer;
  private int podsSeen;

  /**
   * Of nodes that are not registered yet.
   *
   * @param client that sends what kubelets send; closed with this
   * @param nodeCount 1 or more
   * @param taints of each node
   */
  public FakeKubelet(KubernetesClient client, int nodeCount, List<Taint> taints) {
    this(client, new FakeNodes(client, "fake-node", nodeCount, TestNodes.LABELS, taints));
  }

  private FakeKubelet(KubernetesClient client, FakeNodes nodes) {
    this.client = client;
    this.nodes = nodes;
    stage =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("fake-kubelet").factory());
    plays = new LinkedHashMap<>();
    rules = new ArrayList<>();
  }

  private FakeKubelet(FakeKubelet same) {
    client = same.client;
    nodes = same.nodes;
    stage = same.stage;
    plays = same.plays;
    rules = same.rules;
  }

  /** The same kubelet in the hands of one test, whose rules alone {@link #reset} drops. */
  public FakeKubelet forOneTest() {
    return new FakeKubelet(this);
  }

  /**
   * Plays {@code nodeCount} further nodes of the cluster of {@code kubeconfig}, on which only such
   * pods run as select {@code label}. The caller has to {@link #leave} and {@link #close}.
   *
   * @throws IOException when the kubeconfig cannot be read
   */
  public static FakeKubelet ofFurtherNodes(Path kubeconfig, String label, int nodeCount)
      throws IOException {
    KubernetesClient client = Clients.patient(kubeconfig, "further-nodes");
    Map<String, String> labels = Map.of(label, "true");
    return new FakeKubelet(
            client, new FakeNodes(client, label, nodeCount, labels, List.of(TestNodes.TAINT)))
        .start();
  }

  /** Registers the nodes and plays the pods that are bound to them from now on. */
  public FakeKubelet start() {
    nodes.register();
    var _ =
        stage.scheduleWithFixedDelay(
            this::renewLeases,
            LEASE_RENEWAL.toMillis(),
            LEASE_RENEWAL.toMillis(),
            TimeUnit.MILLISECONDS);
    informer = client.pods().inAnyNamespace().inform(new PodEvents());
    return this;
  }

  /** Begins a rule for the pods that {@code pods} matches. It is asked on the kubelet's thread. */
  public Choice when(Predicate<Pod> pods) {
    return behaviour -> {
      Rule rule = new Rule(pods, behaviour);
      change(() -> {
        rules.addFirst(rule);
        own.add(rule);
      });
      return () -> change(() -> rules.remove(rule));
    };
  }

  /** Drops the rules made here: their pods become healthy, and those that hang in deletion go. */
  public void reset() {
    change(() -> {
      rules.removeAll(own);
      own.clear();
    });
  }

  /** The second half of a rule. */
  @FunctionalInterface
  public interface Choice {
    /** Pods that match, those that run already too, go through {@code behaviour} from its start. */
    Withdrawal then(PodBehaviour behaviour);
  }

  /** Takes a rule back. */
  @FunctionalInterface
  public interface Withdrawal {
    void withdraw();
  }

  private record Rule(Predicate<Pod> pods, PodBehaviour behaviour) {}

  // Waits until the rule holds, so that what a test does next is played by it.
  private void change(Runnable change) {
    try {
      stage
          .submit(() -> {
            change.run();
            plays.values().forEach(play -> play.follow(behaviourOf(play.pod())));
          })
          .get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a rule's predicate failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while changing a rule", e);
    }
  }

  private PodBehaviour behaviourOf(Pod pod) {
    return rules.stream()
        .filter(rule -> rule.pods().test(pod))
        .findFirst()
        .map(Rule::behaviour)
        .orElseGet(PodBehaviour::healthy);
  }

  private void see(Pod pod) {
    String node = pod.getSpec().getNodeName();
    // A pod that runs Rollwave has a kubelet of its own, which starts a process for it.
    if (node == null || !nodes.hold(node) || Pods.ofRollwave().test(pod)) {
      return;
    }
    PodPlay known = plays.get(pod.getMetadata().getUid());
    if (known != null) {
      known.see(pod);
      return;
    }
    podsSeen++;
    String ip = "10.244.%d.%d".formatted(podsSeen / 250 % 250, podsSeen % 250 + 1);
    PodStatusBook book = new PodStatusBook(pod, ip, nodes.addressOf(node), Instant.now());
    PodPlay play = new PodPlay(client, stage, book, pod, behaviourOf(pod));
    plays.put(pod.getMetadata().getUid(), play);
    play.begin();
  }

  private void forget(Pod pod) {
    PodPlay play = plays.remove(pod.getMetadata().getUid());
    if (play != null) {
      play.drop();
    }
  }

  // While a test has stopped the API server, the nodes cannot be renewed: the next round will.
  private void renewLeases() {
    try {
      nodes.renewLeases();
    } catch (RuntimeException e) {
      System.err.println("fake kubelet: leases not renewed: " + e.getMessage());
    }
  }

  // An executor keeps what a task throws to itself.
  private void onStage(Runnable act) {
    stage.execute(() -> {
      try {
        act.run();
      } catch (RuntimeException e) {
        System.err.println("fake kubelet: " + e);
      }
    });
  }

  private final class PodEvents implements ResourceEventHandler<Pod> {
    @Override
    public void onAdd(Pod pod) {
      onStage(() -> see(pod));
    }

    @Override
    public void onUpdate(Pod before, Pod pod) {
      onStage(() -> see(pod));
    }

    @Override
    public void onDelete(Pod pod, boolean deletedFinalStateUnknown) {
      onStage(() -> forget(pod));
    }
  }

  /**
   * Waits until the last pod is gone and takes the nodes away, as is polite on a cluster that stays
   * when the tests are over.
   */
  public void leave() {
    try {
      Awaitility.await("the last pod on the fake nodes")
          .atMost(TIMEOUT)
          .until(() -> stage.submit(plays::isEmpty).get());
    } catch (ConditionTimeoutException e) {
      System.err.println("fake kubelet: left with pods still there: " + e.getMessage());
    }
    nodes.remove();
  }

  /** Stops playing. */
  @Override
  public void close() {
    SharedIndexInformer<Pod> running = informer;
    if (running != null) {
      running.close();
    }
    stage.shutdownNow();
    client.close();
  }
}
