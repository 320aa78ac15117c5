package dev.rollwave.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Neighbouring nodes of a list, up to 64, and a bit for each of them and each trait that one of its
 * elements has. Immutable.
 *
 * @param <E> what the list is of
 */
final class TraitBranch<E> extends TraitNode<E> {
  private final List<TraitNode<E>> children;
  private final int span;

  private TraitBranch(List<TraitNode<E>> children, int span, int[] counts, long[] places) {
    super(counts, places);
    this.children = children;
    this.span = span;
  }

  static <E> TraitNode<E> of(List<E> elements, Reading<E> reading, int span) {
    List<TraitNode<E>> children = new ArrayList<>();
    int[] counts = new int[reading.number()];
    long[] places = new long[reading.number()];
    for (int from = 0; from < elements.size(); from += span) {
      int to = Math.min(from + span, elements.size());
      TraitNode<E> child = over(elements.subList(from, to), reading, span / WIDTH);
      for (int trait = 0; trait < counts.length; trait++) {
        counts[trait] += child.count(trait);
        places[trait] |= (child.count(trait) > 0 ? 1L : 0L) << children.size();
      }
      children.add(child);
    }
    return new TraitBranch<>(List.copyOf(children), span, counts, places);
  }

  @Override
  E get(int index) {
    return children.get(index / span).get(index % span);
  }

  @Override
  TraitNode<E> with(int index, E element, Reading<E> reading) {
    int child = index / span;
    TraitNode<E> was = children.get(child);
    TraitNode<E> next = was.with(index % span, element, reading);
    List<TraitNode<E>> replaced = new ArrayList<>(children);
    replaced.set(child, next);
    TraitBranch<E> changed =
        new TraitBranch<>(replaced, span, counted(was, next), placed(child, next.traits()));
    changed.takeOver(this, child, reading);
    return changed;
  }

  @Override
  int next(int trait, int from) {
    int child = from / span;
    if (child >= children.size()) {
      return -1;
    }
    long rest = places(trait) & -1L << child;
    while (rest != 0) {
      int place = Long.numberOfTrailingZeros(rest);
      int found = children.get(place).next(trait, Math.max(0, from - place * span));
      if (found >= 0) {
        return place * span + found;
      }
      rest &= rest - 1;
    }
    return -1;
  }

  @Override
  void due(Instant now, Reading<E> reading, int offset, IntConsumer told) {
    for (long rest = places(reading.timed()); rest != 0; rest &= rest - 1) {
      int child = Long.numberOfTrailingZeros(rest);
      if (!earliestOf(child, reading).isAfter(now)) {
        children.get(child).due(now, reading, offset + child * span, told);
      }
    }
  }

  @Override
  Instant earliestOf(int child, Reading<E> reading) {
    return children.get(child).earliest(reading);
  }

  @Override
  int firstOf(int child, Order order, int offset) {
    return children.get(child).first(order, offset + child * span);
  }
}
