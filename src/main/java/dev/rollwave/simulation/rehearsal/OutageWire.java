package dev.rollwave.simulation.rehearsal;

import dev.rollwave.simulation.network.Wire;
import dev.rollwave.simulation.time.Outage;
import dev.rollwave.workload.WorkloadRef;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Loses what is asked and answered during an outage. A watch goes on where it broke off, so that
 * what happened meanwhile arrives afterwards, in order.
 */
final class OutageWire implements Wire {
  private final Wire usual;
  private final List<Outage> outages;
  private final InstantSource clock;

  OutageWire(Wire usual, List<Outage> outages, InstantSource clock) {
    this.usual = usual;
    this.outages = List.copyOf(outages);
    this.clock = clock;
  }

  @Override
  public List<Duration> deliveries(Leg leg, WorkloadRef ref) {
    if (outages.isEmpty()) {
      return usual.deliveries(leg, ref);
    }
    Optional<Outage> outage = outages.stream().filter(it -> it.covers(clock.instant())).findFirst();
    List<Duration> deliveries = usual.deliveries(leg, ref);
    if (outage.isEmpty()) {
      return deliveries;
    }
    Duration rest = Duration.between(clock.instant(), outage.get().until());
    return switch (leg) {
      case REQUEST, REPLY -> List.of();
      case WATCH -> deliveries.stream().map(rest::plus).toList();
    };
  }
}
