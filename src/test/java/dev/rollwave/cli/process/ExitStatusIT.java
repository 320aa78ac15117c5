package dev.rollwave.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.testcluster.process.JarProcess;
import dev.rollwave.testcluster.process.PackagedJar;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the packaged jar says where no cluster is needed, or none is there. */
class ExitStatusIT {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration SOON = Duration.ofSeconds(15);
  private static final String PLAN =
      """
      apiVersion: rollwave.dev/v1
      kind: RestartPlan
      metadata: {name: sound}
      spec:
        reason: a test
        waves:
          - name: only
            workloads: [{kind: Deployment, namespace: shop, name: web}]
      """;

  @TempDir private Path folder;

  @Test
  void an_invalid_plan_is_2_and_every_problem_has_its_line_and_column() throws IOException {
    Path plan =
        write("faulty.yaml", PLAN.replace("reason:", "reson:").replace("Deployment", "Deploment"));

    try (JarProcess run = PackagedJar.in(folder).start("run", plan.toString())) {
      assertThat(run.awaitExit(TIMEOUT)).as(run::transcript).isEqualTo(2);
      assertThat(run.errors()).contains("faulty.yaml:5:3").contains("faulty.yaml:8:26");
      assertThat(run.output()).isEmpty();
    }
  }

  @Test
  void windows_ignored_without_a_reason_are_2() throws IOException {
    Path plan = write("sound.yaml", PLAN);

    try (JarProcess run =
        PackagedJar.in(folder).start("run", plan.toString(), "--ignore-windows")) {
      assertThat(run.awaitExit(TIMEOUT)).as(run::transcript).isEqualTo(2);
      assertThat(run.errors()).contains("--reason");
    }
  }

  @Test
  void an_address_at_which_nobody_listens_is_6_soon() throws IOException {
    try (JarProcess run = runAgainst(closedPort())) {
      assertThat(run.awaitExit(SOON)).as(run::transcript).isEqualTo(6);
      assertThat(run.errors()).contains("could not be reached").contains("127.0.0.1:");
    }
  }

  @Test
  void an_address_that_takes_the_connection_and_says_nothing_is_6_soon() throws IOException {
    try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        JarProcess run = runAgainst(mute.getLocalPort())) {
      assertThat(run.awaitExit(SOON)).as(run::transcript).isEqualTo(6);
      assertThat(run.errors()).contains("could not be reached").contains("127.0.0.1:");
    }
  }

  @Test
  void a_context_that_is_not_in_the_kubeconfig_is_3() throws IOException {
    try (JarProcess run = runAgainst(1, "--context", "elsewhere")) {
      assertThat(run.awaitExit(TIMEOUT)).as(run::transcript).isEqualTo(3);
      assertThat(run.errors()).contains("elsewhere");
    }
  }

  private JarProcess runAgainst(int port, String... options) throws IOException {
    Path kubeconfig =
        write(
            "kubeconfig",
            """
            apiVersion: v1
            kind: Config
            clusters: [{name: gone, cluster: {server: "https://127.0.0.1:%d"}}]
            users: [{name: nobody, user: {token: none}}]
            contexts: [{name: gone, context: {cluster: gone, user: nobody}}]
            current-context: gone
            """
                .formatted(port));
    String[] arguments = {
      "run", write("sound.yaml", PLAN).toString(), "--yes", "--kubeconfig", kubeconfig.toString()
    };
    return PackagedJar.in(folder)
        .start(Stream.concat(Stream.of(arguments), Stream.of(options)).toArray(String[]::new));
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
