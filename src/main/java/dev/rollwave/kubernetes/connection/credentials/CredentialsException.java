package dev.rollwave.kubernetes.connection.credentials;

/** No credentials for a request; the message says why, for a person. */
public final class CredentialsException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * That a request cannot be sent.
   *
   * @param message why, for a person; holds no secret
   */
  public CredentialsException(String message) {
    super(message);
  }
}
