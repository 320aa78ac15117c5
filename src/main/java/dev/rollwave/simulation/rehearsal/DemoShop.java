package dev.rollwave.simulation.rehearsal;

import dev.rollwave.simulation.cluster.SimulatedWorld;
import dev.rollwave.simulation.cluster.spec.PodBehaviour.CrashLoop;
import dev.rollwave.simulation.cluster.spec.PodTimes;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec.Common;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec.DaemonSetSpec;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec.DeploymentSpec;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec.StatefulSetSpec;
import dev.rollwave.simulation.cluster.spec.WorldSettings;
import dev.rollwave.simulation.time.Latencies;
import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentStrategy.Recreate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A shop as one might find it, of three tiers on four nodes; its search takes long to warm up. */
public final class DemoShop {
  /** A night from Thursday to Friday, half past one in Madrid. */
  public static final Instant NIGHT = Instant.parse("2026-11-20T00:30:00Z");

  private static final String SHOP = "shop";
  private static final WorkloadRef CHECKOUT =
      new WorkloadRef(WorkloadKind.DEPLOYMENT, SHOP, "checkout");
  private static final PodTimes SERVICE = times(2, 5, 2);
  private static final PodTimes CACHE = times(1, 4, 2);
  private static final PodTimes WARMS_UP = times(3, 26, 4);

  private DemoShop() {}

  /** The shop, in which everything gets Ready; its pods take a little longer or shorter by seed. */
  public static SimulatedWorld open(long seed) {
    SimulatedWorld world =
        new SimulatedWorld(
            new WorldSettings(
                seed, NIGHT, List.of("node-a", "node-b", "node-c", "node-d"), Latencies.NEAR));
    world.add(StatefulSetSpec.of(common("session-cache", "cache", CACHE), 3));
    world.add(DaemonSetSpec.of(Common.of("ops", "log-agent").with(times(1, 3, 1))));
    world.add(DeploymentSpec.of(common("catalog", "backend", SERVICE), 3));
    world.add(DeploymentSpec.of(common("pricing", "backend", SERVICE), 2));
    world.add(DeploymentSpec.of(common("search", "backend", WARMS_UP), 2));
    world.add(DeploymentSpec.of(common("stock", "backend", SERVICE), 4));
    world.add(DeploymentSpec.of(common("recommendations", "advice", SERVICE), 2));
    world.add(DeploymentSpec.of(common("cart", "ordering", SERVICE), 3));
    world.add(DeploymentSpec.of(common("checkout", "ordering", SERVICE), 3));
    world.add(DeploymentSpec.of(common("mobile-api", "front", SERVICE), 3));
    world.add(DeploymentSpec.of(common("storefront", "front", SERVICE), 4));
    world.add(DeploymentSpec.of(common("mailer", "worker", SERVICE), 1).with(new Recreate()));
    return world;
  }

  /** The same shop, in which checkout does not come back from a restart. */
  public static SimulatedWorld withBrokenCheckout(long seed) {
    SimulatedWorld world = open(seed);
    world.behave(
        CHECKOUT,
        new CrashLoop(
            Duration.ofSeconds(2),
            List.of(
                "level=info msg=\"checkout starting\" version=4.7.1",
                "level=info msg=\"loading payment keys\" dir=/etc/payment",
                "level=fatal msg=\"cannot start\" error=\"payment key expired yesterday\"")));
    return world;
  }

  private static Common common(String name, String tier, PodTimes times) {
    return Common.of(SHOP, name).with(Map.of("tier", tier)).with(times);
  }

  private static PodTimes times(int start, int ready, int termination) {
    return new PodTimes(
        Duration.ofSeconds(start), Duration.ofSeconds(ready), Duration.ofSeconds(termination), 0.2);
  }
}
