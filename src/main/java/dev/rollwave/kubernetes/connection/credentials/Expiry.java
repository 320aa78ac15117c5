package dev.rollwave.kubernetes.connection.credentials;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** When an identity expires, as far as it says so itself, to explain a refusal. */
public final class Expiry {
  private static final String BEARER = "Bearer ";
  private static final ObjectMapper JSON = new ObjectMapper();

  private Expiry() {}

  /** A clause that says what of {@code identity} has expired by {@code now}; empty for nothing. */
  public static String words(Identity identity, Instant now) {
    String token =
        identity
            .authorization()
            .flatMap(Expiry::ofToken)
            .filter(at -> at.isBefore(now))
            .map(at -> ": the token expired at " + at)
            .orElse("");
    return token + ofCertificate(identity, now);
  }

  /** As {@link #words}, of the certificate alone. */
  public static String ofCertificate(Identity identity, Instant now) {
    return identity
        .certificate()
        .map(ClientCertificate::expires)
        .filter(at -> at.isBefore(now))
        .map(at -> ": the certificate expired at " + at)
        .orElse("");
  }

  /** The {@code exp} of a JSON Web Token, RFC 7519, section 4.1.4; unverified. */
  private static Optional<Instant> ofToken(String authorization) {
    String[] parts = authorization.split("\\.", -1);
    if (!authorization.startsWith(BEARER) || parts.length != 3) {
      return Optional.empty();
    }
    try {
      JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
      return Optional.ofNullable(claims.get("exp"))
          .filter(JsonNode::canConvertToLong)
          .map(exp -> Instant.ofEpochSecond(exp.asLong()));
    } catch (JacksonException | IllegalArgumentException e) {
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
