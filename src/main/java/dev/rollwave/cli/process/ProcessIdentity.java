package dev.rollwave.cli.process;

import dev.rollwave.runner.record.Owner;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How this process calls itself in a lock: where it runs, and a few random digits that no other
 * process has.
 */
public final class ProcessIdentity {
  private static final int RANDOM_BYTES = 4;

  /** Set from the label {@code controller-uid} of a Job's pod. */
  public static final String JOB = "ROLLWAVE_JOB_UID";

  private ProcessIdentity() {}

  /**
   * This process, as the record of a run names it.
   *
   * @param environment of the process
   * @param random draws the digits
   */
  public static Owner owner(Map<String, String> environment, RandomGenerator random) {
    return new Owner(
        name(environment, random),
        who(environment),
        Optional.ofNullable(environment.get(JOB)).filter(uid -> !uid.isBlank()),
        List.of());
  }

  /** The person or account of this process, and where it runs: {@code ana@laptop}. */
  public static String who(Map<String, String> environment) {
    return System.getProperty("user.name", "unknown") + "@" + host(environment);
  }

  /**
   * Such as {@code rollwave-nightly-29384-xk2vp/1/9f3a61c2}: host or pod, process id, random
   * digits.
   */
  static String name(Map<String, String> environment, RandomGenerator random) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return host(environment)
        + "/"
        + ProcessHandle.current().pid()
        + "/"
        + HexFormat.of().formatHex(bytes);
  }

  // A pod has its name in HOSTNAME; a shell on a laptop need not export it.
  private static String host(Map<String, String> environment) {
    String name = environment.getOrDefault("HOSTNAME", "");
    if (!name.isBlank()) {
      return name;
    }
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown-host";
    }
  }
}
