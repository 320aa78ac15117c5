package dev.rollwave.kubernetes.connection.kubeconfig;

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
public record EntryData(String key, String text) {
  /** The key of a cluster that holds its authorities. */
  public static final String AUTHORITY = "certificate-authority";

  /**
   * The authorities in PEM that {@code cluster} names; empty where it names none.
   *
   * @throws ClusterException.Refused when they cannot be read, or are not base64
   */
  public static Optional<EntryData> authorities(KubeconfigEntry<Cluster> cluster)
      throws ClusterException.Refused {
    return of(
        cluster,
        AUTHORITY,
        cluster.value().getCertificateAuthorityData(),
        cluster.value().getCertificateAuthority());
  }

  /**
   * The value under {@code key} of {@code entry}; empty where it names none.
   *
   * @param data what stands under {@code key} with {@code -data}
   * @param path what stands under {@code key}; relative to the kubeconfig
   * @throws ClusterException.Refused when the file cannot be read, or the data are not base64
   */
  public static Optional<EntryData> of(
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
  public ClusterException.Refused refused(String why) {
    return new ClusterException.Refused(key + ": " + why);
  }
}
