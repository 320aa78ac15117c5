package dev.rollwave.training;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Plays a run for the JVM to remember: {@code Training CACHE JAVA OPTION... -jar JAR} starts that
 * jar with a plan of two waves and an API server in this process, which it reads, watches and
 * patches over TLS, with a lock and a record, until both are proven healthy; then a dry run and
 * {@code status} are played. What its JVM has loaded and linked by then is written to CACHE, for
 * starts with the same java, options and jar.
 *
 * <p>Runs from its source, on the class path of the jar: {@code java -cp JAR Training.java}.
 *
 * @see <a href="https://openjdk.org/jeps/514">JEP 514</a>
 */
public final class Training {
  private static final int LONGEST_SECONDS = 120;

  private static final String PLAN =
      """
      apiVersion: rollwave.dev/v1
      kind: RestartPlan
      metadata: {name: training}
      spec:
        reason: the JVM learns which classes a run needs
        timeZone: Europe/Madrid
        windows:
          - {days: [Mon, Tue, Wed, Thu, Fri, Sat, Sun], from: "00:00", to: "24:00"}
        throttle: {maxInFlight: 2}
        health: {timeout: 1m, soak: 1s}
        waves:
          - name: caches
            workloads:
              - {kind: StatefulSet, namespace: training, name: cache}
          - name: backends
            dependsOn: [caches]
            workloads:
              - {kind: Deployment, namespace: training, selector: "app=web"}
      """;

  private Training() {}

  /** Ends with 0 when the cache is there, with 1 and the run's output when it is not. */
  public static void main(String[] args) throws InterruptedException {
    if (args.length < 2) {
      System.err.println("usage: Training CACHE JAVA OPTION... -jar JAR");
      System.exit(2);
    }
    try {
      train(Path.of(args[0]).toAbsolutePath(), List.of(args).subList(1, args.length));
    } catch (IOException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
    System.exit(0);
  }

  /**
   * Makes the file {@code cache} for {@code java}: the program, its options, {@code -jar} and a
   * jar.
   *
   * @throws IOException when there is none at the end, with what the run wrote
   */
  public static void train(Path cache, List<String> java) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("training-");
    try (TrainingServer server = TrainingServer.start(Certificate.make(folder))) {
      Path output = folder.resolve("output");
      Path made = folder.resolve("cache");
      Process run =
          new ProcessBuilder(command(java, made, server, folder))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean isOver = run.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
      run.destroyForcibly();
      if (!isOver || run.exitValue() != 0 || !Files.exists(made)) {
        String end = isOver ? "ended with " + run.exitValue() : "did not end";
        throw new IOException(
            "the run to train with %s:%n%s".formatted(end, Files.readString(output)));
      }
      moveInPlace(made, cache);
    } finally {
      remove(folder);
    }
  }

  private static List<String> command(
      List<String> java, Path made, TrainingServer server, Path folder) throws IOException {
    Path plan = Files.writeString(folder.resolve("plan.yaml"), PLAN);
    String authority = Base64.getEncoder().encodeToString(server.certificate().getBytes(US_ASCII));
    Path kubeconfig =
        Files.writeString(
            folder.resolve("kubeconfig"),
            """
            apiVersion: v1
            kind: Config
            current-context: training
            clusters:
              - name: training
                cluster: {server: "https://127.0.0.1:%d", certificate-authority-data: %s}
            users: [{name: training, user: {token: training}}]
            contexts:
              - name: training
                context: {cluster: training, user: training, namespace: training}
            """
                .formatted(server.port(), authority));
    List<String> cluster = List.of("--kubeconfig", kubeconfig.toString());
    List<List<String>> commands =
        List.of(
            List.of("--version"),
            List.of("validate", plan.toString()),
            with(
                cluster,
                "run",
                plan.toString(),
                "--yes",
                "--report",
                folder.resolve("report.json").toString()),
            with(cluster, "run", plan.toString(), "--dry-run"),
            with(cluster, "status", plan.toString()));
    Path file =
        Files.writeString(
            folder.resolve("commands"),
            commands.stream()
                .map(command -> String.join("\n", command))
                .collect(Collectors.joining("\n\n")));
    // As with -jar, but for what it begins with.
    List<String> command = new ArrayList<>(java.subList(0, java.size() - 2));
    command.add(1, "-XX:AOTCacheOutput=" + made);
    command.addAll(List.of("-cp", java.getLast()));
    command.addAll(List.of("dev.rollwave.cli.SeveralCommands", file.toString()));
    return command;
  }

  private static List<String> with(List<String> cluster, String... command) {
    return Stream.concat(Stream.of(command), cluster.stream()).toList();
  }

  // Whole or not at all: another start may look for it at any time.
  private static void moveInPlace(Path made, Path cache) throws IOException {
    Path beside = Files.createTempFile(cache.getParent(), "rollwave-", ".aot");
    Files.move(made, beside, StandardCopyOption.REPLACE_EXISTING);
    Files.move(beside, cache, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
