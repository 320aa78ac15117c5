package dev.rollwave.testcluster.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The options that the shipped image starts the jar with, and the cache of loaded classes that it
 * brings: without them each start costs two seconds of a processor more, and these tests start it
 * some hundred times.
 */
final class AheadOfTimeCache {
  private static final List<String> OPTIONS =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-Xlog:aot=off");
  private static final int UNREACHABLE = 6;
  private static final String NOWHERE =
      """
      apiVersion: v1
      kind: Config
      current-context: none
      clusters: [{name: none, cluster: {server: "https://127.0.0.1:9"}}]
      users: [{name: none, user: {token: none}}]
      contexts: [{name: none, context: {cluster: none, user: none}}]
      """;

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

  // From a run that gets as far as it can without a cluster, as in the Dockerfile.
  private static void make(Path cache, Path java, Path jar) throws IOException {
    Path folder = Files.createTempDirectory(jar.toAbsolutePath().getParent(), "aot-");
    Path made = folder.resolve("cache");
    Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), NOWHERE);
    Path log = folder.resolve("log");
    List<String> command = new ArrayList<>(List.of(java.toString()));
    command.addAll(OPTIONS);
    command.addAll(List.of("-XX:AOTCacheOutput=" + made, "-jar", jar.toString()));
    command.addAll(List.of("run", Path.of("config", "on-call.yaml").toString()));
    command.addAll(List.of("--yes", "--kubeconfig", kubeconfig.toString()));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (process.onExit().join().exitValue() != UNREACHABLE || !Files.exists(made)) {
      throw new IllegalStateException("no cache was made:\n" + Files.readString(log));
    }
    Files.move(made, cache, StandardCopyOption.REPLACE_EXISTING);
    Files.delete(kubeconfig);
    Files.delete(log);
    Files.delete(folder);
  }
}
