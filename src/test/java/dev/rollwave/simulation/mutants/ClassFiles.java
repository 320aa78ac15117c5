package dev.rollwave.simulation.mutants;

import dev.rollwave.engine.Engine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The compiled classes of the product, of the simulation and of the tests, read once. */
final class ClassFiles {
  /** Where the product's are. */
  static final Path PRODUCT = rootOf(Engine.class);

  private static final Path TESTS = rootOf(ClassFiles.class);
  private static final Map<String, Optional<byte[]>> READ = new ConcurrentHashMap<>();

  private ClassFiles() {}

  /** That of {@code name}; empty when there is none. */
  static Optional<byte[]> of(String name) {
    return READ.computeIfAbsent(name, ClassFiles::read);
  }

  private static Optional<byte[]> read(String name) {
    String file = name.replace('.', '/') + ".class";
    for (Path root : new Path[] {PRODUCT, TESTS}) {
      if (Files.exists(root.resolve(file))) {
        try {
          return Optional.of(Files.readAllBytes(root.resolve(file)));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return Optional.empty();
  }

  private static Path rootOf(Class<?> one) {
    return Path.of(URI.create(one.getProtectionDomain().getCodeSource().getLocation().toString()));
  }
}
