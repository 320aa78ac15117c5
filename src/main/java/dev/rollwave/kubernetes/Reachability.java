package dev.rollwave.kubernetes;

import dev.rollwave.engine.Event;
import java.util.function.Consumer;

/**
 * Whether the API server answers, as all requests and watches of one cluster see it together: an
 * outage is told once when it begins and once when it ends.
 */
final class Reachability {
  private Consumer<Event> listener = event -> {};
  private boolean heard;
  private boolean out;

  /** Tells {@code sink} from now on, unless another one came first. */
  synchronized void tell(Consumer<Event> sink) {
    if (!heard) {
      listener = sink;
      heard = true;
    }
  }

  /** The server did not answer, or asked to come back later. */
  synchronized void failed(String cause) {
    if (!out) {
      out = true;
      listener.accept(new Event.OutageBegan(cause));
    }
  }

  /** The server answered, be it with a refusal. */
  synchronized void answered() {
    if (out) {
      out = false;
      listener.accept(new Event.OutageEnded());
    }
  }
}
