package dev.rollwave.simulation.mutants;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A way to break the code.
 *
 * @param name in kebab-case: what it does wrong
 * @param because what goes wrong by that, for a person
 * @param changes one or more
 */
record Mutant(String name, String because, List<Change> changes) {
  Mutant {
    changes = List.copyOf(changes);
    if (changes.isEmpty()) {
      throw new IllegalArgumentException(name + " changes nothing");
    }
  }

  /**
   * The files that it changes, as they are then.
   *
   * @param sources where they are
   * @throws IllegalStateException when one of its snippets is not there exactly once
   */
  Map<Path, String> appliedTo(Sources sources) {
    Map<Path, String> changed = new TreeMap<>();
    for (Change change : changes) {
      String before = changed.getOrDefault(change.file(), sources.text(change.file()));
      try {
        changed.put(change.file(), change.appliedTo(before));
      } catch (IllegalStateException e) {
        throw new IllegalStateException("mutant " + name + " is stale: " + e.getMessage(), e);
      }
    }
    return changed;
  }

  @Override
  public String toString() {
    return name;
  }
}
