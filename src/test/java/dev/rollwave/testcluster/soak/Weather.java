package dev.rollwave.testcluster.soak;

import dev.rollwave.testcluster.proxy.Call;
import dev.rollwave.testcluster.proxy.Calls;
import dev.rollwave.testcluster.proxy.Fault;
import dev.rollwave.testcluster.proxy.FaultProxy;
import dev.rollwave.testcluster.proxy.Faults;
import dev.rollwave.testcluster.proxy.OpenWatch;
import dev.rollwave.testcluster.proxy.Reply;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The faults that a proxy lets strike at random, and how many of each did. */
final class Weather {
  private static final double OF_RESTARTS = 0.3;
  private static final double OF_WATCHES = 0.15;
  private static final double OF_OTHERS = 0.05;
  private static final Duration SHORTEST = Duration.ofMillis(200);
  private static final Duration LONGEST = Duration.ofSeconds(3);
  private static final int ONE_OUTAGE_IN = 30;

  private final FaultProxy proxy;
  private final Random random;
  private final Tally tally;

  Weather(FaultProxy proxy, Random random, Tally tally) {
    this.proxy = proxy;
    this.random = random;
    this.tally = tally;
    Predicate<Call> writing = Calls.mutating();
    let(call -> true, OF_OTHERS, ofAny());
    let(writing, OF_OTHERS, with(ofAny(), named("409", Faults.status(409))));
    let(Calls.watches(), OF_WATCHES, ofWatches());
    let(Calls.restarts(), OF_RESTARTS, with(ofAny(), named("409", Faults.status(409))));
  }

  // A later rule goes before an earlier one.
  private void let(Predicate<Call> calls, double share, List<Fault> faults) {
    proxy.when(calls).then(Faults.now(new Random(random.nextLong()), share, faults));
  }

  private List<Fault> ofAny() {
    return List.of(
        named("reset before it was forwarded", Faults.resetBefore()),
        named("reset after it was forwarded", Faults.resetAfter()),
        named("delayed", Faults.delay(Duration.ofMillis(400), Faults.none())),
        named("delayed too long", Faults.delay(Duration.ofMillis(2_500), Faults.none())),
        named("never answered", Faults.silence()),
        named("401", Faults.status(401)),
        named("429 with Retry-After", busy()),
        named("500", Faults.status(500)),
        named("503", Faults.status(503)),
        named("504", Faults.status(504)));
  }

  private List<Fault> ofWatches() {
    return List.of(
        named("reset before it was forwarded", Faults.resetBefore()),
        named("delayed", Faults.delay(Duration.ofMillis(400), Faults.none())),
        named("never answered", Faults.silence()),
        named("410", Faults.status(410)),
        named("429 with Retry-After", busy()),
        named("504 resource version too large", ahead()));
  }

  private static Fault busy() {
    return Faults.answer(Reply.status(429, "too many requests").retryAfter(Duration.ofSeconds(1)));
  }

  private static Fault ahead() {
    return Faults.answer(Reply.status(504, "Too large resource version: 9, current: 7"));
  }

  private static List<Fault> with(List<Fault> faults, Fault one) {
    List<Fault> more = new ArrayList<>(faults);
    more.add(one);
    return more;
  }

  private Fault named(String name, Fault fault) {
    return passage -> {
      tally.count(about(passage.call()) + ": " + name);
      fault.strike(passage);
    };
  }

  private static String about(Call call) {
    return Calls.restarts().test(call)
        ? "restart"
        : call.isWatch() ? "watch" : Calls.mutating().test(call) ? "other write" : "read";
  }

  /** Strikes what is open, too, until what is returned is closed. */
  RandomActs blow() {
    return RandomActs.begin(random, SHORTEST, LONGEST, this::gust);
  }

  private void gust() {
    if (random.nextInt(ONE_OUTAGE_IN) == 0) {
      outage();
      return;
    }
    List<OpenWatch> open = proxy.watches(Calls.any()).stream().filter(OpenWatch::isOpen).toList();
    if (!open.isEmpty()) {
      strike(open.get(random.nextInt(open.size())));
    }
  }

  private void strike(OpenWatch watch) {
    try {
      switch (random.nextInt(4)) {
        case 0 -> {
          watch.freeze();
          tally.count("open watch: frozen");
        }
        case 1 -> {
          watch.reset();
          tally.count("open watch: reset");
        }
        case 2 -> {
          watch.end();
          tally.count("open watch: ended");
        }
        default -> {
          watch.inject(Reply.watchError(410, "too old resource version: 1 (2)"));
          watch.end();
          tally.count("open watch: 410");
        }
      }
    } catch (UncheckedIOException e) {
      // Its client was gone already.
    }
  }

  private void outage() {
    tally.count("API server out of reach for up to 4 s");
    proxy.refuse(true);
    try {
      TimeUnit.MILLISECONDS.sleep(random.nextLong(500, 4_000));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      proxy.refuse(false);
    }
  }
}
