package dev.rollwave.kubernetes.connection;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A bearer token that somebody else keeps fresh in a file, as the kubelet does for a service
 * account. It is read for each request: that costs nothing beside the request, and no rotation is
 * missed.
 */
final class TokenFile {
  private final Path file;
  private volatile @Nullable String last;

  TokenFile(Path file) {
    this.file = file;
  }

  /** The token; the last one that was read where the file cannot be; empty before. */
  Optional<String> token() {
    try {
      String token = new String(SmallFile.read(file), UTF_8).strip();
      if (!token.isEmpty() && Header.carries(token)) {
        last = token;
      }
    } catch (SmallFile.UnreadableException e) {
      // The kubelet swaps the file; a moment without it is no reason to send no token.
      return Optional.ofNullable(last);
    }
    return Optional.ofNullable(last);
  }

  Path path() {
    return file;
  }
}
