package dev.rollwave.testcluster.process;

import dev.rollwave.training.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The options that the shipped image starts the jar with, and the cache of loaded classes that it
 * brings: without them each start costs two seconds of a processor more, and these tests start it
 * some hundred times.
 */
final class AheadOfTimeCache {
  private static final List<String> OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:CompileThresholdScaling=4",
          "-XX:-UsePerfData",
          "-Xlog:aot=off");

  private AheadOfTimeCache() {}

  /** The options for {@code java}; the first call for a new jar makes its cache. */
  static synchronized List<String> optionsFor(Path java, Path jar) throws IOException {
    Path cache = jar.resolveSibling("rollwave-tests.aot");
    if (!Files.exists(cache)
        || Files.getLastModifiedTime(cache).compareTo(Files.getLastModifiedTime(jar)) < 0) {
      make(cache, java, jar);
    }
    List<String> options = new ArrayList<>(OPTIONS);
    options.add("-XX:AOTCache=" + cache);
    return options;
  }

  private static void make(Path cache, Path java, Path jar) throws IOException {
    List<String> command = new ArrayList<>(List.of(java.toString()));
    command.addAll(OPTIONS);
    command.addAll(List.of("-jar", jar.toString()));
    try {
      Training.train(cache.toAbsolutePath(), command);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a cache was made", e);
    }
  }
}
