package dev.rollwave.kubernetes.api;

import dev.rollwave.kubernetes.api.Answer.Ok;
import dev.rollwave.kubernetes.api.Answer.Refused;
import dev.rollwave.kubernetes.api.Answer.Unavailable;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListMeta;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads a collection page by page, so that a large namespace is no single answer of many megabytes.
 * All pages are of one moment; where the server has forgotten that moment in the middle, it is
 * begun again.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/using-api/api-concepts/#retrieving-large-results-sets-in-chunks">retrieving
 *     large results sets in chunks</a>
 */
public final class Pages {
  /** As kubectl and client-go ask for. */
  static final int SIZE = 500;

  /**
   * Then it is asked for whole: one moment that is forgotten after another is too slow a reader.
   */
  static final int MOST_BEGINNINGS = 3;

  private Pages() {}

  /**
   * A whole collection.
   *
   * @param items in the server's order
   * @param resourceVersion of the collection, from which it can be watched
   */
  public record Listing<T>(List<T> items, String resourceVersion) {
    public Listing {
      items = List.copyOf(items);
    }
  }

  /** Asks for one page. */
  @FunctionalInterface
  public interface Ask<T> {
    Answer<? extends KubernetesResourceList<? extends T>> ask(ApiRequest page)
        throws InterruptedException;
  }

  /** What {@code list} asks for, however many pages it has. */
  public static <T extends HasMetadata> Answer<Listing<T>> read(ApiRequest list, Ask<T> ask)
      throws InterruptedException {
    for (int begun = 0; begun < MOST_BEGINNINGS; begun++) {
      Optional<Answer<Listing<T>>> answer = follow(list.with("limit", Integer.toString(SIZE)), ask);
      if (answer.isPresent()) {
        return answer.get();
      }
    }
    return follow(list, ask)
        .orElseGet(
            () -> new Refused<>(Refused.GONE, list + ": it changes faster than it is read", false));
  }

  /** Empty where the moment of the first page was forgotten before the last one was read. */
  private static <T extends HasMetadata> Optional<Answer<Listing<T>>> follow(
      ApiRequest first, Ask<T> ask) throws InterruptedException {
    List<T> items = new ArrayList<>();
    ApiRequest page = first;
    while (true) {
      boolean isFirst = page.equals(first);
      switch (ask.ask(page)) {
        case Ok<? extends KubernetesResourceList<? extends T>>(var list) -> {
          items.addAll(Objects.requireNonNullElse(list.getItems(), List.<T>of()));
          Optional<ListMeta> meta = Optional.ofNullable(list.getMetadata());
          Optional<String> more = meta.map(ListMeta::getContinue).filter(it -> !it.isEmpty());
          if (more.isEmpty()) {
            String version = meta.map(ListMeta::getResourceVersion).orElse("");
            return Optional.of(new Ok<>(new Listing<>(items, version)));
          }
          page = first.with("continue", more.get());
        }
        case Refused<?> refused when refused.isGone() && !isFirst -> {
          return Optional.empty();
        }
        case Refused<?>(int code, String message, boolean ofObject) -> {
          return Optional.of(new Refused<>(code, message, ofObject));
        }
        case Unavailable<?>(String cause, Optional<Duration> retryAfter, Answer.Kind kind) -> {
          return Optional.of(new Unavailable<>(cause, retryAfter, kind));
        }
      }
    }
  }
}
