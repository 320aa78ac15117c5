package dev.rollwave.planfile.waves;

import dev.rollwave.document.Position;
import dev.rollwave.document.YamlNode.Scalar;
import dev.rollwave.plan.HealthPolicy;
import dev.rollwave.plan.Throttle;
import dev.rollwave.plan.Wave;
import dev.rollwave.plan.WorkloadSelection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A wave as it is written, before its dependencies are looked up.
 *
 * @param position where its name stands
 * @param name empty when there is none that is sound
 * @param dependsOn empty when it is not written; the wave then follows the one above
 */
record WaveDraft(
    Position position,
    Optional<String> name,
    Optional<List<Scalar>> dependsOn,
    Throttle throttle,
    Duration cooldown,
    HealthPolicy health,
    List<WorkloadSelection> workloads,
    boolean allowEmpty) {

  /** The wave itself; only asked for once nothing is known to be wrong. */
  Wave toWave(List<String> dependencies) {
    return new Wave(
        name.orElseThrow(), dependencies, throttle, cooldown, health, workloads, allowEmpty);
  }
}
