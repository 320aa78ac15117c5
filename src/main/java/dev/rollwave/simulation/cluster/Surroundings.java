package dev.rollwave.simulation.cluster;

import dev.rollwave.simulation.time.VirtualTime;
import dev.rollwave.workload.WorkloadRef;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a workload and its controller find around them.
 *
 * @param time the world's clock
 * @param lag from a change to the controller that acts on it
 * @param nodes names, in order
 * @param kubelet moves the pods along
 * @param names gives out what must be different each time
 * @param written is told of each write of a workload
 * @param restarted is told of each stamp, before anything follows from it
 */
record Surroundings(
    VirtualTime time,
    Duration lag,
    List<String> nodes,
    Kubelet kubelet,
    Names names,
    Consumer<SimulatedWorkload> written,
    Consumer<WorkloadRef> restarted) {

  /** The same for a workload that only runs on {@code fewer} nodes. */
  Surroundings on(List<String> fewer) {
    return new Surroundings(time, lag, List.copyOf(fewer), kubelet, names, written, restarted);
  }
}
