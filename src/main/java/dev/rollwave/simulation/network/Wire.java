package dev.rollwave.simulation.network;

import dev.rollwave.simulation.time.Latencies;
import dev.rollwave.simulation.time.Outage;
import dev.rollwave.workload.WorkloadRef;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Everything that travels between a runner and the API server passes here, so that here is the one
 * place where a message is delayed, lost or repeated.
 */
public interface Wire {

  /** The way that a message takes. */
  enum Leg {
    REQUEST,
    REPLY,
    WATCH
  }

  /**
   * When each copy of a message arrives, counted from now: one duration as a rule, none when it is
   * lost, several when it is repeated.
   */
  List<Duration> deliveries(Leg leg, WorkloadRef ref);

  /** When the API server cannot be reached; none as a rule. */
  default List<Outage> outages() {
    return List.of();
  }

  /** Which workloads are not shown, and when; none as a rule. */
  default List<BlindSpot> blindSpots() {
    return List.of();
  }

  /** What the next restart of a workload is answered instead; empty as a rule. */
  default Optional<InjectedError> injectedError(WorkloadRef ref) {
    return Optional.empty();
  }

  /**
   * Whether the runner's own client loses track of its next request, so that it tells nothing when
   * no answer comes; false as a rule.
   */
  default boolean isForgotten(WorkloadRef ref) {
    return false;
  }

  /** How old the state is that the next read of a workload shows; zero as a rule. */
  default Duration staleness(WorkloadRef ref) {
    return Duration.ZERO;
  }

  /** Loses nothing, repeats nothing, and always takes the same time. */
  static Wire steady(Latencies latencies) {
    List<Duration> request = List.of(latencies.request());
    List<Duration> reply = List.of(latencies.reply());
    List<Duration> watch = List.of(latencies.watch());
    return (leg, _) ->
        switch (leg) {
          case REQUEST -> request;
          case REPLY -> reply;
          case WATCH -> watch;
        };
  }
}
