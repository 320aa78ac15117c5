package dev.rollwave.kubernetes;

import dev.rollwave.engine.Event;
import dev.rollwave.kubernetes.Answer.Granted;
import dev.rollwave.kubernetes.Answer.Outage;
import dev.rollwave.kubernetes.Answer.Refused;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

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
  private final Versions versions;
  private final Outbox outbox;
  private final Backoff backoff;
  private final Duration silence;

  WorkloadWatch(Requests requests, Versions versions, Outbox outbox, Duration silence) {
    this.requests = requests;
    this.versions = versions;
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
  void follow(WatchScope scope, Consumer<Event> sink) throws InterruptedException {
    Step next = new Step.Relist();
    while (!outbox.isClosed()) {
      switch (next) {
        case Step.Relist r -> next = list(scope, sink);
        case Step.WatchFrom(String version) -> next = watch(scope, version, sink);
        case Step.Stop s -> {
          return;
        }
      }
    }
  }

  private Step list(WatchScope scope, Consumer<Event> sink) throws InterruptedException {
    return switch (requests.insist(scope.list(), Kinds.listType(scope.kind()))) {
      case Granted<? extends KubernetesResourceList<? extends HasMetadata>>(var list) -> {
        SortedSet<WorkloadRef> missing = new TreeSet<>(scope.refs());
        for (HasMetadata object : list.getItems()) {
          missing.remove(show(object, scope, sink));
        }
        missing.forEach(ref -> sink.accept(new Event.Deleted(ref)));
        yield new Step.WatchFrom(list.getMetadata().getResourceVersion());
      }
      case Refused<?> refused -> refuse(scope, refused.message(), sink);
      case Outage<?> closed -> new Step.Stop();
    };
  }

  private Step watch(WatchScope scope, String version, Consumer<Event> sink)
      throws InterruptedException {
    return switch (requests.open(scope.watchFrom(version))) {
      case Granted<WatchStream>(WatchStream stream) -> {
        try (stream) {
          yield read(stream, version, scope, sink);
        }
      }
      case Refused<WatchStream> refused when refused.isGone() -> new Step.Relist();
      case Refused<WatchStream> refused -> refuse(scope, refused.message(), sink);
      case Outage<WatchStream>(String cause, Optional<Duration> retryAfter) -> {
        outbox.waitFor(backoff.afterFailure(retryAfter));
        yield new Step.Relist();
      }
    };
  }

  private Step read(WatchStream stream, String from, WatchScope scope, Consumer<Event> sink)
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
          switch (take(json, scope, sink)) {
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

  private Step take(String json, WatchScope scope, Consumer<Event> sink)
      throws InterruptedException {
    return switch (WatchLine.read(json, scope.kind(), requests.server())) {
      case WatchLine.Shown(HasMetadata object) -> {
        show(object, scope, sink);
        yield new Step.WatchFrom(object.getMetadata().getResourceVersion());
      }
      case WatchLine.Gone(HasMetadata object) -> {
        WorkloadRef ref = WorkloadSnapshots.of(object).ref();
        if (scope.refs().contains(ref)) {
          sink.accept(new Event.Deleted(ref));
        }
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

  private WorkloadRef show(HasMetadata object, WatchScope scope, Consumer<Event> sink) {
    WorkloadSnapshot snapshot = WorkloadSnapshots.of(object);
    if (scope.refs().contains(snapshot.ref()) && versions.isNews(snapshot)) {
      sink.accept(new Event.Observed(snapshot));
    }
    return snapshot.ref();
  }

  private static Step refuse(WatchScope scope, String cause, Consumer<Event> sink) {
    scope.refs().forEach(ref -> sink.accept(new Event.ReadRefused(ref, cause)));
    return new Step.Stop();
  }
}
