package dev.rollwave.kubernetes.record;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollwave.engine.message.Event;
import dev.rollwave.kubernetes.api.Answer;
import dev.rollwave.kubernetes.api.Answer.Ok;
import dev.rollwave.kubernetes.api.Answer.Refused;
import dev.rollwave.kubernetes.api.Answer.Unavailable;
import dev.rollwave.kubernetes.api.ApiPath;
import dev.rollwave.kubernetes.api.ApiRequest;
import dev.rollwave.kubernetes.api.Backoff;
import dev.rollwave.kubernetes.api.Insistence;
import dev.rollwave.kubernetes.api.Requests;
import dev.rollwave.kubernetes.api.Ticker;
import dev.rollwave.kubernetes.api.WatchStream;
import dev.rollwave.runner.Threads;
import dev.rollwave.runner.record.PlanRecordStore;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Notices that a record changed. Opened without a version a watch begins with what is there, so
 * that nothing is missed between two of them.
 *
 * <p>A watch that is refused is tried again for as long as {@link Insistence} says, over a new
 * connection. Without the right to watch, each writing of the record still shows what persons ask.
 */
public final class RecordWatch implements PlanRecordStore.Subscription {
  /** A watch can go silent without being closed; so long may a person's wish stay unseen. */
  private static final Duration SILENCE = Duration.ofMinutes(1);

  private final Requests requests;
  private final ApiPath record;
  private final Consumer<String> onChange;
  private final Backoff backoff;
  private Insistence insistence;
  private final Ticker ticker;
  private final Thread thread;

  /**
   * Who is told.
   *
   * @param onChange the version of the record whenever it may have changed
   * @param sink a fault that ends this
   */
  public record Told(Consumer<String> onChange, Consumer<Event> sink) {}

  /** Of one record; it is waited by {@code ticker}. */
  public RecordWatch(Requests requests, ApiPath record, Told told, Ticker ticker) {
    this.requests = requests;
    this.ticker = ticker;
    this.record = record;
    onChange = told.onChange();
    backoff = requests.backoff();
    insistence = new Insistence(requests.backoff(), ticker);
    thread = Threads.unstarted("record watch", this::follow, told.sink());
  }

  RecordWatch start() {
    thread.start();
    return this;
  }

  private void follow() {
    ApiPath all = ApiPath.configMaps(record.namespace());
    ApiRequest request =
        ApiRequest.watch(all).with("fieldSelector", "metadata.name=" + record.name());
    try {
      boolean isWanted = true;
      while (isWanted && !Thread.currentThread().isInterrupted()) {
        isWanted = watch(request);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Watches once, or waits for the next try; false when there is to be none. */
  private boolean watch(ApiRequest request) throws InterruptedException {
    Answer<WatchStream> answer = requests.open(request);
    if (answer instanceof Ok<WatchStream>(WatchStream stream)) {
      insistence = new Insistence(requests.backoff(), ticker);
      try (stream) {
        read(stream);
      }
      return true;
    }
    // An outage is waited out here, however long it takes: the run ends when it takes too long.
    Optional<Duration> pause = insistence.pauseAfter(answer, answer instanceof Unavailable);
    if (answer instanceof Refused && pause.isPresent()) {
      requests.server().reconnect();
    }
    if (pause.isPresent()) {
      ticker.waitFor(pause.get());
    }
    return pause.isPresent();
  }

  private void read(WatchStream stream) throws InterruptedException {
    while (true) {
      switch (stream.next(SILENCE)) {
        case WatchStream.Next.Silence _ -> {
          return;
        }
        case WatchStream.Next.Ended _ -> {
          ticker.waitFor(backoff.afterFailure(Optional.empty()));
          return;
        }
        case WatchStream.Next.Line(String json) -> {
          onChange.accept(version(json));
          backoff.succeeded();
        }
      }
    }
  }

  private String version(String json) {
    try {
      return requests
          .server()
          .read(json, JsonNode.class)
          .path("object")
          .path("metadata")
          .path("resourceVersion")
          .asText();
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
