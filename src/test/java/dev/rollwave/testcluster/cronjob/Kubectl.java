package dev.rollwave.testcluster.cronjob;

import dev.rollwave.testcluster.TestCluster;
import dev.rollwave.testcluster.controlplane.ControlPlane;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code kubectl}, as a person at the cluster uses it.
 *
 * @param program the one that was built with the control plane, or that of the path
 * @param kubeconfig of the administrator
 */
record Kubectl(Path program, Path kubeconfig) {

  static Kubectl of(TestCluster cluster) {
    Path program =
        cluster.controlPlane().map(ControlPlane::kubectl).orElseGet(() -> Path.of("kubectl"));
    return new Kubectl(program, cluster.kubeconfig());
  }

  /** Runs it and returns what it printed; fails, with that, when it did not end well. */
  String run(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.add("--kubeconfig=" + kubeconfig);
    command.addAll(List.of(arguments));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(String.join(" ", command) + "\n" + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while kubectl ran", e);
    }
  }
}
