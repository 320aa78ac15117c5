package dev.rollwave.testcluster.cronjob;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One pod that is run, from its binding to its end. */
final class PodProcess implements AutoCloseable {
  private static final Duration END = Duration.ofSeconds(10);

  private final KubernetesClient client;
  private final ContainerRuntime runtime;
  private final Pod pod;
  private final Path folder;
  private final ContainerReports reports;
  private final CompletableFuture<Long> deletion = new CompletableFuture<>();
  private final Thread thread;
  private volatile @Nullable Process process;
  private volatile Pod lastSeen;
  private volatile Optional<Integer> exitCode = Optional.empty();

  PodProcess(KubernetesClient client, ContainerRuntime runtime, Pod pod, Path folder) {
    this.client = client;
    this.runtime = runtime;
    this.pod = pod;
    this.folder = folder;
    lastSeen = pod;
    reports = new ContainerReports(client, pod);
    thread = Thread.ofVirtual().name(toString()).unstarted(this::live);
  }

  void start() {
    thread.start();
  }

  private void live() {
    try {
      Files.createDirectories(folder);
      Map<String, Path> mounts = volumes().project();
      Map<String, String> environment = new PodEnvironment(client, pod).resolve();
      Process started = runtime.start(pod, environment, mounts, folder);
      process = started;
      reports.running();
      var _ = deletion.thenAccept(grace -> terminate(started, grace));
      int exit = started.waitFor();
      exitCode = Optional.of(exit);
      reports.terminated(exit);
      var _ = deletion.thenRun(this::takeAway);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      System.err.println("process kubelet: " + this + ": " + e);
    }
  }

  private PodVolumes volumes() {
    return new PodVolumes(client, pod, folder.resolve("volumes"));
  }

  void renewVolumes() throws IOException {
    volumes().project();
  }

  private static void terminate(Process process, long graceSeconds) {
    process.destroy();
    process
        .onExit()
        .orTimeout(graceSeconds, TimeUnit.SECONDS)
        .exceptionally(_ -> process.destroyForcibly());
  }

  // The uid keeps a namesake safe; a Job's finalizer may keep the object until its pod is counted.
  private void takeAway() {
    try {
      client.pods().resource(pod).withGracePeriod(0).delete();
    } catch (KubernetesClientException e) {
      System.err.println("process kubelet: " + this + " is not deleted: " + e.getMessage());
    }
  }

  void see(Pod now) {
    lastSeen = now;
  }

  Pod lastSeen() {
    return lastSeen;
  }

  /** The pod was deleted; a second word changes nothing. */
  void end(long graceSeconds) {
    deletion.complete(graceSeconds);
  }

  void kill() {
    Process running = process;
    if (running != null) {
      running.destroyForcibly();
    }
  }

  /** Stops the process where it stands, so that it hears no signal but SIGKILL. */
  void freeze() throws IOException, InterruptedException {
    long pid = Objects.requireNonNull(process, () -> this + " does not run").pid();
    int exit = new ProcessBuilder("kill", "-STOP", Long.toString(pid)).start().waitFor();
    if (exit != 0) {
      throw new IOException("kill -STOP %d ended with %d".formatted(pid, exit));
    }
  }

  /** Whether it is one of the pods of that Job. */
  boolean isOf(String job) {
    return job.equals(pod.getMetadata().getLabels().get("batch.kubernetes.io/job-name"));
  }

  /** With what its container left; empty as long as it runs. */
  Optional<Integer> exitCode() {
    return exitCode;
  }

  String log() {
    try {
      Path log = folder.resolve("log");
      return Files.exists(log) ? Files.readString(log) : "";
    } catch (IOException e) {
      return "(no log: " + e + ")";
    }
  }

  /** Kills the process and takes the pod away. */
  @Override
  public void close() {
    end(0);
    kill();
    try {
      thread.join(END);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String toString() {
    return pod.getMetadata().getNamespace() + "/" + pod.getMetadata().getName();
  }
}
