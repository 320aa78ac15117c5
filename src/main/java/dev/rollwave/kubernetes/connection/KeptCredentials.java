package dev.rollwave.kubernetes.connection;

import dev.rollwave.runner.ClusterException;

/**
 * Credentials that are written down, in a kubeconfig or in a file beside it. They may be written
 * anew while a run is under way, so they are read again once the API server does not take them.
 */
final class KeptCredentials implements Credentials {
  private final Source source;
  private volatile Written written;

  /** Reads what is written down. */
  @FunctionalInterface
  interface Source {
    Written read() throws ClusterException;
  }

  /** What is written down, and under which keys. */
  interface Written {
    /** The identity, of which a token may stand in a file that changes. */
    Identity identity() throws CredentialsException;

    /** Which keys they are, for a person. */
    String words();
  }

  KeptCredentials(Source source) throws ClusterException {
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
      // Perhaps it is just being written: what was read before still stands.
      return written.identity();
    }
    return written.identity();
  }

  @Override
  public String words() {
    return written.words();
  }
}
