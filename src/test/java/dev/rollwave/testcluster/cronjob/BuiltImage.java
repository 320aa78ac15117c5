package dev.rollwave.testcluster.cronjob;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollwave.testcluster.process.BuildScript;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The image that the project's {@code Dockerfile} makes, taken apart.
 *
 * @param rootfs its files
 * @param user {@code USER} as the Dockerfile has it
 * @param workdir {@code WORKDIR}; the root where there is none
 * @param environment {@code ENV}, the base's too
 * @param entrypoint {@code ENTRYPOINT}
 * @param arguments {@code CMD}, what the entrypoint gets where a pod has no {@code args}
 */
record BuiltImage(
    Path rootfs,
    String user,
    String workdir,
    Map<String, String> environment,
    List<String> entrypoint,
    List<String> arguments) {
  private static final String PROPERTY = "rollwave.image";
  private static final BuildScript SCRIPT =
      new BuildScript(Path.of("src", "test", "image", "build"), Map.of());

  /** Whether this build was asked to start the image instead of the jar. */
  static boolean isAskedFor() {
    return Boolean.getBoolean(PROPERTY);
  }

  /**
   * Builds it, which takes minutes, or finds it built.
   *
   * @throws IOException when it cannot be built here, and what to install
   */
  static BuiltImage here() throws IOException {
    Path folder = SCRIPT.folder();
    JsonNode config =
        new ObjectMapper().readTree(folder.resolve("config.json").toFile()).at("/OCIv1/config");
    Map<String, String> environment = new LinkedHashMap<>();
    for (String variable : strings(config.path("Env"))) {
      environment.put(
          variable.substring(0, variable.indexOf('=')),
          variable.substring(variable.indexOf('=') + 1));
    }
    return new BuiltImage(
        folder.resolve("rootfs"),
        config.path("User").asText(),
        config.path("WorkingDir").asText("/"),
        environment,
        strings(config.path("Entrypoint")),
        strings(config.path("Cmd")));
  }

  private static List<String> strings(JsonNode array) {
    List<String> strings = new ArrayList<>();
    array.forEach(element -> strings.add(element.asText()));
    return strings;
  }

  /**
   * Where {@code path} leads to within the image: {@code /run/secrets} for {@code
   * /var/run/secrets}, since Debian's {@code /var/run} is a link. What is not there may be made.
   */
  String resolve(String path) {
    Deque<String> ahead = new ArrayDeque<>(List.of(path.split("/")));
    Path reached = Path.of("/");
    while (!ahead.isEmpty()) {
      Path next = reached.resolve(ahead.pop()).normalize();
      Path here = rootfs.resolve(Path.of("/").relativize(next));
      if (Files.isSymbolicLink(here)) {
        List<String> target = List.of(link(here).split("/"));
        target.reversed().forEach(ahead::push);
        next = link(here).startsWith("/") ? Path.of("/") : reached;
      }
      reached = next;
    }
    return reached.toString();
  }

  private static String link(Path file) {
    try {
      return Files.readSymbolicLink(file).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
