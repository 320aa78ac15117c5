package dev.rollwave.kubernetes.cluster;

import dev.rollwave.kubernetes.model.Selectors;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Lists pods, with one request for all who ask while another such request is under way. An API
 * server goes through all pods of a namespace for each LIST, whatever its selector: one for many
 * workloads costs it little more than one for a single workload.
 *
 * <p>Nobody is answered by a request that was sent before they asked.
 */
final class SharedPodLists {
  /** So many share one at most: their names stand in its URL, which proxies limit to 8 KiB. */
  static final int MOST = 25;

  private final PodLister lister;
  private final Duration patience;
  private final Map<Group, Shared> waiting = new HashMap<>();
  private final Map<Group, Shared> underWay = new HashMap<>();

  /**
   * @param patience how long one request waits for the one before it; one that takes longer holds
   *     up nobody else
   */
  SharedPodLists(PodLister lister, Duration patience) {
    this.lister = lister;
    this.patience = patience;
  }

  /** Sends one request. */
  @FunctionalInterface
  interface PodLister {
    /** The pods of a namespace that a selector in kubectl's syntax selects; empty for no answer. */
    Optional<List<Pod>> list(String namespace, String selector) throws InterruptedException;
  }

  /** Whose selectors one request can cover: they ask for values of the same labels. */
  private record Group(String namespace, Set<String> keys) {}

  private static final class Shared {
    private final Set<Map<String, String>> wanted = new LinkedHashSet<>();
    private final CompletableFuture<Optional<List<Pod>>> answer = new CompletableFuture<>();
  }

  /**
   * The pods of {@code namespace} that {@code selector} selects, as they are after this was called.
   * Empty where there is no answer, or it is a refusal; it is not asked again.
   */
  Optional<List<Pod>> selectedBy(String namespace, LabelSelector selector)
      throws InterruptedException {
    Optional<Map<String, String>> labels = Selectors.labels(selector);
    return labels.isEmpty()
        ? lister.list(namespace, Selectors.text(selector))
        : selectedBy(namespace, labels.get());
  }

  private Optional<List<Pod>> selectedBy(String namespace, Map<String, String> labels)
      throws InterruptedException {
    Group group = new Group(namespace, labels.keySet());
    Shared shared;
    boolean isFirst;
    Shared before;
    synchronized (this) {
      Shared open = waiting.get(group);
      shared = open == null || open.wanted.size() >= MOST ? new Shared() : open;
      isFirst = shared != open;
      shared.wanted.add(labels);
      waiting.put(group, shared);
      before = underWay.get(group);
    }
    if (isFirst) {
      send(group, shared, before);
    }
    return answer(shared)
        .map(pods -> pods.stream().filter(pod -> Selectors.isSelected(pod, labels)).toList());
  }

  private void send(Group group, Shared shared, @Nullable Shared before)
      throws InterruptedException {
    try {
      if (before != null) {
        awaitPatiently(before);
      }
      Set<Map<String, String>> wanted;
      synchronized (this) {
        // Whoever asks from here on is not among them.
        waiting.remove(group, shared);
        underWay.put(group, shared);
        wanted = Set.copyOf(shared.wanted);
      }
      shared.answer.complete(lister.list(group.namespace(), Selectors.anyOf(wanted)));
    } finally {
      synchronized (this) {
        waiting.remove(group, shared);
        underWay.remove(group, shared);
      }
      shared.answer.complete(Optional.empty());
    }
  }

  private void awaitPatiently(Shared before) throws InterruptedException {
    try {
      before.answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      // It is not needed for what is asked next.
    }
  }

  private static Optional<List<Pod>> answer(Shared shared) throws InterruptedException {
    try {
      return shared.answer.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
