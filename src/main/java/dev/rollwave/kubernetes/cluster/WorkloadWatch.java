package dev.rollwave.kubernetes.cluster;

import dev.rollwave.kubernetes.api.Answer;
import dev.rollwave.kubernetes.api.Answer.Ok;
import dev.rollwave.kubernetes.api.Answer.Refused;
import dev.rollwave.kubernetes.api.Answer.Unavailable;
import dev.rollwave.kubernetes.api.ApiRequest;
import dev.rollwave.kubernetes.api.Backoff;
import dev.rollwave.kubernetes.api.Lifetime;
import dev.rollwave.kubernetes.api.Pages;
import dev.rollwave.kubernetes.api.Requests;
import dev.rollwave.kubernetes.api.WatchStream;
import dev.rollwave.kubernetes.model.KindMapping;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
 * <p>Where that list tells nothing new the watch is kept, so that it lives long enough for the
 * server's bookmarks: one comes a minute. Once they come they prove that the watch lives, and
 * nothing is listed until one is overdue. A server that sends none is listed every {@link
 * #SILENCE}.
 *
 * <p>Nothing older than already seen is passed on.
 *
 * <p>A list or a watch that is refused is tried again, over a new connection and less and less
 * often: whether that has lasted too long the engine decides. Until the next watch is opened the
 * workloads are not seen, which is told once. So is an API server that cannot say for longer than
 * {@link #DOUBT}.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes">efficient
 *     detection of changes</a>
 */
public final class WorkloadWatch {
  /** A watch can go silent without being closed; so long may a change stay unseen. */
  public static final Duration SILENCE = Duration.ofSeconds(30);

  /** An API server that does not answer for a moment leaves nothing unseen. */
  private static final Duration DOUBT = Duration.ofSeconds(10);

  private final Requests requests;
  private final Lifetime lifetime;
  private final Backoff backoff;
  private final Duration silence;
  private Optional<Duration> doubtedSince = Optional.empty();
  private boolean isBookmarked;

  WorkloadWatch(Requests requests, Lifetime lifetime, Duration silence) {
    this.requests = requests;
    this.lifetime = lifetime;
    this.silence = silence;
    backoff = requests.backoff();
  }

  /** What to do next. */
  private sealed interface Step {
    record Relist() implements Step {}

    record WatchFrom(String resourceVersion) implements Step {}
  }

  /** Follows until closed. */
  void follow(WatchScope scope, ScopeEvents events) throws InterruptedException {
    Step next = new Step.Relist();
    while (!lifetime.isClosed()) {
      next =
          switch (next) {
            case Step.Relist _ -> list(scope, events);
            case Step.WatchFrom(String version) -> watch(scope, version, events);
          };
    }
  }

  private Step list(WatchScope scope, ScopeEvents events) throws InterruptedException {
    return switch (all(scope)) {
      case Ok<Pages.Listing<HasMetadata>>(var listing) -> {
        events.listed(listing.items());
        yield new Step.WatchFrom(listing.resourceVersion());
      }
      case Refused<?> refused -> refused(refused, events);
      case Unavailable<?> unavailable -> doubted(unavailable, events);
    };
  }

  // From the first list on nothing is missed; what a later one told already is not news then.
  private Answer<Pages.Listing<HasMetadata>> all(WatchScope scope) throws InterruptedException {
    List<HasMetadata> items = new ArrayList<>();
    Optional<String> version = Optional.empty();
    for (ApiRequest list : scope.lists()) {
      Answer<Pages.Listing<HasMetadata>> answer =
          Pages.read(list, page -> requests.once(page, KindMapping.of(scope.kind()).listType()));
      if (!(answer instanceof Ok<Pages.Listing<HasMetadata>>(var listing))) {
        return answer;
      }
      items.addAll(listing.items());
      version = version.or(() -> Optional.of(listing.resourceVersion()));
    }
    return new Ok<>(new Pages.Listing<>(items, version.orElseThrow()));
  }

  private Step watch(WatchScope scope, String version, ScopeEvents events)
      throws InterruptedException {
    return switch (requests.open(scope.watchFrom(version))) {
      case Ok<WatchStream>(WatchStream stream) -> {
        try (stream) {
          doubtedSince = Optional.empty();
          events.found();
          yield read(stream, version, scope, events);
        }
      }
      case Refused<WatchStream> refused when refused.isGone() -> new Step.Relist();
      case Refused<WatchStream> refused -> refused(refused, events);
      case Unavailable<WatchStream> unavailable -> doubted(unavailable, events);
    };
  }

  private Step refused(Refused<?> refused, ScopeEvents events) throws InterruptedException {
    events.lost(true, refused.message());
    requests.server().reconnect();
    lifetime.waitFor(backoff.afterFailure(Optional.empty()));
    return new Step.Relist();
  }

  private Step doubted(Unavailable<?> unavailable, ScopeEvents events) throws InterruptedException {
    Duration now = requests.ticker().elapsed();
    if (requests.isOut()) {
      doubtedSince = Optional.empty();
    } else if (doubtedSince.isEmpty()) {
      doubtedSince = Optional.of(now);
    } else if (now.minus(doubtedSince.get()).compareTo(DOUBT) >= 0) {
      events.lost(false, unavailable.cause());
    }
    lifetime.waitFor(backoff.afterFailure(unavailable.retryAfter()));
    return new Step.Relist();
  }

  private Step read(WatchStream stream, String from, WatchScope scope, ScopeEvents events)
      throws InterruptedException {
    String version = from;
    while (!lifetime.isClosed()) {
      switch (stream.next(timeout())) {
        case WatchStream.Next.Silence _ when isBookmarked -> {
          isBookmarked = false;
          return new Step.Relist();
        }
        case WatchStream.Next.Silence _ -> {
          int known = events.news();
          Step next = list(scope, events);
          if (!(next instanceof Step.WatchFrom) || events.news() != known) {
            return next;
          }
        }
        case WatchStream.Next.Ended(Optional<String> failure) -> {
          // Every watch is ended by the server some time, which is no failure; but to open watch
          // after watch that bring nothing would be a busy loop.
          lifetime.waitFor(backoff.afterFailure(Optional.empty()));
          return new Step.WatchFrom(version);
        }
        case WatchStream.Next.Line(String json) -> {
          requests.heard();
          switch (take(json, scope, events)) {
            case Step.WatchFrom(String seen) -> version = seen;
            case Step.Relist relist -> {
              return relist;
            }
          }
          backoff.succeeded();
        }
      }
    }
    return new Step.Relist();
  }

  // One bookmark a minute is what API servers send, give or take a few seconds.
  private Duration timeout() {
    return isBookmarked ? silence.multipliedBy(5).dividedBy(2) : silence;
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
      case WatchLine.Bookmark(String version) -> {
        isBookmarked = true;
        yield new Step.WatchFrom(version);
      }
      case WatchLine.Failed failed -> {
        if (!failed.isGone()) {
          lifetime.waitFor(backoff.afterFailure(Optional.empty()));
        }
        yield new Step.Relist();
      }
    };
  }
}
