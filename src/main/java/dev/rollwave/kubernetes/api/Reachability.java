package dev.rollwave.kubernetes.api;

import dev.rollwave.engine.message.Event;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Whether the API server is there at all, as all requests and watches of one cluster see it
 * together. A request that got no answer only raises a suspicion: an outage begins when a cheap
 * probe fails too, is told once, and ends when a probe succeeds or anything else is answered.
 */
public final class Reachability {
  private static final Duration LEAST_PAUSE = Duration.ofSeconds(1);

  private final Probe probe;
  private final Lifetime lifetime;
  private final RandomGenerator random;
  private Optional<Listener> listener = Optional.empty();
  private boolean out;
  private boolean probing;

  /** Asks the API server whether it is there. */
  public interface Probe {
    /** Why it is not; empty when it is. */
    Optional<String> ask() throws InterruptedException;
  }

  private record Listener(Consumer<Event> sink, Executor background) {}

  /**
   * Of one cluster.
   *
   * @param probe one at a time
   * @param lifetime that nothing is asked for any more when it is closed
   * @param random for the pauses between probes
   */
  public Reachability(Probe probe, Lifetime lifetime, RandomGenerator random) {
    this.probe = probe;
    this.lifetime = lifetime;
    this.random = random;
  }

  /** One without a listener, so that nothing is asked. */
  public static Reachability untold() {
    return new Reachability(Optional::empty, new Lifetime(), RandomGenerator.getDefault());
  }

  /**
   * Tells {@code sink} from now on, unless another one came first, and probes in the background.
   */
  public synchronized void tell(Consumer<Event> sink, Executor background) {
    if (listener.isEmpty()) {
      listener = Optional.of(new Listener(sink, background));
    }
  }

  synchronized boolean isOut() {
    return out;
  }

  /** A request got no answer, or one that may tell of the whole API server. */
  synchronized void suspect(String cause) {
    if (listener.isPresent() && !out && !probing) {
      probing = true;
      listener.get().background().execute(() -> probe(cause));
    }
  }

  /** The server answered, be it with a refusal. */
  synchronized void answered() {
    if (out) {
      out = false;
      listener.ifPresent(it -> it.sink().accept(new Event.OutageEnded()));
    }
  }

  private void probe(String cause) {
    try {
      Optional<String> failure = probe.ask();
      while (failure.isPresent() && !lifetime.isClosed()) {
        failed(cause + "; " + failure.get());
        lifetime.waitFor(LEAST_PAUSE.plusMillis(random.nextInt(1000)));
        if (!isOut()) {
          break;
        }
        failure = probe.ask();
      }
      if (failure.isEmpty()) {
        answered();
      }
    } catch (InterruptedException e) {
      // Only close interrupts.
      Thread.currentThread().interrupt();
    } finally {
      done();
    }
  }

  private synchronized void failed(String cause) {
    if (!out) {
      out = true;
      listener.ifPresent(it -> it.sink().accept(new Event.OutageBegan(cause)));
    }
  }

  private synchronized void done() {
    probing = false;
  }
}
