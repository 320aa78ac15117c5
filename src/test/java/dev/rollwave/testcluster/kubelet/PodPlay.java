package dev.rollwave.testcluster.kubelet;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One pod that is being played. Used by the kubelet's one thread only. */
final class PodPlay {
  private static final Duration API_RETRY = Duration.ofMillis(500);
  private static final int TOO_MANY_REQUESTS = 429;

  private final KubernetesClient client;
  private final ScheduledExecutorService stage;
  private final PodStatusBook book;
  private final String uid;
  private Pod pod;
  private PodBehaviour behaviour;
  private boolean deleting;
  private @Nullable ScheduledFuture<?> next;

  PodPlay(
      KubernetesClient client,
      ScheduledExecutorService stage,
      PodStatusBook book,
      Pod pod,
      PodBehaviour behaviour) {
    this.client = client;
    this.stage = stage;
    this.book = book;
    this.pod = pod;
    this.uid = pod.getMetadata().getUid();
    this.behaviour = behaviour;
  }

  void begin() {
    if (isDeleted()) {
      beginDeletion();
    } else {
      play(0);
    }
  }

  /** The pod as it is now; starts its end when it was deleted. */
  void see(Pod now) {
    pod = now;
    if (isDeleted() && !deleting) {
      beginDeletion();
    }
  }

  /** Plays {@code other} from its start, unless that is what is played already. */
  void follow(PodBehaviour other) {
    if (behaviour.equals(other)) {
      return;
    }
    behaviour = other;
    begin();
  }

  Pod pod() {
    return pod;
  }

  void drop() {
    ScheduledFuture<?> scheduled = next;
    if (scheduled != null) {
      scheduled.cancel(false);
    }
  }

  private boolean isDeleted() {
    return pod.getMetadata().getDeletionTimestamp() != null;
  }

  private void play(int index) {
    Scene scene = behaviour.scenes().get(index);
    schedule(
        scene.after(),
        () -> {
          writeStatus(scene.containers());
          behaviour.following(index).ifPresent(this::play);
        });
  }

  private void beginDeletion() {
    deleting = true;
    drop();
    Optional<Duration> takes = behaviour.deletionTakes();
    takes.ifPresent(time -> schedule(time, this::delete));
  }

  private void schedule(Duration after, Runnable action) {
    drop();
    next = stage.schedule(() -> report(action), after.toMillis(), TimeUnit.MILLISECONDS);
  }

  // An executor keeps what a task throws to itself.
  private void report(Runnable action) {
    try {
      attempt(action);
    } catch (RuntimeException e) {
      System.err.println("fake kubelet: " + pod.getMetadata().getName() + ": " + e);
    }
  }

  private void attempt(Runnable action) {
    try {
      action.run();
    } catch (KubernetesClientException e) {
      if (isGone(e)) {
        return;
      }
      if (isRefused(e)) {
        throw e;
      }
      // The API server may be stopped or paused by a test: a kubelet tries again.
      schedule(API_RETRY, action);
    }
  }

  // What the server refuses for good is a mistake in the fixture.
  private static boolean isRefused(KubernetesClientException e) {
    return e.getCode() >= HttpURLConnection.HTTP_BAD_REQUEST
        && e.getCode() < HttpURLConnection.HTTP_INTERNAL_ERROR
        && e.getCode() != TOO_MANY_REQUESTS;
  }

  // The uid in the request makes it a conflict when a namesake has taken the pod's place.
  private static boolean isGone(KubernetesClientException e) {
    return e.getCode() == HttpURLConnection.HTTP_NOT_FOUND
        || e.getCode() == HttpURLConnection.HTTP_CONFLICT;
  }

  private void writeStatus(Scene.Containers containers) {
    Pod patch =
        new PodBuilder()
            .withMetadata(new ObjectMetaBuilder().withUid(uid).build())
            .withStatus(book.write(containers, Instant.now()))
            .build();
    client
        .pods()
        .resource(pod)
        .subresource("status")
        .patch(PatchContext.of(PatchType.JSON_MERGE), Serialization.asJson(patch));
  }

  private void delete() {
    client.pods().resource(pod).withGracePeriod(0).delete();
  }
}
