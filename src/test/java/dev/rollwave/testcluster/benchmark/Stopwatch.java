package dev.rollwave.testcluster.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs commands and takes their time, with bash's own {@code time}: Java does not tell how much of
 * a processor the children of a process took.
 *
 * @param environment that commands are started with, beside this process' own
 * @param folder where what they print is kept
 */
record Stopwatch(Map<String, String> environment, Path folder) {
  private static final String TIMED = "TIMEFORMAT='%R %U %S'; time \"$@\" >\"$0\" 2>&1";

  Stopwatch {
    environment = Map.copyOf(environment);
  }

  /**
   * What a command took.
   *
   * @param wall seconds from its start to its end
   * @param cpu seconds of a processor, of the command and all that it started
   */
  record Taken(double wall, double cpu) {}

  /**
   * Runs {@code command} to its end.
   *
   * @throws IllegalStateException when it ends with anything but 0
   */
  Taken time(List<String> command) throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    List<String> timed = new ArrayList<>(List.of("bash", "-c", TIMED, output.toString()));
    timed.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(timed);
    builder.environment().putAll(environment);
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    process.getOutputStream().close();
    String told = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = process.waitFor();
    if (status != 0) {
      throw new IllegalStateException(
          "%s ended with %d%n%s%n%s"
              .formatted(String.join(" ", command), status, Files.readString(output), told));
    }
    return taken(told);
  }

  private static Taken taken(String told) {
    String[] seconds = told.strip().split(" ", -1);
    return new Taken(
        Double.parseDouble(seconds[0]),
        Double.parseDouble(seconds[1]) + Double.parseDouble(seconds[2]));
  }
}
