package dev.rollwave.kubernetes.connection.credentials;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rollwave.kubernetes.connection.kubeconfig.SmallFile;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A bearer token in a file that another process renews, as the kubelet does for a service account.
 * Each request reads it anew: that costs nothing beside the request, and misses no rotation.
 */
public final class TokenFile {
  private final Path file;
  private volatile @Nullable String last;

  /** The token in {@code file}; reads nothing yet. */
  public TokenFile(Path file) {
    this.file = file;
  }

  /** The token; where the file cannot be read, the last one; empty when none was ever read. */
  public Optional<String> token() {
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

  /** The file. */
  public Path path() {
    return file;
  }
}
