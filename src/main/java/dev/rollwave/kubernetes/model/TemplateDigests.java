package dev.rollwave.kubernetes.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells one pod template from another. */
final class TemplateDigests {
  private static final JsonMapper CANONICAL =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private TemplateDigests() {}

  /**
   * A digest that changes whenever the template does, and with nothing else: not with the order of
   * keys, not with the number of replicas. Compare only what the API server answered: it fills in
   * defaults that a manifest leaves out.
   */
  static String of(@Nullable PodTemplateSpec template) {
    // Plain maps first: only those are written in the order of their keys, model classes are not.
    Map<?, ?> plain = template == null ? Map.of() : CANONICAL.convertValue(template, Map.class);
    try {
      byte[] json = CANONICAL.writeValueAsString(plain).getBytes(UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json));
    } catch (JsonProcessingException | NoSuchAlgorithmException e) {
      throw new IllegalStateException("a pod template could not be digested", e);
    }
  }
}
