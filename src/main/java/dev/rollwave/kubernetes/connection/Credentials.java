package dev.rollwave.kubernetes.connection;

/** Where identities come from. */
interface Credentials {

  /**
   * The identity of the next request.
   *
   * @throws CredentialsException when there is none: nothing is to be sent then, since the API
   *     server would take it for somebody else's
   */
  Identity current() throws CredentialsException, InterruptedException;

  /**
   * The identity after {@code refused} was answered with 401: read or asked for anew, unless that
   * happened since.
   */
  Identity renewed(Identity refused) throws CredentialsException, InterruptedException;

  /** Which keys of which user they are, for a person. */
  String words();
}
