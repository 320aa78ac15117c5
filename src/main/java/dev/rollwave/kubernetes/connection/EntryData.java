package dev.rollwave.kubernetes.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.rollwave.runner.ClusterException;
import io.fabric8.kubernetes.api.model.Cluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value that a kubeconfig holds itself, under {@code KEY-data} in base64, or in a file that it
 * names under {@code KEY}; the data take precedence.
 *
 * @param key that was used, with its entry and file, for a person
 * @param text the value, a character for each byte
 */
record EntryData(String key, String text) {
  /** The key of a cluster that holds its authorities. */
  static final String AUTHORITY = "certificate-authority";

  /** The authorities in PEM that {@code cluster} names; empty where it names none. */
  static Optional<EntryData> authorities(KubeconfigEntry<Cluster> cluster)
      throws ClusterException.Refused {
    return of(
        cluster,
        AUTHORITY,
        cluster.value().getCertificateAuthorityData(),
        cluster.value().getCertificateAuthority());
  }

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

  /** A refusal that names the key and says why its value cannot be used. */
  ClusterException.Refused refused(String why) {
    return new ClusterException.Refused(key + ": " + why);
  }
}
