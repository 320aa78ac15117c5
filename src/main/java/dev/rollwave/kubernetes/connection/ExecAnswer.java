package dev.rollwave.kubernetes.connection;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollwave.runner.ClusterException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Optional;

/**
 * What an exec plugin printed: an {@code ExecCredential} with a token, a certificate with its key,
 * or both.
 *
 * @param expires from when on the plugin is to be asked again; empty for not before a 401
 */
record ExecAnswer(
    Optional<String> token, Optional<ClientCertificate> certificate, Optional<Instant> expires) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads what a plugin printed.
   *
   * @param apiVersion that the kubeconfig names
   * @throws CredentialsException when it is something else; it says what, and never quotes
   */
  static ExecAnswer read(String output, String apiVersion) throws CredentialsException {
    JsonNode answer = json(output);
    String version = answer.path("apiVersion").asText();
    if (!version.equals(apiVersion)) {
      throw new CredentialsException(
          "answers in apiVersion \"%s\", and the kubeconfig names %s"
              .formatted(Texts.shortened(version, 100), apiVersion));
    }
    JsonNode status = answer.path("status");
    Optional<String> token = text(status, "token");
    Optional<String> certificate = text(status, "clientCertificateData");
    Optional<String> key = text(status, "clientKeyData");
    if (certificate.isPresent() != key.isPresent()) {
      throw new CredentialsException(
          "answers with %s and without its %s"
              .formatted(
                  certificate.isPresent() ? "a certificate" : "a key",
                  certificate.isPresent() ? "key" : "certificate"));
    }
    if (token.isEmpty() && certificate.isEmpty()) {
      throw new CredentialsException("answers with neither a token nor a certificate");
    }
    return new ExecAnswer(
        token,
        certificate.isPresent() && key.isPresent()
            ? Optional.of(pair(certificate.get(), key.get()))
            : Optional.empty(),
        expires(status));
  }

  private static JsonNode json(String output) throws CredentialsException {
    try {
      JsonNode answer = JSON.readTree(output);
      if (answer != null && answer.isObject()) {
        return answer;
      }
    } catch (JacksonException e) {
      // Without the cause, which quotes.
      return notJson();
    }
    return notJson();
  }

  private static JsonNode notJson() throws CredentialsException {
    throw new CredentialsException("printed no ExecCredential in JSON");
  }

  private static Optional<String> text(JsonNode status, String field) {
    return Texts.said(status.path(field).asText(""));
  }

  private static ClientCertificate pair(String certificate, String key)
      throws CredentialsException {
    try {
      return WrittenUser.pair(
          new EntryData("clientCertificateData of its answer", certificate),
          new EntryData("clientKeyData of its answer", key));
    } catch (ClusterException.Refused e) {
      throw new CredentialsException(
          "answers what cannot be used: " + Objects.requireNonNullElse(e.getMessage(), ""));
    }
  }

  private static Optional<Instant> expires(JsonNode status) throws CredentialsException {
    Optional<String> expires = text(status, "expirationTimestamp");
    try {
      return expires.map(text -> OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      throw new CredentialsException(
          "answers with an expirationTimestamp that is no time in RFC 3339");
    }
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "ExecAnswer[token %s, certificate %s, expires %s]"
        .formatted(token.isPresent(), certificate, expires);
  }
}
