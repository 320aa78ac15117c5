package dev.rollwave.simulation.rehearsal;

import dev.rollwave.engine.message.Event;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.runner.Alarm;
import dev.rollwave.runner.Cluster;
import dev.rollwave.runner.Resolution;
import dev.rollwave.simulation.cluster.SimulatedWorld;
import dev.rollwave.simulation.network.Connection;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/** The demonstration's shop, behind the ports that a run has to a real cluster. */
public final class Demonstration {
  private final SimulatedWorld shop;
  private final Connection connection;

  private Demonstration(SimulatedWorld shop) {
    this.shop = shop;
    this.connection = Connection.to(shop);
  }

  /** A shop of {@code seed}, in which everything gets Ready. */
  public static Demonstration of(long seed) {
    return new Demonstration(DemoShop.open(seed));
  }

  /** The same shop, in which one workload does not come back from a restart. */
  public static Demonstration withFailure(long seed) {
    return new Demonstration(DemoShop.withBrokenCheckout(seed));
  }

  /** The shop's time now. */
  public Instant instant() {
    return shop.time().instant();
  }

  /** The shop's cluster. */
  public Cluster cluster() {
    return connection.cluster();
  }

  /** What {@code plan} restarts in the shop. */
  public Resolution resolve(RestartPlan plan) {
    return connection.cluster().resolve(plan);
  }

  /** Where the run puts events of its own. */
  public Consumer<Event> sink() {
    return connection.inbox();
  }

  /** The alarm that rings in the shop's time. */
  public Alarm alarm() {
    return connection.alarm();
  }

  /**
   * The run's inbox, whose clock begins to run now.
   *
   * @param real a clock on the wall
   * @param speed how many seconds of the shop pass in a real one; positive
   */
  public PacedInbox paced(InstantSource real, double speed) {
    return new PacedInbox(connection.inbox(), shop.time(), real, speed);
  }
}
