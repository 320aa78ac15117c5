package dev.rollwave.kubernetes.connection.credentials;

import dev.rollwave.runner.ClusterException;

/**
 * Credentials in a kubeconfig or in a file beside it. They may be rotated while a run is under way,
 * so a 401 has them read again.
 */
public final class KeptCredentials implements Credentials {
  private final Source source;
  private volatile Written written;

  /** Reads the credentials from their file. */
  @FunctionalInterface
  public interface Source {
    /**
     * The credentials as they are now.
     *
     * @throws ClusterException when they cannot be read or used
     */
    Written read() throws ClusterException;
  }

  /** Credentials as they were read, and their keys. */
  public interface Written {
    /**
     * The identity now; its token may be in a file that changes.
     *
     * @throws CredentialsException when there is none
     */
    Identity identity() throws CredentialsException;

    /** Names their keys, for a person. */
    String words();
  }

  /**
   * Reads them for the first time.
   *
   * @throws ClusterException when they cannot be read or used
   */
  public KeptCredentials(Source source) throws ClusterException {
    this.source = source;
    this.written = source.read();
  }

  @Override
  public Identity current() throws CredentialsException {
    return written.identity();
  }

  @Override
  public Identity renewed(Identity refused) throws CredentialsException {
    try {
      written = source.read();
    } catch (ClusterException e) {
      // The file may be half written: what was read before still holds.
      return written.identity();
    }
    return written.identity();
  }

  @Override
  public String words() {
    return written.words();
  }
}
