package dev.rollwave.architecture.broken.kubernetes.connection.route;

import dev.rollwave.architecture.broken.kubernetes.connection.exec.Plugin;

/** Is used past the surface, and uses what uses it. */
public final class Way {
  private Way() {}

  /** Something to call. */
  public static int six() {
    return 1 + Plugin.seven();
  }
}
