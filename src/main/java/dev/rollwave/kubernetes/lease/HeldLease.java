package dev.rollwave.kubernetes.lease;

import dev.rollwave.engine.message.Event;
import dev.rollwave.kubernetes.api.Answer;
import dev.rollwave.kubernetes.api.Answer.Ok;
import dev.rollwave.kubernetes.api.Answer.Refused;
import dev.rollwave.kubernetes.api.Answer.Unavailable;
import dev.rollwave.kubernetes.api.ApiPath;
import dev.rollwave.kubernetes.api.ApiRequest;
import dev.rollwave.kubernetes.api.Requests;
import dev.rollwave.kubernetes.api.Ticker;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.runner.RunLock;
import dev.rollwave.runner.Threads;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A lock that we hold, and its renewal.
 *
 * <p>It is lost when the record names another holder, or none, or when the API server refuses for
 * longer than others respect it. An outage alone loses nothing: as long as no process can write,
 * none can take it, and when the outage ends the record tells.
 */
final class HeldLease implements RunLock.Hold {
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
  private static final Duration LAST_WORD = Duration.ofSeconds(2);

  /** Somewhat shorter than others respect it, for what is sent takes time to arrive. */
  private static final Duration FRESH = LeaseRecord.DURATION.minusSeconds(3);

  private final Requests requests;
  private final ApiPath path;
  private final InstantSource clock;
  private final Ticker ticker;
  private final Consumer<Event> sink;
  private final String holder;
  private final Thread renewal;
  private volatile Lease lease;
  private volatile boolean lost;
  private volatile Duration renewed;
  private volatile Instant renewedAt;

  /** The lock of {@code lease}, which was just written; its renewal begins. */
  HeldLease(LeaseLock.Surroundings surroundings, ApiPath path, Lease lease, Consumer<Event> sink) {
    requests = surroundings.requests();
    clock = surroundings.clock();
    ticker = surroundings.ticker();
    this.path = path;
    this.lease = lease;
    this.sink = sink;
    holder = LeaseRecord.holder(lease).orElseThrow();
    renewed = ticker.elapsed();
    renewedAt = clock.instant();
    renewal = Threads.unstarted("renewal of " + path.name(), this::keepRenewing, sink);
  }

  HeldLease start() {
    renewal.start();
    return this;
  }

  private void keepRenewing() {
    try {
      Duration pause = RunLock.RENEWAL;
      while (!lost) {
        ticker.waitFor(pause);
        pause = renew();
      }
    } catch (InterruptedException e) {
      // Only close interrupts; the lock is about to be given back.
      Thread.currentThread().interrupt();
    }
  }

  /** How long to wait before the next renewal. */
  private synchronized Duration renew() throws InterruptedException {
    Duration sent = ticker.elapsed();
    Instant sentAt = clock.instant();
    return switch (write(LeaseRecord.renewed(lease, clock.instant()))) {
      case Ok<Lease>(Lease written) -> {
        lease = written;
        renewed = sent;
        renewedAt = sentAt;
        yield RunLock.RENEWAL;
      }
      case Refused<Lease> refused when refused.isConflict() -> lookWhoHoldsIt();
      case Refused<Lease> refused when refused.isNotFound() -> lose(path + " was deleted");
      case Refused<Lease> refused ->
          ticker.elapsed().minus(renewed).compareTo(LeaseRecord.DURATION) < 0
              ? AFTER_FAILURE
              : lose(refused.message());
      case Unavailable<Lease> unavailable ->
          unavailable
              .retryAfter()
              .filter(asked -> asked.compareTo(AFTER_FAILURE) > 0)
              .orElse(AFTER_FAILURE);
    };
  }

  // A conflict may come from ourselves: a renewal that was applied and whose answer was lost.
  private Duration lookWhoHoldsIt() throws InterruptedException {
    return switch (requests.once(ApiRequest.get(path), Lease.class)) {
      case Ok<Lease>(Lease now) -> {
        Optional<String> other = LeaseRecord.holder(now);
        if (other.isPresent() && other.get().equals(holder)) {
          lease = now;
          yield Duration.ZERO;
        }
        yield lose(other.map(o -> path + " was taken by " + o).orElse(path + " was given away"));
      }
      case Refused<Lease> refused when refused.isNotFound() -> lose(path + " was deleted");
      case Refused<Lease> refused -> AFTER_FAILURE;
      case Unavailable<Lease> unavailable -> AFTER_FAILURE;
    };
  }

  // By two clocks: the one that never steps stands still while the machine sleeps.
  @Override
  public boolean isFresh() {
    Duration elapsed = ticker.elapsed().minus(renewed);
    Duration onTheWall = Duration.between(renewedAt, clock.instant());
    return !lost && elapsed.compareTo(FRESH) < 0 && onTheWall.compareTo(FRESH) < 0;
  }

  @Override
  public void confirm() throws ClusterException, InterruptedException {
    if (!lost) {
      // A conflict with a renewal of our own is told apart at the second look.
      Duration again = renew();
      if (again.isZero() && !lost) {
        var _ = renew();
      }
    }
    if (lost) {
      throw new ClusterException.Refused(path + " is no longer ours");
    }
    if (!isFresh()) {
      throw new ClusterException.Unreachable(path + " could not be renewed");
    }
  }

  private Duration lose(String cause) {
    if (!lost) {
      lost = true;
      sink.accept(new Event.LockLost("lock lost: " + cause));
    }
    return Duration.ZERO;
  }

  private Answer<Lease> write(Lease changed) throws InterruptedException {
    return requests.once(ApiRequest.update(path, requests.server().json(changed)), Lease.class);
  }

  /** Takes {@link #LAST_WORD} for the renewal under way and as long for the release at most. */
  @Override
  public void close() {
    renewal.interrupt();
    try {
      if (!renewal.join(LAST_WORD) || lost) {
        return;
      }
      // Who asked the process to end does not wait for an API server that says nothing; others wait
      // until the lock expires.
      Thread release = Threads.unstarted("release of " + path.name(), this::release, sink);
      release.start();
      if (!release.join(LAST_WORD)) {
        release.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void release() {
    try {
      if (write(LeaseRecord.released(lease, clock.instant())) instanceof Refused<Lease> refused
          && refused.isConflict()
          && requests.once(ApiRequest.get(path), Lease.class) instanceof Ok<Lease>(Lease now)
          && LeaseRecord.holder(now).filter(holder::equals).isPresent()) {
        // The renewal that was interrupted had been applied. If this fails too the lock expires.
        var _ = write(LeaseRecord.released(now, clock.instant()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
