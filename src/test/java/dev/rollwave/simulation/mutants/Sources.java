package dev.rollwave.simulation.mutants;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The product's source files, read once. */
final class Sources {
  private static final Path ROOT = Path.of("src", "main", "java", "dev", "rollwave");

  private final Map<Path, String> read = new ConcurrentHashMap<>();

  /** A whole file, named as in {@link Change#file}. */
  String text(Path file) {
    return read.computeIfAbsent(file, Sources::readAgain);
  }

  private static String readAgain(Path file) {
    try {
      return Files.readString(ROOT.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
