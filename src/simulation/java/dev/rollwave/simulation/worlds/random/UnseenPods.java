package dev.rollwave.simulation.worlds.random;

import dev.rollwave.simulation.cluster.spec.WorkloadSpec;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec.StatefulSetSpec;
import dev.rollwave.simulation.worlds.world.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws what happens to pods during an outage: their containers end and are started again, and
 * their kubelets cannot report it before it is over.
 */
final class UnseenPods {
  // A kubelet that could not report tries again every 10 s, and then has many pods to tell of.
  private static final int LATEST_REPORT_MILLIS = 12_000;

  private final Dice dice;
  private final List<WorkloadSpec> workloads;

  UnseenPods(Dice dice, List<WorkloadSpec> workloads) {
    this.dice = dice;
    this.workloads = workloads;
  }

  /** What happens besides where {@code faults} do. */
  List<Fault> around(List<Fault> faults) {
    List<Fault> more = new ArrayList<>();
    for (Fault fault : faults) {
      if (fault instanceof Fault.Outage outage) {
        if (dice.chance(70)) {
          more.add(new Fault.SilentKubelets(Duration.ofMillis(dice.below(LATEST_REPORT_MILLIS))));
        }
        for (int i = dice.below(3); i > 0; i--) {
          drawRestart(outage, more);
        }
      }
    }
    return more;
  }

  // Where pods have to be Ready for a while a runner whose watch is cut need not see that they
  // were not; and of those that a partition keeps back nothing but their count is known.
  private void drawRestart(Fault.Outage outage, List<Fault> more) {
    WorkloadSpec whose = dice.oneOf(workloads);
    boolean isPartial = whose instanceof StatefulSetSpec set && set.partition() > 0;
    int length = (int) outage.lasts().toMillis();
    // Shortly before it ends, often: then kubelets have not told of it when it does.
    int into = dice.chance(50) ? length - dice.below(Math.min(length, 10_000)) : dice.below(length);
    Duration unready = Duration.ofMillis(dice.below(3_000));
    if (!isPartial && whose.minReadySeconds() == 0) {
      more.add(new Fault.ContainerRestart(whose.ref(), outage.after().plusMillis(into), unready));
    }
  }
}
