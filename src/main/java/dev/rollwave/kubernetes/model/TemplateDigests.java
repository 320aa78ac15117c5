package dev.rollwave.kubernetes.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rollwave.kubernetes.json.ModelWriter;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Tells one pod template from another. */
final class TemplateDigests {
  private TemplateDigests() {}

  /**
   * A digest that changes whenever the template does, and with nothing else: not with the order of
   * keys, not with the number of replicas. Compare only what the API server answered: it fills in
   * defaults that a manifest leaves out.
   */
  static String of(@Nullable PodTemplateSpec template) {
    byte[] json = (template == null ? "{}" : ModelWriter.write(template)).getBytes(UTF_8);
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("a pod template could not be digested", e);
    }
  }
}
