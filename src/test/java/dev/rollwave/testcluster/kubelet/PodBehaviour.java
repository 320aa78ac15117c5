package dev.rollwave.testcluster.kubelet;

import static dev.rollwave.testcluster.kubelet.Scene.Containers.CONTAINER_CREATING;
import static dev.rollwave.testcluster.kubelet.Scene.Containers.CRASH_LOOP_BACK_OFF;
import static dev.rollwave.testcluster.kubelet.Scene.Containers.CREATE_CONTAINER_CONFIG_ERROR;
import static dev.rollwave.testcluster.kubelet.Scene.Containers.ERROR;
import static dev.rollwave.testcluster.kubelet.Scene.Containers.ERR_IMAGE_PULL;
import static dev.rollwave.testcluster.kubelet.Scene.Containers.IMAGE_PULL_BACK_OFF;
import static dev.rollwave.testcluster.kubelet.Scene.Containers.READY;
import static dev.rollwave.testcluster.kubelet.Scene.Containers.UNREADY;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The script by which {@link FakeKubelet} plays a pod from its binding to its end.
 *
 * @param scenes played in order; at least one
 * @param repeatFrom index of the scene to go back to after the last one; empty: it stays there
 * @param deletionTakes from the request to delete it until it is gone; empty: it hangs
 */
public record PodBehaviour(
    List<Scene> scenes, Optional<Integer> repeatFrom, Optional<Duration> deletionTakes) {
  private static final Duration START = Duration.ofMillis(300);
  private static final Duration END = Duration.ofMillis(100);
  // The first pause of a real kubelet; its later ones are longer.
  private static final Duration BACK_OFF = Duration.ofSeconds(10);

  public PodBehaviour {
    scenes = List.copyOf(scenes);
    if (scenes.isEmpty()) {
      throw new IllegalArgumentException("a pod needs a scene");
    }
    if (repeatFrom.isPresent()) {
      Objects.checkIndex(repeatFrom.get(), scenes.size());
    }
  }

  /** Ready after 300 ms and gone 100 ms after it was deleted. */
  public static PodBehaviour healthy() {
    return readyAfter(START);
  }

  /** Running at once, Ready after {@code time}. */
  public static PodBehaviour readyAfter(Duration time) {
    return once(new Scene(Duration.ZERO, UNREADY), new Scene(time, READY));
  }

  /** Running, and never Ready. */
  public static PodBehaviour neverReady() {
    return once(new Scene(Duration.ZERO, UNREADY));
  }

  /** Dies soon after each start, never Ready; the second crash leads to CrashLoopBackOff. */
  public static PodBehaviour crashLoopingAtStart() {
    return crashLooping(UNREADY, START, BACK_OFF);
  }

  /** Ready, and dead {@code up} later, again and again, with a pause of {@code backOff}. */
  public static PodBehaviour crashLoopingWhenReady(Duration up, Duration backOff) {
    return crashLooping(READY, up, backOff);
  }

  private static PodBehaviour crashLooping(Scene.Containers alive, Duration up, Duration backOff) {
    return repeated(
        3,
        new Scene(START, alive),
        // As the real one does: the first restart comes without waiting.
        new Scene(up, ERROR),
        new Scene(Duration.ZERO, alive),
        new Scene(up, ERROR),
        new Scene(Duration.ZERO, CRASH_LOOP_BACK_OFF),
        new Scene(backOff, alive));
  }

  /** The image cannot be pulled: ErrImagePull and ImagePullBackOff in turn. */
  public static PodBehaviour failingToPull() {
    return repeated(
        1,
        new Scene(Duration.ZERO, CONTAINER_CREATING),
        new Scene(START, ERR_IMAGE_PULL),
        new Scene(START, IMAGE_PULL_BACK_OFF),
        new Scene(BACK_OFF, CONTAINER_CREATING));
  }

  /** A ConfigMap or Secret is missing. */
  public static PodBehaviour failingToConfigure() {
    return once(
        new Scene(Duration.ZERO, CONTAINER_CREATING),
        new Scene(START, CREATE_CONTAINER_CONFIG_ERROR));
  }

  /** Ready for {@code up}, unready for {@code down}, without end and without a restart. */
  public static PodBehaviour flapping(Duration up, Duration down) {
    return repeated(
        2,
        new Scene(Duration.ZERO, UNREADY),
        new Scene(START, READY),
        new Scene(up, UNREADY),
        new Scene(down, READY));
  }

  /** Plays the scenes and stays at the last one. */
  public static PodBehaviour once(Scene... scenes) {
    return new PodBehaviour(List.of(scenes), Optional.empty(), Optional.of(END));
  }

  /** Plays the scenes, then those from {@code repeatFrom} on again and again. */
  public static PodBehaviour repeated(int repeatFrom, Scene... scenes) {
    return new PodBehaviour(List.of(scenes), Optional.of(repeatFrom), Optional.of(END));
  }

  /** The same, gone {@code time} after it was deleted. */
  public PodBehaviour deletedAfter(Duration time) {
    return new PodBehaviour(scenes, repeatFrom, Optional.of(time));
  }

  /** The same, but once deleted it stays until it is given another behaviour. */
  public PodBehaviour hangingInDeletion() {
    return new PodBehaviour(scenes, repeatFrom, Optional.empty());
  }

  /** The scene that follows the one at {@code index}, or empty when it stays there. */
  Optional<Integer> following(int index) {
    return index + 1 < scenes.size() ? Optional.of(index + 1) : repeatFrom;
  }
}
