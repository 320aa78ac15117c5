package dev.rollwave.testcluster.benchmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollwave.testcluster.proxy.Call;
import dev.rollwave.testcluster.proxy.Calls;
import dev.rollwave.testcluster.proxy.Exchange;
import dev.rollwave.testcluster.proxy.FaultProxy;
import dev.rollwave.testcluster.proxy.SentLine;
import dev.rollwave.testcluster.workloads.Rollouts;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes down what a proxy sees of one run, from its making on. */
final class WireTap {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> PROVING = Set.of("deployments", "replicasets", "pods");

  private final FaultProxy proxy;
  private final Queue<SentLine> lines = new ConcurrentLinkedQueue<>();

  WireTap(FaultProxy proxy) {
    this.proxy = proxy;
    // They are read when all is over: whoever reads one now keeps the next one waiting.
    proxy.onWatchLine(lines::add);
  }

  /** What it saw of the restarts of Deployments with these names, each restarted once at most. */
  Wire wire(List<String> names) {
    return new Wire(
        shown(),
        proxy.traffic().exchanges(WireTap::mayProve).stream()
            .map(read -> read(read, names))
            .toList(),
        proxy.traffic().calls(Calls.restarts()).stream().map(Call::received).sorted().toList());
  }

  private Map<String, Instant> shown() {
    Map<String, Long> restarted =
        proxy.traffic().exchanges(Calls.restarts()).stream()
            .filter(exchange -> exchange.code() == 200)
            .collect(
                Collectors.toMap(
                    exchange -> exchange.call().target().name(),
                    exchange -> Long.parseLong(exchange.resourceVersion().orElseThrow())));
    Map<String, Instant> shown = new HashMap<>();
    for (SentLine line : lines) {
      deployment(line)
          .filter(it -> shows(it, restarted))
          .forEach(it -> shown.putIfAbsent(it.getMetadata().getName(), line.sent()));
    }
    return shown;
  }

  private static Stream<Deployment> deployment(SentLine line) {
    if (!line.watch().target().resource().equals("deployments")) {
      return Stream.empty();
    }
    try {
      String object = JSON.readTree(line.text()).path("object").toString();
      return Stream.of(Serialization.unmarshal(object, Deployment.class));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  // A line that was written before the restart may be sent after it. A bookmark has no name.
  private static boolean shows(Deployment deployment, Map<String, Long> restarted) {
    Long since = restarted.get(deployment.getMetadata().getName());
    return since != null
        && Long.parseLong(deployment.getMetadata().getResourceVersion()) > since
        && Rollouts.isComplete(deployment);
  }

  private static boolean mayProve(Call call) {
    return Set.of("get", "list").contains(call.verb())
        && PROVING.contains(call.target().resource());
  }

  private static Wire.Read read(Exchange exchange, List<String> names) {
    Call call = exchange.call();
    String words = call.target().name() + " " + call.query().getOrDefault("labelSelector", "");
    return new Wire.Read(
        names.stream().filter(words::contains).collect(Collectors.toSet()),
        call.received(),
        exchange.answered());
  }
}
