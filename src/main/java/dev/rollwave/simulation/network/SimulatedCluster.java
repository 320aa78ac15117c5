package dev.rollwave.simulation.network;

import dev.rollwave.engine.message.Command;
import dev.rollwave.engine.message.Command.InspectPods;
import dev.rollwave.engine.message.Command.PatchRestart;
import dev.rollwave.engine.message.Event;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.runner.Cluster;
import dev.rollwave.runner.PlanResolver;
import dev.rollwave.runner.Resolution;
import dev.rollwave.simulation.cluster.PodAnswer;
import dev.rollwave.simulation.cluster.SimulatedApiServer;
import dev.rollwave.simulation.network.Wire.Leg;
import dev.rollwave.simulation.time.VirtualTime;
import dev.rollwave.simulation.time.VirtualTime.Occurrence;
import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.rollout.StampedPods;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One runner's connection to a simulated cluster. */
public final class SimulatedCluster implements Cluster {
  /** As long as a client waits for an answer before it gives a request up. */
  public static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);

  /** As long as a watch that tells of nothing is trusted, before everything is listed again. */
  public static final Duration SILENCE = Duration.ofSeconds(30);

  /** How long a question is asked again that is refused. */
  public static final Duration REFUSAL_TIMEOUT = Duration.ofMinutes(2);

  /** How long a question is asked again that the API server cannot answer now. */
  public static final Duration DOUBT_TIMEOUT = Duration.ofMinutes(15);

  /** As long as a runner waits for what pods show before it asks anew, and takes nothing older. */
  private static final Duration ASKED_ANEW = Duration.ofSeconds(20);

  private static final Duration ASKED_AGAIN = Duration.ofSeconds(2);

  private final VirtualTime time;
  private final InstantSource clock;
  private final SimulatedApiServer api;
  private final Wire wire;
  private final Traffic traffic;
  private final SeenVersions seen = new SeenVersions();
  private final List<SimulatedWatch> watches = new ArrayList<>();

  SimulatedCluster(VirtualTime time, InstantSource clock, SimulatedApiServer api, Wire wire) {
    this.time = time;
    this.clock = clock;
    this.api = api;
    this.wire = wire;
    this.traffic = new Traffic(time, wire);
  }

  @Override
  public Resolution resolve(RestartPlan plan) {
    return PlanResolver.choose(plan, api::names)
        .resolution(ref -> seen.noted(api.snapshotOf(ref).orElseThrow()));
  }

  @Override
  public Optional<String> tryRestart(PatchRestart restart) {
    return api.refusal(restart);
  }

  @Override
  public Map<WorkloadRef, PodSet> pods(Collection<WorkloadRef> refs) {
    Map<WorkloadRef, PodSet> pods = new HashMap<>();
    for (WorkloadRef ref : refs) {
      if (!traffic.reachability().isDown() && unreadable(ref).isEmpty()) {
        api.podsListed(ref).ifPresent(found -> pods.put(ref, found));
      }
    }
    return pods;
  }

  @Override
  public void watch(Collection<WorkloadRef> refs, Consumer<Event> sink) {
    SimulatedWatch watch = new SimulatedWatch(api, traffic, seen, refs, sink);
    watches.add(watch);
    watch.begin();
  }

  @Override
  public void carryOut(Command command, Consumer<Event> sink) {
    switch (command) {
      case PatchRestart patch -> patch(patch, sink);
      case Command.Reread(WorkloadRef ref) ->
          ask(
              new Question(
                  ref,
                  () -> List.of(new Event.Reread(ref, api.asOf(ref, wire.staleness(ref)))),
                  sink,
                  time.instant(),
                  Optional.empty()));
      case InspectPods question ->
          ask(
              new Question(
                  question.ref(), () -> inspect(question), sink, time.instant(), Optional.empty()));
    }
  }

  @Override
  public void close() {
    traffic.close();
    watches.forEach(SimulatedWatch::close);
    watches.clear();
  }

  private void patch(PatchRestart patch, Consumer<Event> sink) {
    if (!clock.instant().isBefore(patch.notAfter())) {
      time.after(
          Duration.ZERO, traffic.guarded(() -> sink.accept(new Event.RestartNotSent(patch.ref()))));
      return;
    }
    exchange(
        patch.ref(),
        () -> List.of(answer(patch)),
        (reply, _) -> sink.accept(reply),
        () ->
            sink.accept(
                new Event.RestartUnknown(
                    patch.ref(), "no answer within " + REQUEST_TIMEOUT.toSeconds() + " s")));
  }

  private Event answer(PatchRestart patch) {
    Optional<InjectedError> injectedError = wire.injectedError(patch.ref());
    if (injectedError.isEmpty()) {
      return api.restart(patch);
    }
    if (injectedError.get().applies()) {
      api.restart(patch);
    }
    return injectedError.get() == InjectedError.FORBIDDEN
        ? new Event.RestartRefused(patch.ref(), injectedError.get().message())
        : new Event.RestartUnknown(patch.ref(), injectedError.get().message());
  }

  /**
   * Something that only reads, and so may be asked again.
   *
   * @param asked when, for the first time
   * @param refusedSince since when it is refused, if it is
   */
  private record Question(
      WorkloadRef ref,
      Supplier<List<Event>> answer,
      Consumer<Event> sink,
      Instant asked,
      Optional<Instant> refusedSince) {
    Question refused(Instant now) {
      return new Question(ref, answer, sink, asked, refusedSince.or(() -> Optional.of(now)));
    }
  }

  /** A question that got no answer, or an old one, or is refused for a while, is asked again. */
  private void ask(Question question) {
    exchange(
        question.ref(),
        () ->
            unreadable(question.ref())
                .map(spot -> List.<Event>of(new Event.ReadRefused(question.ref(), spot.answer())))
                .orElseGet(question.answer()),
        (reply, isFirst) -> {
          note(question, reply, isFirst);
          if (reply instanceof Event.ReadRefused refused) {
            // Of an answer that comes twice, or too late, nothing more follows.
            if (isFirst) {
              askAgain(question.refused(time.instant()), refused);
            }
          } else if (!seen.isOutdated(reply)) {
            question.sink().accept(reply);
          } else if (isFirst && reply instanceof Event.Reread) {
            ask(question);
          }
        },
        () -> ask(question));
  }

  private void askAgain(Question question, Event.ReadRefused refused) {
    Duration timeout =
        wire.blindSpots().stream()
                .anyMatch(spot -> !spot.refused() && spot.answer().equals(refused.cause()))
            ? DOUBT_TIMEOUT
            : REFUSAL_TIMEOUT;
    Instant last = question.refusedSince().orElseThrow().plus(timeout);
    if (time.instant().isBefore(last)) {
      time.after(ASKED_AGAIN, traffic.guarded(() -> ask(question)));
    } else {
      question.sink().accept(refused);
    }
  }

  private Optional<BlindSpot> unreadable(WorkloadRef ref) {
    return wire.blindSpots().stream()
        .filter(spot -> spot.ofReads() && spot.kind() == ref.kind())
        .filter(spot -> spot.covers(time.instant()))
        .findFirst();
  }

  /** Is told of each part of an answer, and whether it came before the request was given up. */
  private interface Hearing {
    void hear(Event reply, boolean isFirst);
  }

  private void exchange(
      WorkloadRef ref, Supplier<List<Event>> answer, Hearing hearing, Runnable onSilence) {
    Runnable complaint = wire.isForgotten(ref) ? () -> {} : onSilence;
    Occurrence silence = time.after(REQUEST_TIMEOUT, traffic.guarded(complaint));
    var _ =
        traffic.isLost(
            Leg.REQUEST,
            ref,
            () -> {
              if (!traffic.reachability().isDown()) {
                List<Event> replies = answer.get();
                var _ =
                    traffic.isLost(
                        Leg.REPLY,
                        ref,
                        () -> {
                          boolean isFirst = silence.cancel();
                          replies.forEach(this::note);
                          replies.forEach(reply -> hearing.hear(reply, isFirst));
                        });
              }
            });
  }

  // An answer that comes after its request was given up may be taken or not, and one that comes
  // after its question was is not.
  private void note(Question question, Event reply, boolean isFirst) {
    if (reply instanceof Event.PodsInspected answer) {
      boolean isInTime = time.instant().isBefore(question.asked().plus(ASKED_ANEW));
      api.podsAreTold(new PodAnswer(answer, question.asked(), isFirst && isInTime));
    }
  }

  private void note(Event reply) {
    if (reply instanceof Event.RestartUnknown(var _, String cause, var _)
        && InjectedError.reads(cause)) {
      traffic.reachability().failed(cause);
    } else {
      traffic.reachability().answered();
    }
  }

  // Pods that prove what is shown are read alone. Otherwise the workload is read first, and it is
  // told what it looks like.
  private List<Event> inspect(InspectPods question) {
    PodSet pods = podsFor(question);
    Optional<PodSet> proof = question.shown().flatMap(it -> StampedPods.proving(it, pods.pods()));
    if (proof.isPresent()) {
      return List.of(new Event.PodsInspected(question, proof.get()));
    }
    List<Event> told = new ArrayList<>();
    api.snapshotOf(question.ref()).ifPresent(it -> told.add(new Event.Observed(it)));
    told.add(new Event.PodsInspected(question, pods));
    return told;
  }

  private PodSet podsFor(InspectPods question) {
    return api.pods(question.ref(), question.withEvidence())
        .orElseGet(() -> new PodSet(Optional.empty(), List.of()));
  }
}
