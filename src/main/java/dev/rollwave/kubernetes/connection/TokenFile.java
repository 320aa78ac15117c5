package dev.rollwave.kubernetes.connection;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A bearer token in a file that another process renews, as the kubelet does for a service account.
 * Each request reads it anew: that costs nothing beside the request, and misses no rotation.
 */
final class TokenFile {
  private final Path file;
  private volatile @Nullable String last;

  TokenFile(Path file) {
    this.file = file;
  }

  /** The token; where the file cannot be read, the last one; empty when none was ever read. */
  Optional<String> token() {
    try {
      String token = new String(SmallFile.read(file), UTF_8).strip();
      if (!token.isEmpty() && Header.carries(token)) {
        last = token;
      }
    } catch (SmallFile.UnreadableException e) {
      // The kubelet swaps the file; a moment without it must not cost the token.
      return Optional.ofNullable(last);
    }
    return Optional.ofNullable(last);
  }

  Path path() {
    return file;
  }
}
