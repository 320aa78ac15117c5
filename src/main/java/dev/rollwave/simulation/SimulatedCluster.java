package dev.rollwave.simulation;

import dev.rollwave.engine.Command;
import dev.rollwave.engine.Command.InspectPods;
import dev.rollwave.engine.Command.PatchRestart;
import dev.rollwave.engine.Event;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.runner.Cluster;
import dev.rollwave.runner.Resolution;
import dev.rollwave.simulation.VirtualTime.Occurrence;
import dev.rollwave.simulation.Wire.Leg;
import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One runner's connection to a simulated cluster. */
public final class SimulatedCluster implements Cluster {
  /** As long as a client waits for an answer before it gives a request up. */
  public static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);

  /** As long as a watch that tells of nothing is trusted, before everything is listed again. */
  public static final Duration SILENCE = Duration.ofSeconds(30);

  private final VirtualTime time;
  private final InstantSource clock;
  private final ApiServer api;
  private final Wire wire;
  private final Reachability reachability;
  private final List<Consumer<Event>> watchers = new ArrayList<>();
  private final Map<WorkloadRef, Runnable> listings = new HashMap<>();
  private final SeenVersions seen = new SeenVersions();
  private boolean closed;

  SimulatedCluster(VirtualTime time, InstantSource clock, ApiServer api, Wire wire) {
    this.time = time;
    this.clock = clock;
    this.reachability = new Reachability(time, wire);
    this.api = api;
    this.wire = wire;
  }

  @Override
  public Resolution resolve(RestartPlan plan) {
    return new PlanResolver(api).resolve(plan);
  }

  @Override
  public Optional<String> tryRestart(PatchRestart restart) {
    return api.refusal(restart);
  }

  @Override
  public Map<WorkloadRef, PodSet> pods(Collection<WorkloadRef> refs) {
    Map<WorkloadRef, PodSet> pods = new HashMap<>();
    for (WorkloadRef ref : reachability.isDown() ? List.<WorkloadRef>of() : refs) {
      api.find(ref).ifPresent(workload -> pods.put(ref, workload.podSet(false)));
    }
    return pods;
  }

  @Override
  public void watch(Collection<WorkloadRef> refs, Consumer<Event> sink) {
    Set<WorkloadRef> watched = new HashSet<>(refs);
    Consumer<Event> watcher =
        event -> {
          WorkloadRef ref = refOf(event);
          if (watched.contains(ref)) {
            travel(
                Leg.WATCH,
                ref,
                () -> {
                  reachability.answered();
                  if (!seen.isOutdated(event)) {
                    sink.accept(event);
                  }
                });
          }
        };
    Runnable list =
        () -> {
          for (WorkloadRef ref : new TreeSet<>(watched)) {
            list(ref).forEach(watcher);
          }
        };
    reachability.tell(guarded(sink), guarded(list));
    watched.forEach(ref -> listings.put(ref, () -> list(ref).forEach(watcher)));
    list.run();
    watchers.add(watcher);
    api.watch(watcher);
  }

  @Override
  public void carryOut(Command command, Consumer<Event> sink) {
    switch (command) {
      case PatchRestart patch -> patch(patch, sink);
      case Command.Reread(WorkloadRef ref) ->
          ask(ref, () -> new Event.Reread(ref, api.asOf(ref, wire.staleness(ref))), sink);
      case InspectPods question ->
          ask(question.ref(), () -> new Event.PodsInspected(question, podsFor(question)), sink);
    }
  }

  @Override
  public void close() {
    closed = true;
    watchers.forEach(api::unwatch);
    watchers.clear();
  }

  private void patch(PatchRestart patch, Consumer<Event> sink) {
    if (!clock.instant().isBefore(patch.notAfter())) {
      time.after(Duration.ZERO, guarded(() -> sink.accept(new Event.RestartNotSent(patch.ref()))));
      return;
    }
    exchange(
        patch.ref(),
        () -> answer(patch),
        sink,
        () ->
            sink.accept(
                new Event.RestartUnknown(
                    patch.ref(), "no answer within " + REQUEST_TIMEOUT.toSeconds() + " s")));
  }

  private Event answer(PatchRestart patch) {
    Optional<Rebuff> rebuff = wire.rebuff(patch.ref());
    if (rebuff.isEmpty()) {
      return api.restart(patch);
    }
    if (rebuff.get().applies()) {
      api.restart(patch);
    }
    return rebuff.get() == Rebuff.FORBIDDEN
        ? new Event.RestartRefused(patch.ref(), rebuff.get().message())
        : new Event.RestartUnknown(patch.ref(), rebuff.get().message());
  }

  /** Reading changes nothing, so a question that got no answer, or an old one, is asked again. */
  private void ask(WorkloadRef ref, Supplier<Event> answer, Consumer<Event> sink) {
    exchange(ref, answer, sink, () -> ask(ref, answer, sink));
  }

  private void exchange(
      WorkloadRef ref, Supplier<Event> answer, Consumer<Event> sink, Runnable onSilence) {
    Runnable complaint = wire.isForgotten(ref) ? () -> {} : onSilence;
    Occurrence silence = time.after(REQUEST_TIMEOUT, guarded(complaint));
    travel(
        Leg.REQUEST,
        ref,
        () -> {
          if (reachability.isDown()) {
            return;
          }
          Event reply = answer.get();
          travel(
              Leg.REPLY,
              ref,
              () -> {
                boolean isFirst = silence.cancel();
                hear(reply);
                if (!seen.isOutdated(reply)) {
                  sink.accept(reply);
                } else if (isFirst) {
                  onSilence.run();
                }
              });
        });
  }

  private void hear(Event reply) {
    if (reply instanceof Event.RestartUnknown(var _, String cause, var _) && Rebuff.reads(cause)) {
      reachability.failed(cause);
    } else {
      reachability.answered();
    }
  }

  private void travel(Leg leg, WorkloadRef ref, Runnable arrival) {
    if (reachability.isDown()) {
      return;
    }
    List<Duration> deliveries = wire.deliveries(leg, ref);
    if (leg == Leg.WATCH && deliveries.isEmpty()) {
      time.after(SILENCE, guarded(() -> listings.getOrDefault(ref, () -> {}).run()));
    }
    for (Duration delay : deliveries) {
      // What the runner sent still arrives after it closed; nothing reaches the runner any more.
      time.after(delay, leg == Leg.REQUEST ? arrival : guarded(arrivalOver(arrival)));
    }
  }

  // What is on its way when the server goes out of reach is lost with the connection.
  private Runnable arrivalOver(Runnable arrival) {
    return () -> {
      if (!reachability.isDown()) {
        arrival.run();
      }
    };
  }

  private Consumer<Event> guarded(Consumer<Event> sink) {
    return event -> {
      if (!closed) {
        sink.accept(event);
      }
    };
  }

  private Runnable guarded(Runnable arrival) {
    return () -> {
      if (!closed) {
        arrival.run();
      }
    };
  }

  private PodSet podsFor(InspectPods question) {
    return api.find(question.ref())
        .map(workload -> workload.podSet(question.withLogs()))
        .orElseGet(() -> new PodSet(Optional.empty(), List.of()));
  }

  // What happened since a list that is old follows it, since a watch goes on from the list's
  // version.
  private List<Event> list(WorkloadRef ref) {
    Optional<WorkloadSnapshot> now = api.find(ref).map(SimulatedWorkload::snapshot);
    if (now.isEmpty()) {
      return List.of(new Event.Deleted(ref));
    }
    Optional<WorkloadSnapshot> listed = api.asOf(ref, wire.staleness(ref));
    return listed.equals(now)
        ? List.of(new Event.Observed(now.get()))
        : List.of(new Event.Observed(listed.orElseThrow()), new Event.Observed(now.get()));
  }

  private static WorkloadRef refOf(Event event) {
    return switch (event) {
      case Event.Observed(var snapshot) -> snapshot.ref();
      case Event.Deleted(var ref) -> ref;
      default -> throw new IllegalArgumentException("a watch does not tell of " + event);
    };
  }
}
