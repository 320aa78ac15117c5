package dev.rollwave.simulation.worlds;

import dev.rollwave.simulation.worlds.oracle.Promise;
import dev.rollwave.simulation.worlds.world.World;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Looks for a small world in which the same promise breaks: leaves parts out, many at once at
 * first, and keeps what still breaks it.
 */
public final class Shrinker {
  private final World world;
  private final Predicate<World> isBroken;

  private Shrinker(World world, Predicate<World> isBroken) {
    this.world = world;
    this.isBroken = isBroken;
  }

  /** Names of the parts that are needed for {@code promise} to break in {@code world}. */
  public static List<String> neededParts(World world, Promise promise) {
    return neededParts(
        world, it -> Play.of(it).broken().filter(b -> b.promise() == promise).isPresent());
  }

  /**
   * Names of the parts that are needed for {@code isBroken} to hold, as it does in {@code world}.
   */
  static List<String> neededParts(World world, Predicate<World> isBroken) {
    return new Shrinker(world, isBroken).shrink();
  }

  private List<String> shrink() {
    List<String> kept = new ArrayList<>(world.parts());
    int size = kept.size();
    while (size >= 1) {
      boolean hasShrunk = false;
      for (int from = 0; from < kept.size(); ) {
        List<String> fewer = new ArrayList<>(kept.subList(0, from));
        fewer.addAll(kept.subList(Math.min(kept.size(), from + size), kept.size()));
        if (breaks(fewer)) {
          kept = fewer;
          hasShrunk = true;
        } else {
          from += size;
        }
      }
      // Once more with single parts as long as that helps: one may be needed only by another.
      size = size > 1 ? size / 2 : hasShrunk ? 1 : 0;
    }
    return kept;
  }

  private boolean breaks(List<String> parts) {
    Set<String> distinct = new LinkedHashSet<>(parts);
    Optional<World> smaller = world.keeping(distinct);
    return smaller.filter(isBroken).isPresent();
  }
}
