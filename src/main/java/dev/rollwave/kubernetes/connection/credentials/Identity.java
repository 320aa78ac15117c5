package dev.rollwave.kubernetes.connection.credentials;

import java.util.Optional;

/**
 * The user of a request, as the API server authenticates it.
 *
 * @param authorization the header of that name
 * @param certificate presented in the handshake
 */
public record Identity(Optional<String> authorization, Optional<ClientCertificate> certificate) {
  /** Of a request without credentials. */
  public static Identity none() {
    return new Identity(Optional.empty(), Optional.empty());
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "Identity[authorization %s, certificate %s]"
        .formatted(authorization.isPresent(), certificate);
  }
}
