package dev.rollwave.kubernetes.lease;

import dev.rollwave.engine.message.Event;
import dev.rollwave.kubernetes.api.Answer;
import dev.rollwave.kubernetes.api.Answer.Ok;
import dev.rollwave.kubernetes.api.Answer.Refused;
import dev.rollwave.kubernetes.api.Answer.Unavailable;
import dev.rollwave.kubernetes.api.ApiPath;
import dev.rollwave.kubernetes.api.ApiRequest;
import dev.rollwave.kubernetes.api.Backoff;
import dev.rollwave.kubernetes.api.Granting;
import dev.rollwave.kubernetes.api.Requests;
import dev.rollwave.kubernetes.api.Ticker;
import dev.rollwave.plan.StatePlace;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.runner.RunLock;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A lock that is a Lease in the cluster.
 *
 * <p>Whether its holder is alive is told by whether the record changes while we look at it, for as
 * long as the holder asked to be respected. The times in the record are for people: they come from
 * the clocks of other machines.
 *
 * @see <a
 *     href="https://github.com/kubernetes/client-go/blob/master/tools/leaderelection/leaderelection.go">leaderelection.go</a>
 */
public final class LeaseLock implements RunLock {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
  private static final int MAX_CONFLICTS = 10;

  /** A person waits; with five tries a server that is just being restarted is forgiven. */
  private static final int MAX_ATTEMPTS = 5;

  private final Surroundings surroundings;
  private final Requests requests;
  private final String namespace;
  private final InstantSource clock;
  private final Ticker ticker;

  /**
   * What a lock needs of the world.
   *
   * @param requests to the API server
   * @param clock for the times in the record, which are for people
   * @param ticker the clock to wait on
   */
  public record Surroundings(Requests requests, InstantSource clock, Ticker ticker) {}

  /** Locks of the plans whose state lies in {@code namespace}. */
  public LeaseLock(Surroundings surroundings, String namespace) {
    this.surroundings = surroundings;
    this.namespace = namespace;
    requests = surroundings.requests();
    clock = surroundings.clock();
    ticker = surroundings.ticker();
  }

  @Override
  public Outcome acquire(Claim claim, Consumer<Event> sink) throws ClusterException {
    try {
      Backoff backoff = requests.backoff();
      int overtaken = 0;
      int doubted = 0;
      while (true) {
        switch (attempt(claim, sink)) {
          case Attempt.Settled(Outcome outcome) -> {
            return outcome;
          }
          case Attempt.Overtaken _ -> {
            if (++overtaken == MAX_CONFLICTS) {
              throw new ClusterException.Refused(
                  "the lock "
                      + path(claim)
                      + " was changed by others at each of several tries; `kubectl get lease` shows"
                      + " who holds it");
            }
          }
          case Attempt.InDoubt(Unavailable<Lease> unavailable) -> {
            if (++doubted == MAX_ATTEMPTS) {
              throw new ClusterException.Unreachable(
                  "the lock " + path(claim) + " could not be written: " + unavailable.cause());
            }
            ticker.waitFor(backoff.afterFailure(unavailable.retryAfter()));
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException.Unreachable("interrupted while waiting for " + path(claim));
    }
  }

  private ApiPath path(Claim claim) {
    return ApiPath.leases(namespace).named(StatePlace.nameFor(claim.plan()));
  }

  /** What came of one try. */
  private sealed interface Attempt {
    record Settled(Outcome outcome) implements Attempt {}

    /** Another process was quicker, so that it has to be looked at again. */
    record Overtaken() implements Attempt {}

    /** It may have been written all the same: the record tells. */
    record InDoubt(Unavailable<Lease> unavailable) implements Attempt {}
  }

  private Attempt attempt(Claim claim, Consumer<Event> sink)
      throws ClusterException, InterruptedException {
    Optional<Lease> found = read(claim);
    if (found.isEmpty()) {
      Lease fresh = LeaseRecord.held(claim, namespace, clock.instant());
      return create(ApiRequest.create(ApiPath.leases(namespace), json(fresh)), claim, sink);
    }
    Lease lease = found.get();
    if (LeaseRecord.holder(lease).filter(holder -> !holder.equals(claim.holder())).isPresent()) {
      Optional<Lease> now = aliveOrGone(claim, lease);
      if (now.isPresent()) {
        // Given back meanwhile it is free, so to be tried again.
        return LeaseRecord.holder(now.get()).isPresent()
            ? new Attempt.Settled(LeaseRecord.heldBy(now.get()))
            : new Attempt.Overtaken();
      }
    }
    Lease ours = LeaseRecord.taken(lease, claim, clock.instant());
    return write(ApiRequest.update(path(claim), json(ours)), claim, sink);
  }

  /** The record as it was changed while we looked; empty when its holder let it expire. */
  private Optional<Lease> aliveOrGone(Claim claim, Lease seen)
      throws ClusterException, InterruptedException {
    Duration since = ticker.elapsed();
    while (ticker.elapsed().minus(since).compareTo(LeaseRecord.duration(seen)) < 0) {
      ticker.waitFor(LOOK_AGAIN);
      Optional<Lease> now = read(claim);
      if (now.isEmpty()) {
        return Optional.of(LeaseRecord.released(seen, clock.instant()));
      }
      if (!LeaseRecord.isUnchanged(seen, now.get())) {
        return now;
      }
    }
    return Optional.empty();
  }

  private Optional<Lease> read(Claim claim) throws ClusterException, InterruptedException {
    Answer<Lease> answer =
        requests.patiently(ApiRequest.get(path(claim)), Lease.class, MAX_ATTEMPTS);
    if (answer instanceof Refused<Lease> refused && refused.isNotFound()) {
      return Optional.empty();
    }
    return Optional.of(Granting.require(requests, answer));
  }

  // An object that is to be created cannot be missing: what is not found is its namespace.
  private Attempt create(ApiRequest request, Claim claim, Consumer<Event> sink)
      throws ClusterException, InterruptedException {
    Answer<Lease> answer = requests.once(request, Lease.class);
    if (answer instanceof Refused<Lease> refused && refused.isNotFound()) {
      throw new ClusterException.Refused(
          "there is no namespace "
              + namespace
              + " for the lock and the record of plan "
              + claim.plan()
              + "; create it, or name another as stateNamespace in the plan or with"
              + " --state-namespace");
    }
    return settle(answer, claim, sink);
  }

  private Attempt write(ApiRequest request, Claim claim, Consumer<Event> sink)
      throws ClusterException, InterruptedException {
    return settle(requests.once(request, Lease.class), claim, sink);
  }

  private Attempt settle(Answer<Lease> answer, Claim claim, Consumer<Event> sink)
      throws ClusterException {
    return switch (answer) {
      case Ok<Lease>(Lease lease) ->
          new Attempt.Settled(
              new Outcome.Acquired(new HeldLease(surroundings, path(claim), lease, sink).start()));
      case Refused<Lease> refused when refused.isConflict() -> new Attempt.Overtaken();
      case Refused<Lease> refused -> throw new ClusterException.Refused(refused.message());
      case Unavailable<Lease> unavailable -> new Attempt.InDoubt(unavailable);
    };
  }

  private String json(Lease lease) {
    return requests.server().json(lease);
  }
}
