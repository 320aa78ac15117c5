package dev.rollwave.kubernetes.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.rollwave.runner.ClusterException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that a kubeconfig holds itself, under {@code KEY-data} in base64, or names a file of,
 * under {@code KEY}; the data go before the file.
 *
 * @param key for a person: the one that was used, of which entry, in which file
 * @param text what it says, a character for each byte
 */
record EntryData(String key, String text) {

  static Optional<EntryData> of(
      KubeconfigEntry<?> entry, String key, @Nullable String data, @Nullable String path)
      throws ClusterException.Refused {
    Optional<String> held = Texts.said(data);
    if (held.isPresent()) {
      return Optional.of(decoded(entry, key + "-data", held.get()));
    }
    Optional<String> file = Texts.said(path);
    return file.isPresent() ? Optional.of(read(entry, key, file.get())) : Optional.empty();
  }

  private static EntryData decoded(KubeconfigEntry<?> entry, String key, String data)
      throws ClusterException.Refused {
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(data.strip().getBytes(ISO_8859_1));
      return new EntryData(entry.key(key), new String(bytes, ISO_8859_1));
    } catch (IllegalArgumentException e) {
      // Without the cause, which quotes: a key is a secret.
      throw entry.refused(key, "is not base64");
    }
  }

  private static EntryData read(KubeconfigEntry<?> entry, String key, String path)
      throws ClusterException.Refused {
    Path file = entry.resolve(path);
    try {
      return new EntryData(entry.key(key), new String(SmallFile.read(file), ISO_8859_1));
    } catch (SmallFile.UnreadableException e) {
      throw entry.refused(
          key,
          Files.notExists(file)
              ? "there is no file " + file
              : "cannot read %s: %s".formatted(file, e.getMessage()));
    }
  }

  /** Says that what it holds cannot be used, and why. */
  ClusterException.Refused refused(String why) {
    return new ClusterException.Refused(key + ": " + why);
  }
}
