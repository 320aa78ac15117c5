package dev.rollwave.kubernetes.cluster;

import dev.rollwave.engine.message.Command;
import dev.rollwave.engine.message.Event;
import dev.rollwave.kubernetes.api.Answer.Ok;
import dev.rollwave.kubernetes.api.Answer.Refused;
import dev.rollwave.kubernetes.api.Answer.Unavailable;
import dev.rollwave.kubernetes.api.ApiServer;
import dev.rollwave.kubernetes.api.Lifetime;
import dev.rollwave.kubernetes.api.Reachability;
import dev.rollwave.kubernetes.api.Requests;
import dev.rollwave.kubernetes.preflight.PlanResolution;
import dev.rollwave.kubernetes.survey.WorkloadLookup;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.runner.Cluster;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.runner.Resolution;
import dev.rollwave.runner.Threads;
import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.WorkloadRef;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** A cluster behind a Kubernetes API server. */
public final class KubernetesCluster implements Cluster {
  /** A person waits for the answer to what is asked before a run begins. */
  private static final int MAX_ATTEMPTS = 3;

  private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(3);

  private final Lifetime lifetime = new Lifetime();
  private final Reachability reachability;
  private final OpenQuestions questions = new OpenQuestions();
  private final ResourceVersions versions = new ResourceVersions();
  private final PodSelections selections = new PodSelections();
  private final ExecutorService threads = Threads.pool("cluster-");
  private final Requests requests;
  private final RestartSender restarts;
  private final PodInspection pods;
  private final Rereads rereads;
  private final Duration silence;

  /** A cluster to which {@code requests} go. */
  public KubernetesCluster(
      ApiServer server, InstantSource clock, RandomGenerator random, Duration silence) {
    reachability = new Reachability(() -> server.probe(PROBE_TIMEOUT), lifetime, random);
    requests = new Requests(server, reachability, lifetime, random);
    restarts = new RestartSender(requests, versions, clock);
    pods = new PodInspection(requests, versions, selections);
    rereads = new Rereads(requests, versions, lifetime);
    this.silence = silence;
  }

  @Override
  public Resolution resolve(RestartPlan plan) throws ClusterException {
    try {
      Resolution resolution = new PlanResolution(requests, MAX_ATTEMPTS).resolve(plan);
      // A run begins with these: what a watch shows that is older is no news to it.
      resolution.targets().values().forEach(wave -> wave.forEach(versions::noted));
      return resolution;
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  @Override
  public Optional<String> tryRestart(Command.PatchRestart restart) throws ClusterException {
    try {
      return switch (restarts.rehearse(restart, MAX_ATTEMPTS)) {
        case Ok<? extends HasMetadata> ok -> Optional.empty();
        case Refused<? extends HasMetadata> refused -> Optional.of(refused.message());
        case Unavailable<? extends HasMetadata> unavailable ->
            throw new ClusterException.Unreachable(unavailable.cause());
      };
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  @Override
  public Map<WorkloadRef, PodSet> pods(Collection<WorkloadRef> refs) {
    try {
      return new BulkPodReader(new WorkloadLookup(requests)).read(refs);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Map.of();
    }
  }

  @Override
  public void watch(Collection<WorkloadRef> refs, Consumer<Event> sink) {
    Consumer<Event> guarded = lifetime.guard(sink);
    reachability.tell(guarded, task -> begin(task::run, guarded));
    for (WatchScope scope : WatchScope.of(refs)) {
      begin(
          () ->
              new WorkloadWatch(requests, lifetime, silence)
                  .follow(scope, new ScopeEvents(scope, versions, selections, guarded)),
          guarded);
    }
  }

  @Override
  public void carryOut(Command command, Consumer<Event> sink) {
    Consumer<Event> guarded = lifetime.guard(sink);
    reachability.tell(guarded, task -> begin(task::run, guarded));
    switch (command) {
      case Command.PatchRestart restart ->
          begin(() -> guarded.accept(restarts.restart(restart)), guarded);
      case Command.Reread _, Command.InspectPods _ -> {
        if (questions.begin(command)) {
          begin(() -> answerAll(command, guarded), guarded);
        }
      }
    }
  }

  private void answerAll(Command first, Consumer<Event> sink) throws InterruptedException {
    Optional<Command> question = Optional.of(first);
    while (question.isPresent() && !lifetime.isClosed()) {
      switch (question.get()) {
        case Command.PatchRestart _ ->
            throw new IllegalStateException("a restart is not a question");
        case Command.Reread(WorkloadRef ref) -> rereads.of(ref).ifPresent(sink);
        case Command.InspectPods inspect -> pods.inspect(inspect).forEach(sink);
      }
      question = questions.next(question.get());
    }
  }

  /** Something that waits for the API server. */
  @FunctionalInterface
  private interface Work {
    void run() throws InterruptedException;
  }

  private void begin(Work work, Consumer<Event> sink) {
    if (lifetime.isClosed()) {
      return;
    }
    threads.execute(
        Threads.guarded(
            () -> {
              try {
                work.run();
              } catch (InterruptedException e) {
                // Only close interrupts, and then the answer is not waited for any more.
                Thread.currentThread().interrupt();
              }
            },
            sink));
  }

  private static ClusterException interrupted() {
    Thread.currentThread().interrupt();
    return new ClusterException.Unreachable("interrupted while waiting for the API server");
  }

  @Override
  public void close() {
    lifetime.close();
    threads.shutdownNow();
  }
}
