package dev.rollwave.kubernetes.survey;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a template's probes say about the earliest time at which a pod can be Ready. */
final class Probes {
  private static final int USUAL_PERIOD_SECONDS = 10;

  private Probes() {}

  /**
   * Before which no pod is Ready, counted from the start of its containers: a readiness probe has
   * to succeed so many times in a row, and begins after its initial delay and after a startup probe
   * has succeeded.
   *
   * @see <a
   *     href="https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#configure-probes">Configure
   *     Probes</a>
   */
  static Duration first(@Nullable PodSpec template) {
    if (template == null) {
      return Duration.ZERO;
    }
    return Objects.requireNonNullElse(template.getContainers(), List.<Container>of()).stream()
        .map(Probes::first)
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  private static Duration first(Container container) {
    Duration startup = delay(container.getStartupProbe());
    Duration readiness = delay(container.getReadinessProbe());
    Duration begins = startup.compareTo(readiness) > 0 ? startup : readiness;
    return begins.plus(repeated(container.getReadinessProbe()));
  }

  private static Duration delay(@Nullable Probe probe) {
    return Duration.ofSeconds(
        probe == null ? 0 : Objects.requireNonNullElse(probe.getInitialDelaySeconds(), 0));
  }

  private static Duration repeated(@Nullable Probe probe) {
    if (probe == null) {
      return Duration.ZERO;
    }
    int successes = Objects.requireNonNullElse(probe.getSuccessThreshold(), 1);
    int period = Objects.requireNonNullElse(probe.getPeriodSeconds(), USUAL_PERIOD_SECONDS);
    return Duration.ofSeconds((long) Math.max(0, successes - 1) * Math.max(1, period));
  }
}
