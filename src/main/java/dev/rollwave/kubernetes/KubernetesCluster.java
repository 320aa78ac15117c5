package dev.rollwave.kubernetes;

import dev.rollwave.engine.Command;
import dev.rollwave.engine.Event;
import dev.rollwave.kubernetes.Answer.Granted;
import dev.rollwave.kubernetes.Answer.Outage;
import dev.rollwave.kubernetes.Answer.Refused;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.runner.Cluster;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.runner.Resolution;
import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** A cluster behind a Kubernetes API server. */
public final class KubernetesCluster implements Cluster {
  /** A person waits for the answer to what is asked before a run begins. */
  private static final int PATIENCE = 3;

  private final Outbox outbox = new Outbox();
  private final Reachability reachability = new Reachability();
  private final Versions versions = new Versions();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Requests requests;
  private final Restarts restarts;
  private final PodInspection pods;
  private final Duration silence;

  KubernetesCluster(
      ApiServer server, InstantSource clock, RandomGenerator random, Duration silence) {
    requests = new Requests(server, reachability, outbox, random);
    restarts = new Restarts(requests, versions, clock);
    pods = new PodInspection(requests);
    this.silence = silence;
  }

  @Override
  public Resolution resolve(RestartPlan plan) throws ClusterException {
    try {
      return new PlanResolution(requests, PATIENCE).resolve(plan);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  @Override
  public Optional<String> tryRestart(Command.PatchRestart restart) throws ClusterException {
    try {
      return switch (restarts.rehearse(restart, PATIENCE)) {
        case Granted<? extends HasMetadata> granted -> Optional.empty();
        case Refused<? extends HasMetadata> refused -> Optional.of(refused.message());
        case Outage<? extends HasMetadata>(String cause, Optional<Duration> retryAfter) ->
            throw new ClusterException.Unreachable(cause);
      };
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  @Override
  public Map<WorkloadRef, PodSet> pods(Collection<WorkloadRef> refs) {
    try {
      return new PodsOfMany(new WorkloadReader(requests)).read(refs);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Map.of();
    }
  }

  @Override
  public void watch(Collection<WorkloadRef> refs, Consumer<Event> sink) {
    Consumer<Event> guarded = outbox.guard(sink);
    reachability.tell(guarded);
    for (WatchScope scope : WatchScope.of(refs)) {
      begin(
          () ->
              new WorkloadWatch(requests, outbox, silence)
                  .follow(scope, new ScopeEvents(scope, versions, guarded)),
          guarded);
    }
  }

  @Override
  public void carryOut(Command command, Consumer<Event> sink) {
    Consumer<Event> guarded = outbox.guard(sink);
    reachability.tell(guarded);
    begin(() -> answer(command).ifPresent(guarded), guarded);
  }

  private Optional<Event> answer(Command command) throws InterruptedException {
    return switch (command) {
      case Command.PatchRestart restart -> Optional.of(restarts.restart(restart));
      case Command.Reread(WorkloadRef ref) -> reread(ref);
      case Command.InspectPods question -> pods.inspect(question);
    };
  }

  private Optional<Event> reread(WorkloadRef ref) throws InterruptedException {
    while (true) {
      switch (requests.insist(ApiRequest.get(ApiPath.of(ref)), Kinds.type(ref.kind()))) {
        case Granted<? extends HasMetadata>(HasMetadata object) -> {
          WorkloadSnapshot snapshot = WorkloadSnapshots.of(object);
          if (versions.isNews(snapshot)) {
            return Optional.of(new Event.Reread(ref, Optional.of(snapshot)));
          }
          // A watch overtook this answer: what it shows is history, and must not be the last word.
        }
        case Refused<? extends HasMetadata> refused when refused.isNotFound() -> {
          return Optional.of(new Event.Reread(ref, Optional.empty()));
        }
        case Refused<? extends HasMetadata> refused -> {
          return Optional.of(new Event.ReadRefused(ref, refused.message()));
        }
        case Outage<? extends HasMetadata> closed -> {
          return Optional.empty();
        }
      }
    }
  }

  /** Something that waits for the API server. */
  @FunctionalInterface
  private interface Work {
    void run() throws InterruptedException;
  }

  private void begin(Work work, Consumer<Event> sink) {
    if (outbox.isClosed()) {
      return;
    }
    threads.execute(() -> {
      try {
        work.run();
      } catch (InterruptedException e) {
        // Only close interrupts; nobody waits for this answer any more.
        Thread.currentThread().interrupt();
      } catch (RuntimeException e) {
        // A run that waits for an answer which never comes would only look alive.
        sink.accept(new Event.Faulted("a fault in Rollwave: " + e));
        throw e;
      }
    });
  }

  private static ClusterException interrupted() {
    Thread.currentThread().interrupt();
    return new ClusterException.Unreachable("interrupted while waiting for the API server");
  }

  @Override
  public void close() {
    outbox.close();
    threads.shutdownNow();
  }
}
