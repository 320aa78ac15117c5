package dev.rollwave.kubernetes.connection;

/** No credentials for a request; the message says why, for a person. */
public final class CredentialsException extends Exception {
  private static final long serialVersionUID = 1L;

  CredentialsException(String message) {
    super(message);
  }
}
