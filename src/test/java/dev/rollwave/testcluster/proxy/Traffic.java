package dev.rollwave.testcluster.proxy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** Everything that came to a proxy. */
public final class Traffic {
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();

  void came(Call call) {
    calls.add(call);
  }

  void went(Exchange exchange) {
    exchanges.add(exchange);
  }

  void forget() {
    calls.clear();
    exchanges.clear();
  }

  /** The requests that {@code wanted} matches, in the order in which they came. */
  public List<Call> calls(Predicate<Call> wanted) {
    return calls.stream().filter(wanted).toList();
  }

  /** Those that were answered or reset so far, in the order in which that happened. */
  public List<Exchange> exchanges(Predicate<Call> wanted) {
    return exchanges.stream().filter(exchange -> wanted.test(exchange.call())).toList();
  }
}
