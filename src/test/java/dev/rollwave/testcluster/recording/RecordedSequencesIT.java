package dev.rollwave.testcluster.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.rollwave.recording.Comparison;
import dev.rollwave.recording.Experiment;
import dev.rollwave.recording.Observations;
import dev.rollwave.recording.Recording;
import dev.rollwave.recording.RecordingFiles;
import dev.rollwave.testcluster.OnCluster;
import dev.rollwave.testcluster.OnSharedCluster;
import dev.rollwave.testcluster.TestCluster;
import dev.rollwave.testcluster.workloads.TestNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Records anew what real controllers write and holds it against the committed recordings, which the
 * simulated controllers are held against. What was recorded before and now, put together, is left
 * in {@code target/recordings}, from where a new variant can be taken over.
 *
 * <p>What differs is played again, a few times: one play may show an interleaving of controllers
 * that is so rare that it was never seen before, or a pause of a busy machine, and other behaviour
 * shows every time.
 */
@OnCluster
@Order(OnSharedCluster.LONG)
class RecordedSequencesIT {
  private static final Path LEFT_IN = Path.of("target", "recordings");

  @Test
  void real_controllers_still_write_what_was_recorded(
      TestCluster cluster,
      TestNamespace first,
      TestNamespace second,
      TestNamespace third,
      TestNamespace fourth)
      throws Exception {
    cluster.ownControlPlane();
    assumeThat(cluster.client().getKubernetesVersion().getGitVersion())
        .as("the Kubernetes that was recorded")
        .isEqualTo(RecordingFiles.KUBERNETES);

    List<Map<Experiment, List<String>>> plays = new ArrayList<>();
    try (RecordingStudio studio = new RecordingStudio(cluster.client())) {
      List<Experiment> toPlay = everything();
      for (TestNamespace stage : List.of(first, second, third, fourth)) {
        plays.add(differencesIn(studio.record(toPlay, stage)));
        toPlay = List.copyOf(plays.getLast().keySet());
      }
    }

    assertThat(plays.getLast()).as("differences in each of the plays: %s", plays).isEmpty();
  }

  private static List<Experiment> everything() {
    return Stream.concat(Experiment.all().stream(), Experiment.scaled().stream()).toList();
  }

  private static List<String> differences(
      Experiment experiment, Observations before, Recording recording) {
    return experiment.scaledTo().isPresent()
        ? Comparison.differencesAtRest(before, recording)
        : Comparison.differences(before, recording);
  }

  private static Map<Experiment, List<String>> differencesIn(Map<Experiment, Recording> recordings)
      throws IOException {
    Map<Experiment, List<String>> all = new LinkedHashMap<>();
    for (Map.Entry<Experiment, Recording> it : recordings.entrySet()) {
      Optional<Observations> known = RecordingFiles.of(it.getKey());
      leave(it.getKey(), known, it.getValue());
      List<String> differences =
          known
              .map(before -> differences(it.getKey(), before, it.getValue()))
              .orElse(List.of("never recorded before"));
      if (!differences.isEmpty()) {
        all.put(it.getKey(), differences);
      }
    }
    return all;
  }

  private static void leave(
      Experiment experiment, Optional<Observations> known, Recording recording) throws IOException {
    Observations all =
        known
            .filter(it -> it.acts().equals(recording.acts()))
            .map(it -> it.with(recording))
            .orElseGet(() -> Observations.of(recording));
    Files.createDirectories(LEFT_IN);
    Files.writeString(
        LEFT_IN.resolve(RecordingFiles.nameFor(experiment)),
        RecordingFiles.textFor(experiment, all));
  }
}
