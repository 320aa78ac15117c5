package dev.rollwave.simulation;

import dev.rollwave.workload.WorkloadRef;
import java.time.Duration;
import java.util.List;

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
