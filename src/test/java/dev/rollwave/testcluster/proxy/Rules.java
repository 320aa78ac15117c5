package dev.rollwave.testcluster.proxy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/** Which request meets which fault; a later rule goes before an earlier one. */
final class Rules {
  private final List<Entry> entries = new CopyOnWriteArrayList<>();

  Rule.Choice when(Predicate<Call> calls) {
    return new Draft(calls, count -> true);
  }

  /** The fault of the first rule that strikes; each rule counts what it matches all the same. */
  Fault faultFor(Call call) {
    Fault found = null;
    for (Entry entry : entries) {
      if (entry.matches(call) && found == null) {
        entry.struck.incrementAndGet();
        found = entry.fault;
      }
    }
    return found == null ? Faults.none() : found;
  }

  void clear() {
    entries.clear();
  }

  private final class Draft implements Rule.Choice {
    private final Predicate<Call> calls;
    private final IntPredicate turns;

    Draft(Predicate<Call> calls, IntPredicate turns) {
      this.calls = calls;
      this.turns = turns;
    }

    @Override
    public Rule.Choice nth(int n) {
      return new Draft(calls, count -> count == n);
    }

    @Override
    public Rule.Choice first(int n) {
      return new Draft(calls, count -> count <= n);
    }

    @Override
    public Rule then(Fault fault) {
      Entry entry = new Entry(calls, turns, fault);
      entries.addFirst(entry);
      return entry;
    }
  }

  private final class Entry implements Rule {
    private final Predicate<Call> calls;
    private final IntPredicate turns;
    private final Fault fault;
    private final AtomicInteger matched = new AtomicInteger();
    private final AtomicInteger struck = new AtomicInteger();

    Entry(Predicate<Call> calls, IntPredicate turns, Fault fault) {
      this.calls = calls;
      this.turns = turns;
      this.fault = fault;
    }

    boolean matches(Call call) {
      return calls.test(call) && turns.test(matched.incrementAndGet());
    }

    @Override
    public int struck() {
      return struck.get();
    }

    @Override
    public void withdraw() {
      entries.remove(this);
    }
  }
}
