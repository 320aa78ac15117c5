package dev.rollwave.kubernetes.cluster;

import dev.rollwave.engine.message.Command.PatchRestart;
import dev.rollwave.engine.message.Event;
import dev.rollwave.kubernetes.api.Answer;
import dev.rollwave.kubernetes.api.Answer.Ok;
import dev.rollwave.kubernetes.api.Answer.Refused;
import dev.rollwave.kubernetes.api.Answer.Unavailable;
import dev.rollwave.kubernetes.api.Backoff;
import dev.rollwave.kubernetes.api.Requests;
import dev.rollwave.kubernetes.model.KindMapping;
import dev.rollwave.kubernetes.model.WorkloadSnapshots;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.time.InstantSource;

/** Sends a restart, once, and says what is known of it afterwards. */
final class RestartSender {
  /** Ten restarts in doubt then take longer than a webhook or an etcd needs to come back. */
  private static final Duration AFTER_DOUBT = Duration.ofSeconds(3);

  private final Requests requests;
  private final ResourceVersions versions;
  private final InstantSource clock;

  RestartSender(Requests requests, ResourceVersions versions, InstantSource clock) {
    this.requests = requests;
    this.versions = versions;
    this.clock = clock;
  }

  /** Restarts, unless it is too late; never sends twice, since only a re-read can tell. */
  Event restart(PatchRestart restart) throws InterruptedException {
    // Asked after the wait for a place among the requests: a window may close meanwhile.
    return requests
        .once(
            RestartPatches.of(restart, requests.server()),
            KindMapping.of(restart.ref().kind()).type(),
            () -> clock.instant().isBefore(restart.notAfter()))
        .map(answer -> event(restart, answer))
        .orElseGet(() -> new Event.RestartNotSent(restart.ref()));
  }

  private Event event(PatchRestart restart, Answer<? extends HasMetadata> answer) {
    return switch (answer) {
      case Ok<? extends HasMetadata>(HasMetadata object) ->
          new Event.RestartAccepted(versions.noted(WorkloadSnapshots.of(object)));
      case Refused<? extends HasMetadata> refused when refused.isConflict() ->
          new Event.RestartUnknown(restart.ref(), refused.message());
      case Refused<? extends HasMetadata> refused ->
          new Event.RestartRefused(restart.ref(), refused.message());
      case Unavailable<? extends HasMetadata> unavailable ->
          new Event.RestartUnknown(
              restart.ref(),
              unavailable.cause(),
              unavailable
                  .retryAfter()
                  .map(Backoff::atMost)
                  .orElse(unavailable.kind() == Answer.Kind.SILENT ? Duration.ZERO : AFTER_DOUBT));
    };
  }

  /** What a restart would be answered; nothing is changed. */
  Answer<? extends HasMetadata> rehearse(PatchRestart restart, int times)
      throws InterruptedException {
    return requests.patiently(
        RestartPatches.of(restart, requests.server()).with("dryRun", "All"),
        KindMapping.of(restart.ref().kind()).type(),
        times);
  }
}
