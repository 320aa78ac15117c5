package dev.rollwave.kubernetes.lease;

import dev.rollwave.kubernetes.api.Answer;
import dev.rollwave.kubernetes.api.Answer.Refused;
import dev.rollwave.kubernetes.api.ApiPath;
import dev.rollwave.kubernetes.api.ApiRequest;
import dev.rollwave.kubernetes.api.Granting;
import dev.rollwave.kubernetes.api.Requests;
import dev.rollwave.kubernetes.api.Ticker;
import dev.rollwave.plan.StatePlace;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.runner.LockWatch;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.Optional;

/** Looks at the Leases that are the locks of one namespace. */
public final class LeaseWatch implements LockWatch {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  /** With five tries a server that is just being restarted is forgiven. */
  private static final int MAX_ATTEMPTS = 5;

  private final Requests requests;
  private final String namespace;
  private final Ticker ticker;

  /** Looks at the locks of the plans whose state lies in {@code namespace}. */
  public LeaseWatch(Requests requests, String namespace, Ticker ticker) {
    this.requests = requests;
    this.namespace = namespace;
    this.ticker = ticker;
  }

  @Override
  public Optional<Held> glance(String plan) throws ClusterException {
    try {
      return read(plan).flatMap(LeaseWatch::held);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  @Override
  public boolean isRenewed(String plan, Held seen, Duration atMost) throws ClusterException {
    try {
      Duration since = ticker.elapsed();
      while (ticker.elapsed().minus(since).compareTo(atMost) < 0) {
        ticker.waitFor(LOOK_AGAIN);
        Optional<Held> now = read(plan).flatMap(LeaseWatch::held);
        if (!now.equals(Optional.of(seen))) {
          return now.filter(it -> it.holder().equals(seen.holder())).isPresent();
        }
      }
      return false;
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static Optional<Held> held(Lease lease) {
    return LeaseRecord.holder(lease)
        .map(holder ->
            new Held(
                holder,
                Optional.ofNullable(lease.getSpec())
                    .map(LeaseSpec::getRenewTime)
                    .map(ZonedDateTime::toInstant),
                LeaseRecord.duration(lease)));
  }

  private Optional<Lease> read(String plan) throws ClusterException, InterruptedException {
    ApiPath path = ApiPath.leases(namespace).named(StatePlace.nameFor(plan));
    Answer<Lease> answer = requests.patiently(ApiRequest.get(path), Lease.class, MAX_ATTEMPTS);
    return answer instanceof Refused<Lease> refused && refused.isNotFound()
        ? Optional.empty()
        : Optional.of(Granting.require(requests, answer));
  }

  private static ClusterException interrupted() {
    Thread.currentThread().interrupt();
    return new ClusterException.Unreachable("interrupted while looking at a lock");
  }
}
