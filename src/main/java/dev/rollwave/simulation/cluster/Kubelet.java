package dev.rollwave.simulation.cluster;

import dev.rollwave.simulation.cluster.spec.PodBehaviour;
import dev.rollwave.simulation.cluster.spec.PodBehaviour.CannotPullImage;
import dev.rollwave.simulation.cluster.spec.PodBehaviour.CrashLoop;
import dev.rollwave.simulation.cluster.spec.PodBehaviour.Flaps;
import dev.rollwave.simulation.cluster.spec.PodBehaviour.GetsReady;
import dev.rollwave.simulation.cluster.spec.PodBehaviour.HangsInDeletion;
import dev.rollwave.simulation.cluster.spec.PodBehaviour.NeverReady;
import dev.rollwave.simulation.cluster.spec.PodBehaviour.OneStumbles;
import dev.rollwave.simulation.time.VirtualTime;
import java.time.Duration;
import java.util.Optional;

/** Moves pods along: starts them, lets them get Ready or not, and ends them. */
final class Kubelet {
  // The kubelet waits 10 s after a container's second end, twice as long each further time, up to
  // five minutes: kubernetes.io, Pod Lifecycle, "How Pods handle problems with containers".
  private static final Duration FIRST_BACK_OFF = Duration.ofSeconds(10);
  private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(5);
  private static final Duration PULL_ATTEMPT = Duration.ofSeconds(2);

  private final VirtualTime time;

  Kubelet(VirtualTime time) {
    this.time = time;
  }

  /** Begins with a pod that was just created. */
  void run(SimulatedPod pod, PodBehaviour behaviour) {
    switch (behaviour) {
      case GetsReady _, HangsInDeletion _ -> start(pod, () -> readyAfterItsTime(pod));
      case NeverReady _ -> start(pod, () -> {});
      case CrashLoop loop -> start(pod, () -> runAndCrash(pod, loop, FIRST_BACK_OFF));
      case Flaps flaps ->
          start(pod, () -> later(pod, pod.times.ready(), () -> becomeReadyAndFlap(pod, flaps)));
      case OneStumbles stumbles when pod.ordinal == 0 -> stumble(pod, stumbles.heals());
      case OneStumbles _ -> start(pod, () -> readyAfterItsTime(pod));
      case CannotPullImage image -> later(pod, pod.times.start(), () -> failToPull(pod, image));
    }
  }

  /** Ends a pod after its time, unless it hangs. */
  void end(SimulatedPod pod, boolean hangs, Runnable gone) {
    if (pod.terminating) {
      return;
    }
    pod.terminating = true;
    pod.tellChanged();
    if (!hangs) {
      time.after(
          pod.times.termination(),
          () -> {
            pod.gone = true;
            gone.run();
            pod.tellChanged();
          });
    }
  }

  /** A pod's container ends by itself; its pod is Ready again {@code unready} later. */
  void restart(SimulatedPod pod, Duration unready) {
    pod.restarts++;
    pod.readySince = Optional.empty();
    pod.tellChanged();
    later(pod, unready, () -> becomeReady(pod));
  }

  private void start(SimulatedPod pod, Runnable next) {
    later(
        pod,
        pod.times.start(),
        () -> {
          pod.running = true;
          pod.tellChanged();
          next.run();
        });
  }

  private void readyAfterItsTime(SimulatedPod pod) {
    later(pod, pod.times.ready(), () -> becomeReady(pod));
  }

  private void becomeReady(SimulatedPod pod) {
    pod.readySince = Optional.of(time.instant());
    pod.tellChanged();
  }

  private void becomeReadyAndFlap(SimulatedPod pod, Flaps flaps) {
    becomeReady(pod);
    later(
        pod,
        flaps.readyFor(),
        () -> {
          pod.readySince = Optional.empty();
          pod.tellChanged();
          later(pod, flaps.unreadyFor(), () -> becomeReadyAndFlap(pod, flaps));
        });
  }

  private void runAndCrash(SimulatedPod pod, CrashLoop loop, Duration backOff) {
    pod.waitingReason = Optional.empty();
    pod.waitingMessage = "";
    if (pod.times.ready().compareTo(loop.runsFor()) < 0) {
      readyAfterItsTime(pod);
    }
    later(pod, loop.runsFor(), () -> crash(pod, loop, backOff));
  }

  private void crash(SimulatedPod pod, CrashLoop loop, Duration backOff) {
    pod.readySince = Optional.empty();
    pod.lastLogLines = loop.lastLogLines();
    if (pod.restarts == 0) {
      pod.restarts++;
      runAndCrash(pod, loop, backOff);
    } else {
      pod.waitingReason = Optional.of("CrashLoopBackOff");
      pod.waitingMessage =
          "back-off " + backOff.toSeconds() + "s restarting failed container=main pod=" + pod.name;
      later(pod, backOff, () -> restartAfterBackOff(pod, loop, backOff.multipliedBy(2)));
    }
    pod.tellChanged();
  }

  private void restartAfterBackOff(SimulatedPod pod, CrashLoop loop, Duration nextBackOff) {
    pod.restarts++;
    runAndCrash(
        pod, loop, nextBackOff.compareTo(LONGEST_BACK_OFF) > 0 ? LONGEST_BACK_OFF : nextBackOff);
    pod.tellChanged();
  }

  private void failToPull(SimulatedPod pod, CannotPullImage image) {
    pod.waitingReason = Optional.of("ErrImagePull");
    pod.waitingMessage = "failed to pull image \"" + image.image() + "\": not found";
    pod.tellChanged();
    later(
        pod,
        PULL_ATTEMPT,
        () -> {
          pod.waitingReason = Optional.of("ImagePullBackOff");
          pod.waitingMessage = "Back-off pulling image \"" + image.image() + "\"";
          pod.tellChanged();
        });
  }

  private void stumble(SimulatedPod pod, Duration heals) {
    pod.waitingReason = Optional.of("ErrImagePull");
    pod.waitingMessage = "failed to pull the image: the registry does not answer";
    later(
        pod,
        heals,
        () -> {
          pod.waitingReason = Optional.empty();
          pod.waitingMessage = "";
          start(pod, () -> readyAfterItsTime(pod));
        });
  }

  /** A pod that was told to go is no longer moved along. */
  private void later(SimulatedPod pod, Duration delay, Runnable action) {
    time.after(
        delay,
        () -> {
          if (!pod.terminating) {
            action.run();
          }
        });
  }
}
