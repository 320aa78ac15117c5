package dev.rollwave.testcluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a Kubernetes program answers to {@code --version}: {@code Kubernetes v1.20.2}. */
final class BinaryVersion {
  private static final Pattern VERSION = Pattern.compile("v1\\.(\\d+)\\.");

  private BinaryVersion() {}

  /** The 20 of {@code v1.20.2}. */
  static int minorOf(String program) {
    try {
      Process process = new ProcessBuilder(program, "--version").redirectErrorStream(true).start();
      String answer =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      Matcher matcher = VERSION.matcher(answer);
      if (!matcher.find()) {
        throw new IllegalStateException(program + " --version answers: " + answer);
      }
      return Integer.parseInt(matcher.group(1));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + program, e);
    }
  }
}
