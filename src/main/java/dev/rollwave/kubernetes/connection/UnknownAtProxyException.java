package dev.rollwave.kubernetes.connection;

import java.io.IOException;

/** A proxy on the way demands a user and a password that it knows: 407. */
public final class UnknownAtProxyException extends IOException {
  private static final long serialVersionUID = 1L;

  /** The HTTP status of such an answer. */
  public static final int STATUS = 407;

  /** Of an answer with {@link #STATUS}. */
  public UnknownAtProxyException() {
    super("407, a proxy wants a user and a password");
  }
}
