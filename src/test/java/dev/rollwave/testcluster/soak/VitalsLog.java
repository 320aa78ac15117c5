package dev.rollwave.testcluster.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** The vitals between runs, and whether they stayed flat. */
final class VitalsLog {
  /** So much of the beginning is warm-up: classes, compiled code, caches, ten old ReplicaSets. */
  private static final double WARM_UP = 0.25;

  /** With fewer, a median says nothing. */
  private static final int LEAST_OF_A_THIRD = 8;

  private static final int ROWS = 30;

  private final List<Vitals> all = new ArrayList<>();

  /**
   * One kind of vitals, compared.
   *
   * @param name of the kind
   * @param first median of the first third after the warm-up
   * @param last median of the last third
   * @param bound by which {@code last} may exceed {@code first}
   */
  record Trend(String name, long first, long last, long bound) {
    boolean isFlat() {
      return last - first <= bound;
    }

    @Override
    public String toString() {
      return "%-24s %,12d  ->  %,12d  (bound +%,d)".formatted(name, first, last, bound);
    }
  }

  void add(Vitals vitals) {
    all.add(vitals);
  }

  Vitals last() {
    return all.getLast();
  }

  /** Empty when there are too few samples to compare. */
  List<Trend> trends() {
    List<Vitals> warm = all.subList((int) (all.size() * WARM_UP), all.size());
    int third = warm.size() / 3;
    if (third < LEAST_OF_A_THIRD) {
      return List.of();
    }
    List<Vitals> first = warm.subList(0, third);
    List<Vitals> last = warm.subList(warm.size() - third, warm.size());
    return List.of(
        trend("heap after GC, bytes", first, last, Vitals::heap, 2 << 20),
        trend("platform threads", first, last, Vitals::platformThreads, 1),
        trend("virtual threads", first, last, Vitals::virtualThreads, 1),
        trend("connections at the proxy", first, last, Vitals::connections, 0),
        trend("open files", first, last, Vitals::files, 2));
  }

  private static Trend trend(
      String name,
      List<Vitals> first,
      List<Vitals> last,
      ToLongFunction<Vitals> vital,
      long bound) {
    return new Trend(name, median(first, vital), median(last, vital), bound);
  }

  private static long median(List<Vitals> some, ToLongFunction<Vitals> vital) {
    return some.stream().mapToLong(vital).sorted().skip(some.size() / 2).findFirst().orElseThrow();
  }

  /** A row for each of about thirty samples, equally far apart. */
  @Override
  public String toString() {
    StringBuilder table = new StringBuilder();
    table.append(
        "%7s %12s %9s %8s %12s %6s%n"
            .formatted("start", "heap, kB", "platform", "virtual", "connections", "files"));
    int apart = Math.max(1, all.size() / ROWS);
    for (int i = 0; i < all.size(); i += apart) {
      Vitals v = all.get(i);
      table.append(
          "%7d %,12d %9d %8d %12d %6d%n"
              .formatted(
                  i + 1,
                  v.heap() >> 10,
                  v.platformThreads(),
                  v.virtualThreads(),
                  v.connections(),
                  v.files()));
    }
    return table.toString();
  }
}
