package dev.rollwave.testcluster.recording;

import dev.rollwave.recording.Director;
import dev.rollwave.recording.Experiment;
import dev.rollwave.recording.Recording;
import dev.rollwave.testcluster.workloads.TestNamespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Records experiments on a real control plane, with nodes for hand-played pods. */
final class RecordingStudio implements AutoCloseable {
  private final KubernetesClient client;
  private final HandPlayedNodes nodes;

  RecordingStudio(KubernetesClient client) {
    this.client = client;
    nodes = new HandPlayedNodes(client, Experiment.MOST_NODES);
  }

  /** Plays them all at the same time, since each of them mostly waits. */
  Map<Experiment, Recording> record(List<Experiment> experiments, TestNamespace namespace)
      throws ExecutionException, InterruptedException {
    Map<Experiment, Future<Recording>> plays = new LinkedHashMap<>();
    try (ChangeWatch watch = new ChangeWatch(client, namespace);
        ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Experiment experiment : experiments) {
        plays.put(
            experiment,
            hands.submit(() ->
                Director.play(experiment, new RealStage(client, watch, namespace, experiment))));
      }
    }
    Map<Experiment, Recording> recordings = new LinkedHashMap<>();
    for (Map.Entry<Experiment, Future<Recording>> play : plays.entrySet()) {
      recordings.put(play.getKey(), play.getValue().get());
    }
    return recordings;
  }

  @Override
  public void close() {
    nodes.close();
  }
}
