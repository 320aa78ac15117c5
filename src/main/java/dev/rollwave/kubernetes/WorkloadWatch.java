package dev.rollwave.kubernetes;

import dev.rollwave.kubernetes.Answer.Granted;
import dev.rollwave.kubernetes.Answer.Outage;
import dev.rollwave.kubernetes.Answer.Refused;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import java.time.Duration;
import java.util.Optional;

/**
 * Follows the workloads of one kind in one namespace:
 *
 * <ol>
 *   <li>lists them plainly, so from the quorum and not from a cache;
 *   <li>watches from the list's version;
 *   <li>goes on from the last version seen when the watch ends;
 *   <li>lists again when that version is gone, when the watch cannot be opened, or when nothing was
 *       heard for {@link #SILENCE}.
 * </ol>
 *
 * <p>Nothing older than already seen is passed on.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes">efficient
 *     detection of changes</a>
 */
final class WorkloadWatch {
  /** A watch can go silent without being closed; so long may a change stay unseen. */
  static final Duration SILENCE = Duration.ofSeconds(30);

  private final Requests requests;
  private final Outbox outbox;
  private final Backoff backoff;
  private final Duration silence;

  WorkloadWatch(Requests requests, Outbox outbox, Duration silence) {
    this.requests = requests;
    this.outbox = outbox;
    this.silence = silence;
    backoff = requests.backoff();
  }

  /** What to do next. */
  private sealed interface Step {
    record Relist() implements Step {}

    record WatchFrom(String resourceVersion) implements Step {}

    record Stop() implements Step {}
  }

  /** Follows until closed, or until the API server refuses. */
  void follow(WatchScope scope, ScopeEvents events) throws InterruptedException {
    Step next = new Step.Relist();
    while (!outbox.isClosed()) {
      switch (next) {
        case Step.Relist r -> next = list(scope, events);
        case Step.WatchFrom(String version) -> next = watch(scope, version, events);
        case Step.Stop s -> {
          return;
        }
      }
    }
  }

  private Step list(WatchScope scope, ScopeEvents events) throws InterruptedException {
    return switch (requests.insist(scope.list(), Kinds.listType(scope.kind()))) {
      case Granted<? extends KubernetesResourceList<? extends HasMetadata>>(var list) -> {
        events.listed(list.getItems());
        yield new Step.WatchFrom(list.getMetadata().getResourceVersion());
      }
      case Refused<?> refused -> {
        events.refused(refused.message());
        yield new Step.Stop();
      }
      case Outage<?> closed -> new Step.Stop();
    };
  }

  private Step watch(WatchScope scope, String version, ScopeEvents events)
      throws InterruptedException {
    return switch (requests.open(scope.watchFrom(version))) {
      case Granted<WatchStream>(WatchStream stream) -> {
        try (stream) {
          yield read(stream, version, scope, events);
        }
      }
      case Refused<WatchStream> refused when refused.isGone() -> new Step.Relist();
      case Refused<WatchStream> refused -> {
        events.refused(refused.message());
        yield new Step.Stop();
      }
      case Outage<WatchStream>(String cause, Optional<Duration> retryAfter) -> {
        outbox.waitFor(backoff.afterFailure(retryAfter));
        yield new Step.Relist();
      }
    };
  }

  private Step read(WatchStream stream, String from, WatchScope scope, ScopeEvents events)
      throws InterruptedException {
    String version = from;
    while (!outbox.isClosed()) {
      switch (stream.next(silence)) {
        case WatchStream.Next.Silence s -> {
          return new Step.Relist();
        }
        case WatchStream.Next.Ended(Optional<String> failure) -> {
          // Every watch is ended by the server some time, which is no failure; but to open watch
          // after watch that bring nothing would be a busy loop.
          outbox.waitFor(backoff.afterFailure(Optional.empty()));
          return new Step.WatchFrom(version);
        }
        case WatchStream.Next.Line(String json) -> {
          requests.heard();
          switch (take(json, scope, events)) {
            case Step.WatchFrom(String seen) -> version = seen;
            case Step.Relist relist -> {
              return relist;
            }
            case Step.Stop stop -> {
              return stop;
            }
          }
          backoff.succeeded();
        }
      }
    }
    return new Step.Stop();
  }

  private Step take(String json, WatchScope scope, ScopeEvents events) throws InterruptedException {
    return switch (WatchLine.read(json, scope.kind(), requests.server())) {
      case WatchLine.Shown(HasMetadata object) -> {
        events.shown(object);
        yield new Step.WatchFrom(object.getMetadata().getResourceVersion());
      }
      case WatchLine.Gone(HasMetadata object) -> {
        events.gone(object);
        yield new Step.WatchFrom(object.getMetadata().getResourceVersion());
      }
      case WatchLine.Bookmark(String version) -> new Step.WatchFrom(version);
      case WatchLine.Failed failed -> {
        if (!failed.isGone()) {
          outbox.waitFor(backoff.afterFailure(Optional.empty()));
        }
        yield new Step.Relist();
      }
    };
  }
}
