package dev.rollwave.engine;

import dev.rollwave.window.Instants;
import java.time.Instant;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A tree over the elements of a list, with up to 64 children a node, in which those of a trait are
 * counted and found without a look at the others. Immutable; a change copies one node of each
 * level. An index counts from the first element below the node.
 *
 * @param <E> what the list is of
 */
abstract sealed class TraitNode<E> permits TraitLeaf, TraitBranch {
  static final int WIDTH = Long.SIZE;

  /**
   * What is known of an element.
   *
   * @param <E> of which kind
   */
  interface Reading<E> {
    /** How many traits there are; they are numbered from 0. */
    int number();

    /** The traits of {@code element}, a bit for each. */
    int traits(E element);

    /** The trait of those that may have a timer. */
    int timed();

    /** When the timer of {@code element} rings; {@link Instant#MAX} for never. */
    Instant timer(E element);
  }

  /**
   * Whose turn it is.
   *
   * @param trait of those that may have it
   * @param key the same for as long as the ranks of these elements are
   * @param ranks the rank of each index of the whole list; the lowest goes first
   */
  record Order(int trait, Object key, IntUnaryOperator ranks) {
    private boolean isBefore(int index, int other) {
      return ranks.applyAsInt(index) < ranks.applyAsInt(other);
    }
  }

  // For each trait: how many elements have it, and below which children.
  private final int[] counts;
  private final long[] places;

  // Derived from the rest when first asked for; most nodes are replaced before that.
  private @Nullable Instant earliest;
  private @Nullable Object firstFor;
  private int first;

  TraitNode(int[] counts, long[] places) {
    this.counts = counts;
    this.places = places;
  }

  /** The tree over {@code elements}. */
  static <E> TraitNode<E> over(List<E> elements, Reading<E> reading) {
    int span = 1;
    while ((long) span * WIDTH < elements.size()) {
      span *= WIDTH;
    }
    return over(elements, reading, span);
  }

  /** A node over {@code elements} each of whose children but the last has {@code span} of them. */
  static <E> TraitNode<E> over(List<E> elements, Reading<E> reading, int span) {
    return span == 1 ? TraitLeaf.of(elements, reading) : TraitBranch.of(elements, reading, span);
  }

  abstract E get(int index);

  abstract TraitNode<E> with(int index, E element, Reading<E> reading);

  /** The first at {@code from} or behind that has {@code trait}; -1 for none. */
  abstract int next(int trait, int from);

  /** Tells of those whose timer rings at {@code now} or before, in order, each moved by offset. */
  abstract void due(Instant now, Reading<E> reading, int offset, IntConsumer told);

  abstract Instant earliestOf(int child, Reading<E> reading);

  abstract int firstOf(int child, Order order, int offset);

  /** How many have {@code trait}. */
  final int count(int trait) {
    return counts[trait];
  }

  /** The children below which some have {@code trait}, a bit for each. */
  final long places(int trait) {
    return places[trait];
  }

  /** When the first of all timers rings; {@link Instant#MAX} for never. */
  final Instant earliest(Reading<E> reading) {
    Instant known = earliest;
    if (known == null) {
      known = Instant.MAX;
      for (long rest = places[reading.timed()]; rest != 0; rest &= rest - 1) {
        known = Instants.min(known, earliestOf(Long.numberOfTrailingZeros(rest), reading));
      }
      earliest = known;
    }
    return known;
  }

  /**
   * Takes over what is known of {@code before}, of which {@code child} alone was another. Only
   * where its timer was the first of all they have to be looked at again.
   */
  final void takeOver(TraitNode<E> before, int child, Reading<E> reading) {
    Instant known = before.earliest;
    if (known != null) {
      Instant is = earliestOf(child, reading);
      if (before.earliestOf(child, reading).isAfter(known) || !is.isAfter(known)) {
        earliest = Instants.min(known, is);
      }
    }
  }

  /**
   * Whose turn it is.
   *
   * @param offset of the node in the whole list
   * @return its index in the whole list; -1 for none
   */
  final int first(Order order, int offset) {
    if (!order.key().equals(firstFor)) {
      int found = -1;
      for (long rest = places[order.trait()]; rest != 0; rest &= rest - 1) {
        int candidate = firstOf(Long.numberOfTrailingZeros(rest), order, offset);
        found = found < 0 || order.isBefore(candidate, found) ? candidate : found;
      }
      first = found;
      firstFor = order.key();
    }
    return first;
  }

  /** The counts when {@code was} is replaced by {@code next}. */
  final int[] counted(TraitNode<E> was, TraitNode<E> next) {
    int[] changed = counts.clone();
    for (int trait = 0; trait < changed.length; trait++) {
      changed[trait] += next.counts[trait] - was.counts[trait];
    }
    return changed;
  }

  /** The places when {@code child} is of another standing. */
  final long[] placed(int child, long traits) {
    long[] changed = places.clone();
    for (int trait = 0; trait < changed.length; trait++) {
      long cleared = changed[trait] & ~(1L << child);
      changed[trait] = cleared | (traits >>> trait & 1) << child;
    }
    return changed;
  }

  /** The traits that any of the elements has, a bit for each. */
  final long traits() {
    long any = 0;
    for (int trait = 0; trait < counts.length; trait++) {
      any |= counts[trait] > 0 ? 1L << trait : 0;
    }
    return any;
  }
}
