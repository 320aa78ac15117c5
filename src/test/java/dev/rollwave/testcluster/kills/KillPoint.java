package dev.rollwave.testcluster.kills;

import dev.rollwave.testcluster.proxy.Call;
import dev.rollwave.testcluster.proxy.Calls;
import dev.rollwave.testcluster.proxy.Fault;
import dev.rollwave.testcluster.proxy.Faults;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Where a run is killed. How often the lock and the record are written depends on how long a run
 * takes, so requests are counted for each kind apart: what is the fifth restart stays it.
 *
 * @param request of which kind
 * @param nth of that kind, from 1
 * @param moment before or after the API server heard of it
 */
record KillPoint(Request request, int nth, Moment moment) {

  /** What changes the cluster. Questions about rights are sent as creations and change nothing. */
  enum Request {
    RESTART,
    LOCK_CREATED,
    LOCK_WRITTEN,
    RECORD_CREATED,
    RECORD_WRITTEN;

    Predicate<Call> calls() {
      return switch (this) {
        case RESTART -> Calls.restarts();
        case LOCK_CREATED -> Calls.of("create", "leases");
        case LOCK_WRITTEN -> Calls.of("update", "leases");
        case RECORD_CREATED -> Calls.of("create", "configmaps");
        case RECORD_WRITTEN -> Calls.of("update", "configmaps");
      };
    }
  }

  /** When the killing happens. */
  enum Moment {
    BEFORE,
    AFTER
  }

  KillPoint next() {
    return new KillPoint(request, nth + 1, moment);
  }

  /** Whether a run that comes to {@code other} sends the request of this point too. */
  boolean isReachedWith(KillPoint other) {
    return request == other.request && nth <= other.nth;
  }

  Fault fault(Runnable kill) {
    return switch (moment) {
      case BEFORE -> Faults.resetBefore(kill);
      case AFTER -> Faults.resetAfter(kill);
    };
  }

  /** Fit for the name of a plan: {@code after-record-written-3}. */
  @Override
  public String toString() {
    return moment.name().toLowerCase(Locale.ROOT)
        + "-"
        + request.name().toLowerCase(Locale.ROOT).replace('_', '-')
        + "-"
        + nth;
  }
}
