package dev.rollwave.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.testcluster.OnSharedCluster;
import dev.rollwave.testcluster.TestCluster;
import dev.rollwave.testcluster.controlplane.ControlPlane;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.Assumptions;
import org.junit.jupiter.api.Test;

/** A reader types what README shows, line by line, and each line does what README says. */
@OnSharedCluster
class ReadmeIT {
  private static final Path README = Path.of("README.md");
  private static final String PROMPT = "$ ";

  @Test
  void the_quickstart_restarts_two_deployments_one_after_the_other_and_leaves_no_marks(
      TestCluster cluster) throws IOException, InterruptedException {
    Assumptions.assumeThat(cluster.controlPlane()).as("kubectl is built beside it").isPresent();
    Path kubectl = cluster.controlPlane().map(ControlPlane::kubectl).orElseThrow();
    List<String> commands = commandsUnder("## Quickstart");
    assertThat(commands.getFirst()).isEqualTo("kind create cluster");

    StringBuilder screen = new StringBuilder();
    for (String command : commands.subList(1, commands.size())) {
      screen.append(typed(command, cluster, kubectl));
    }
    assertThat(screen).contains("Done: 2 workloads restarted and proven healthy.");
    assertThat(marks(cluster, "web")).isNotEmpty();

    typed(commandsUnder("## Uninstall").getLast(), cluster, kubectl);
    assertThat(marks(cluster, "web")).isEmpty();
    typed("kubectl delete namespace quickstart --wait=false", cluster, kubectl);
  }

  private static List<String> marks(TestCluster cluster, String deployment) {
    return cluster
        .client()
        .apps()
        .deployments()
        .inNamespace("quickstart")
        .withName(deployment)
        .get()
        .getMetadata()
        .getAnnotations()
        .keySet()
        .stream()
        .filter(key -> key.startsWith("rollwave.dev/"))
        .toList();
  }

  private static List<String> commandsUnder(String heading) throws IOException {
    return Files.readString(README)
        .lines()
        .dropWhile(line -> !line.equals(heading))
        .skip(1)
        .takeWhile(line -> !line.startsWith("## "))
        .filter(line -> line.startsWith(PROMPT))
        .map(line -> line.substring(PROMPT.length()))
        .toList();
  }

  private static String typed(String command, TestCluster cluster, Path kubectl)
      throws IOException, InterruptedException {
    ProcessBuilder shell =
        new ProcessBuilder("sh", "-c", command)
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    shell.environment().put("KUBECONFIG", cluster.kubeconfig().toString());
    shell
        .environment()
        .merge(
            "PATH",
            Objects.requireNonNull(kubectl.getParent()).toString(),
            (old, its) -> its + ":" + old);
    Process process = shell.start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s%n%s", command, printed).isZero();
    return printed;
  }
}
