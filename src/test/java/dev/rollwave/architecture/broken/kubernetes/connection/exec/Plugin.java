package dev.rollwave.architecture.broken.kubernetes.connection.exec;

import dev.rollwave.architecture.broken.kubernetes.connection.route.Way;

/** Goes round in a circle. */
public final class Plugin {
  private Plugin() {}

  /** Something to call. */
  public static int seven() {
    return 1 + Way.six();
  }
}
