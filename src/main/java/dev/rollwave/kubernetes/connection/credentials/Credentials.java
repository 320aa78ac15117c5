package dev.rollwave.kubernetes.connection.credentials;

/** Provides the identities of requests. */
public interface Credentials {

  /**
   * The identity of the next request.
   *
   * @throws CredentialsException when there is none: the request must not be sent then, since the
   *     API server would take it for another user's
   */
  Identity current() throws CredentialsException, InterruptedException;

  /**
   * The identity after a 401 to {@code refused}: read or asked for anew, unless that happened
   * since.
   */
  Identity renewed(Identity refused) throws CredentialsException, InterruptedException;

  /** Names the keys and the user that they come from, for a person. */
  String words();
}
