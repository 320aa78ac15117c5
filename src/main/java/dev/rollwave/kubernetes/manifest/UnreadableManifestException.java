package dev.rollwave.kubernetes.manifest;

/** Something is not what an API server or a manifest would say; the message says where. */
public final class UnreadableManifestException extends Exception {
  private static final long serialVersionUID = 1;

  UnreadableManifestException(String message) {
    super(message);
  }
}
