package dev.rollwave.testcluster.proxy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** The faults that tests ask for. */
public final class Faults {
  private Faults() {}

  /** None: the request and its answer go through. */
  public static Fault none() {
    return Passage::relay;
  }

  /** The connection is reset, and the API server never hears of the request. */
  public static Fault resetBefore() {
    return resetBefore(() -> {});
  }

  /** The API server does what it is asked, and the connection is reset instead of the answer. */
  public static Fault resetAfter() {
    return resetAfter(() -> {});
  }

  /** Does {@code act}, such as to kill the sender, instead of forwarding the request. */
  public static Fault resetBefore(Runnable act) {
    return passage -> {
      act.run();
      passage.reset();
    };
  }

  /** Does {@code act} when the API server has answered; the sender gets no answer. */
  public static Fault resetAfter(Runnable act) {
    return passage -> {
      passage.forward();
      act.run();
      passage.reset();
    };
  }

  /** Does {@code act} while the request is on its way, then lets it through. */
  public static Fault meanwhile(Runnable act) {
    return passage -> {
      act.run();
      passage.relay();
    };
  }

  /** Answers in the API server's place, which never hears of the request. */
  public static Fault answer(Reply reply) {
    return passage -> passage.answer(reply);
  }

  /** As {@link #answer}, with a Status of {@code code}. */
  public static Fault status(int code) {
    return answer(Reply.status(code, "by the test's own will"));
  }

  /** The API server answers, and {@code change} is what the sender gets. */
  public static Fault changed(UnaryOperator<Reply> change) {
    return passage -> passage.answer(change.apply(passage.forward()));
  }

  /** The request waits for {@code time} before it goes on to {@code then}. */
  public static Fault delay(Duration time, Fault then) {
    return passage -> {
      passage.waitFor(time);
      then.strike(passage);
    };
  }

  /** The request waits for {@code gate}, a minute at most, before it goes on to {@code then}. */
  public static Fault until(CountDownLatch gate, Fault then) {
    return passage -> {
      try {
        if (!gate.await(1, TimeUnit.MINUTES)) {
          throw new IllegalStateException("nobody opened the gate");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      then.strike(passage);
    };
  }

  /** No answer ever comes; the connection stays open until the sender gives up. */
  public static Fault silence() {
    return Passage::park;
  }

  /**
   * Strikes about {@code share} of the requests with one of {@code faults} and lets the others
   * through; the same choices from the same {@code random}.
   *
   * @param share from 0 to 1
   */
  public static Fault now(RandomGenerator random, double share, List<Fault> faults) {
    return passage -> {
      Fault chosen;
      synchronized (random) {
        chosen = random.nextDouble() < share ? faults.get(random.nextInt(faults.size())) : none();
      }
      chosen.strike(passage);
    };
  }
}
