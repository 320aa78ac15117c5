package dev.rollwave.simulation.mutants;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Reads mutants as they are written down, in the manner of a patch:
 *
 * <pre>
 * # a remark
 * name-of-the-mutant: what goes wrong by it
 *   engine/Gates.java
 * - the snippet
 * + what stands there instead
 * </pre>
 *
 * Each further line with a file begins another change of the same mutant; a snippet may have
 * several lines, and what stands there instead may have none.
 */
final class MutantFile {
  private static final List<String> ROOMS = List.of("engine", "runner", "workload", "window");

  private final String name;
  private final List<Mutant> mutants = new ArrayList<>();
  private final List<Change> changes = new ArrayList<>();
  private final List<String> snippet = new ArrayList<>();
  private final List<String> instead = new ArrayList<>();
  private Optional<String> heading = Optional.empty();
  private Optional<Path> file = Optional.empty();

  private MutantFile(String name) {
    this.name = name;
  }

  /** All mutants of all rooms. */
  static List<Mutant> all() {
    List<Mutant> all = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (String room : ROOMS) {
      for (Mutant mutant : parsed(room + ".mutants", text(room + ".mutants"))) {
        if (!names.add(mutant.name())) {
          throw new IllegalStateException(mutant + " is there twice");
        }
        all.add(mutant);
      }
    }
    return all;
  }

  /** What {@code text}, of the file {@code name}, says. */
  static List<Mutant> parsed(String name, String text) {
    MutantFile file = new MutantFile(name);
    text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(file::take);
    file.endMutant();
    return file.mutants;
  }

  private void take(String line) {
    if (line.startsWith("- ")) {
      snippet.add(line.substring(2).strip());
    } else if (line.startsWith("+ ")) {
      instead.add(line.substring(2).strip());
    } else if (line.startsWith("  ")) {
      endChange();
      file = Optional.of(Path.of(line.strip()));
    } else {
      endMutant();
      heading = Optional.of(line);
    }
  }

  private void endChange() {
    if (file.isPresent()) {
      if (snippet.isEmpty()) {
        throw new IllegalStateException("%s: %s has no snippet".formatted(name, file.get()));
      }
      changes.add(new Change(file.get(), String.join("\n", snippet), String.join("\n", instead)));
    }
    snippet.clear();
    instead.clear();
    file = Optional.empty();
  }

  private void endMutant() {
    endChange();
    if (heading.isPresent()) {
      String[] parts = heading.get().split(": ", 2);
      if (parts.length < 2 || !parts[0].matches("[a-z0-9-]+")) {
        throw new IllegalStateException("%s: not a mutant: %s".formatted(name, heading.get()));
      }
      mutants.add(new Mutant(parts[0], parts[1], changes));
    }
    changes.clear();
    heading = Optional.empty();
  }

  private static String text(String resource) {
    try (InputStream file =
        Objects.requireNonNull(MutantFile.class.getResourceAsStream(resource), resource)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
