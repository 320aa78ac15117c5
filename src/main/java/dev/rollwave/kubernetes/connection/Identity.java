package dev.rollwave.kubernetes.connection;

import java.util.Optional;

/**
 * Whom a request is from.
 *
 * @param authorization the header of that name
 * @param certificate shown in the handshake
 */
record Identity(Optional<String> authorization, Optional<ClientCertificate> certificate) {
  static Identity none() {
    return new Identity(Optional.empty(), Optional.empty());
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "Identity[authorization %s, certificate %s]"
        .formatted(authorization.isPresent(), certificate);
  }
}
