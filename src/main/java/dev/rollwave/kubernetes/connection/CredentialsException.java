package dev.rollwave.kubernetes.connection;

/** There are no credentials to send a request with; the message says why, for a person. */
public final class CredentialsException extends Exception {
  private static final long serialVersionUID = 1L;

  CredentialsException(String message) {
    super(message);
  }
}
