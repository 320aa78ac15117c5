package dev.rollwave.kubernetes.survey;

import dev.rollwave.kubernetes.api.Answer;
import dev.rollwave.kubernetes.api.Answer.Ok;
import dev.rollwave.kubernetes.api.Answer.Refused;
import dev.rollwave.kubernetes.api.ApiPath;
import dev.rollwave.kubernetes.api.ApiRequest;
import dev.rollwave.kubernetes.api.Insistence;
import dev.rollwave.kubernetes.api.Requests;
import dev.rollwave.kubernetes.api.Ticker;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads the nodes under pods that are not ready, where that is permitted: nodes belong to no
 * namespace, and many are not allowed to see them. A refusal is remembered for as long as one may
 * pass, and then asked about again: an API server that is being replaced refuses what it grants.
 */
public final class NodeReadings {
  private static final int MOST_NODES = 10;

  private final Requests requests;
  private final Ticker ticker;
  private volatile @Nullable Duration refusedAt;

  /** Reads nodes with {@code requests}. */
  public NodeReadings(Requests requests) {
    this(requests, requests.ticker());
  }

  /** The same, by the time of {@code ticker}. */
  public NodeReadings(Requests requests, Ticker ticker) {
    this.requests = requests;
    this.ticker = ticker;
  }

  private boolean isForbidden() {
    Duration at = refusedAt;
    return at != null && ticker.elapsed().minus(at).compareTo(Insistence.REFUSED) < 0;
  }

  /** The nodes of those of {@code pods} that are not ready; without those that cannot be read. */
  List<Node> of(List<Pod> pods) throws InterruptedException {
    List<String> names =
        pods.stream()
            .filter(pod -> !isReady(pod))
            .map(pod -> pod.getSpec() == null ? null : pod.getSpec().getNodeName())
            .filter(Objects::nonNull)
            .distinct()
            .limit(MOST_NODES)
            .toList();
    List<Node> nodes = new ArrayList<>();
    for (String name : names) {
      if (isForbidden()) {
        break;
      }
      Answer<Node> answer =
          requests.aside(ApiRequest.get(ApiPath.core("nodes", "").named(name)), Node.class);
      if (answer instanceof Ok<Node>(Node node)) {
        nodes.add(node);
      } else if (answer instanceof Refused<Node> refused && !refused.isNotFound()) {
        refusedAt = ticker.elapsed();
      }
    }
    return nodes;
  }

  private static boolean isReady(Pod pod) {
    PodStatus status = pod.getStatus();
    return status != null
        && status.getConditions() != null
        && status.getConditions().stream()
            .anyMatch(c -> "Ready".equals(c.getType()) && "True".equals(c.getStatus()));
  }
}
