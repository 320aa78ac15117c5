package dev.rollwave.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollwave.testcluster.OnSharedCluster;
import dev.rollwave.testcluster.TestCluster;
import dev.rollwave.testcluster.controlplane.ControlPlane;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lays what we read beside what kubectl itself reads of the same file. */
@OnSharedCluster
class KubectlFileIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path directory;
  private Path kubectl = Path.of("kubectl");

  @BeforeEach
  void findKubectl(TestCluster cluster) {
    Assumptions.assumeThat(cluster.controlPlane()).as("kubectl is built beside it").isPresent();
    kubectl = cluster.controlPlane().map(ControlPlane::kubectl).orElseThrow();
  }

  static Stream<KubectlSample> samples() {
    return KubectlSample.all();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void kubectl_reads_the_same(KubectlSample sample) throws IOException, InterruptedException {
    List<JsonNode> expected = new ArrayList<>();
    for (String document : sample.expected()) {
      expected.add(JSON.readTree(document));
    }
    assertThat(readByKubectl(sample.content())).isEqualTo(expected);
  }

  // The only thing that kubectl does to a file without a cluster is to change it a little.
  private List<JsonNode> readByKubectl(byte[] content) throws IOException, InterruptedException {
    Path file = Files.write(directory.resolve("sample.yaml"), content);
    Process process =
        new ProcessBuilder(
                kubectl.toString(),
                "annotate",
                "--local",
                "--filename=" + file,
                "--output=json",
                "read=true")
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(printed).isZero();
    List<JsonNode> documents = new ArrayList<>();
    try (MappingIterator<JsonNode> all = JSON.readerFor(JsonNode.class).readValues(printed)) {
      while (all.hasNextValue()) {
        JsonNode document = all.nextValue();
        ((ObjectNode) document.path("metadata")).remove("annotations");
        documents.add(document);
      }
    }
    return documents;
  }
}
