package dev.rollwave.cli;

import java.util.HexFormat;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * How this process calls itself in a lock: where it runs, and a few random digits that no other
 * process has.
 */
final class Holder {
  private static final int RANDOM_BYTES = 4;

  private Holder() {}

  /**
   * Such as {@code rollwave-nightly-29384-xk2vp/1/9f3a61c2}: host or pod, process id, random
   * digits.
   */
  static String name(Map<String, String> environment, RandomGenerator random) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return environment.getOrDefault("HOSTNAME", "unknown-host")
        + "/"
        + ProcessHandle.current().pid()
        + "/"
        + HexFormat.of().formatHex(bytes);
  }
}
