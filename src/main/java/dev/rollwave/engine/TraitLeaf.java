package dev.rollwave.engine;

import java.time.Instant;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Up to 64 neighbours of a list, and a bit for each of them and each trait. Immutable.
 *
 * @param <E> what the list is of
 */
final class TraitLeaf<E> extends TraitNode<E> {
  private final E[] elements;

  private TraitLeaf(E[] elements, long[] places) {
    super(counts(places), places);
    this.elements = elements;
  }

  static <E> TraitNode<E> of(List<E> elements, Reading<E> reading) {
    long[] places = new long[reading.number()];
    for (int child = 0; child < elements.size(); child++) {
      long traits = reading.traits(elements.get(child));
      for (int trait = 0; trait < places.length; trait++) {
        places[trait] |= (traits >>> trait & 1) << child;
      }
    }
    return new TraitLeaf<>(array(elements), places);
  }

  // Only elements of the list go in, and only elements come out.
  @SuppressWarnings("unchecked")
  private static <E> E[] array(List<E> elements) {
    return (E[]) elements.toArray();
  }

  private static int[] counts(long[] places) {
    int[] counts = new int[places.length];
    for (int trait = 0; trait < counts.length; trait++) {
      counts[trait] = Long.bitCount(places[trait]);
    }
    return counts;
  }

  @Override
  E get(int index) {
    return elements[index];
  }

  @Override
  TraitNode<E> with(int index, E element, Reading<E> reading) {
    E[] next = elements.clone();
    next[index] = element;
    TraitLeaf<E> changed = new TraitLeaf<>(next, placed(index, reading.traits(element)));
    changed.takeOver(this, index, reading);
    return changed;
  }

  @Override
  int next(int trait, int from) {
    long found = from < WIDTH ? places(trait) & -1L << from : 0;
    return found == 0 ? -1 : Long.numberOfTrailingZeros(found);
  }

  @Override
  void due(Instant now, Reading<E> reading, int offset, IntConsumer told) {
    for (long rest = places(reading.timed()); rest != 0; rest &= rest - 1) {
      int child = Long.numberOfTrailingZeros(rest);
      if (!earliestOf(child, reading).isAfter(now)) {
        told.accept(offset + child);
      }
    }
  }

  @Override
  Instant earliestOf(int child, Reading<E> reading) {
    return reading.timer(elements[child]);
  }

  @Override
  int firstOf(int child, Order order, int offset) {
    return offset + child;
  }
}
