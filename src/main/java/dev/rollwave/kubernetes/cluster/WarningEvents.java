package dev.rollwave.kubernetes.cluster;

import dev.rollwave.kubernetes.api.Answer.Ok;
import dev.rollwave.kubernetes.api.Answer.Refused;
import dev.rollwave.kubernetes.api.Answer.Unavailable;
import dev.rollwave.kubernetes.api.ApiPath;
import dev.rollwave.kubernetes.api.ApiRequest;
import dev.rollwave.kubernetes.api.Requests;
import dev.rollwave.workload.trouble.Warnings;
import dev.rollwave.workload.trouble.Warnings.Warning;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventList;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads what Kubernetes warned of, by the uid of what it is about. The right to do so is a comfort:
 * where it is missing, that is told and nothing else is lost.
 *
 * @see <a
 *     href="https://github.com/kubernetes/kubernetes/blob/master/pkg/registry/core/event/strategy.go">the
 *     fields that Events can be selected by</a>
 */
final class WarningEvents {
  /** Of each object; its Events are told apart by their text, so there are a few. */
  private static final int MOST_EVENTS = 100;

  private static final int MOST_OBJECTS = 8;

  private final Requests requests;

  /** Events that {@code requests} read. */
  WarningEvents(Requests requests) {
    this.requests = requests;
  }

  /** Those about the objects of {@code uids} in {@code namespace}, of the first eight. */
  Warnings about(Collection<String> uids, String namespace) throws InterruptedException {
    List<Event> found = new ArrayList<>();
    Optional<String> unreadable = Optional.empty();
    for (String uid : uids.stream().limit(MOST_OBJECTS).toList()) {
      switch (requests.aside(request(uid, namespace), EventList.class)) {
        case Ok<EventList>(EventList list) ->
            found.addAll(Objects.requireNonNullElse(list.getItems(), List.<Event>of()));
        case Refused<EventList> refused -> unreadable = Optional.of(refused.message());
        case Unavailable<EventList> unavailable -> unreadable = Optional.of(unavailable.cause());
      }
      if (unreadable.isPresent()) {
        break;
      }
    }
    Comparator<Event> byTime = Comparator.comparing(it -> last(it).orElse(Instant.MIN));
    return new Warnings(
        found.stream().sorted(byTime.reversed()).map(WarningEvents::of).toList(), unreadable);
  }

  private static ApiRequest request(String uid, String namespace) {
    return ApiRequest.list(ApiPath.core("events", namespace))
        .with("fieldSelector", "involvedObject.uid=" + uid + ",type=Warning")
        .with("limit", Integer.toString(MOST_EVENTS));
  }

  private static Warning of(Event event) {
    var about = event.getInvolvedObject();
    return new Warning(
        about == null ? "" : orEmpty(about.getKind()),
        about == null ? "" : orEmpty(about.getName()),
        orEmpty(event.getReason()),
        orEmpty(event.getMessage()).strip(),
        count(event),
        last(event));
  }

  private static int count(Event event) {
    Integer series = event.getSeries() == null ? null : event.getSeries().getCount();
    return Math.max(
        1, Objects.requireNonNullElse(series, Objects.requireNonNullElse(event.getCount(), 1)));
  }

  // Which of its times an Event has depends on the age of the component that wrote it.
  private static Optional<Instant> last(Event event) {
    return Stream.of(
            event.getSeries() == null || event.getSeries().getLastObservedTime() == null
                ? null
                : event.getSeries().getLastObservedTime().getTime(),
            event.getLastTimestamp(),
            event.getEventTime() == null ? null : event.getEventTime().getTime(),
            event.getMetadata() == null ? null : event.getMetadata().getCreationTimestamp())
        .map(WarningEvents::instant)
        .flatMap(Optional::stream)
        .max(Comparator.naturalOrder());
  }

  private static Optional<Instant> instant(@Nullable String text) {
    try {
      return Optional.ofNullable(text).map(Instant::parse);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static String orEmpty(@Nullable String text) {
    return Objects.requireNonNullElse(text, "");
  }
}
