package dev.rollwave.kubernetes.connection.exec;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollwave.document.DocumentLimits;
import dev.rollwave.document.KubectlFile;
import dev.rollwave.document.PlacedDocument;
import dev.rollwave.document.UnreadableYaml;
import dev.rollwave.kubernetes.connection.credentials.ClientCertificate;
import dev.rollwave.kubernetes.connection.credentials.CredentialsException;
import dev.rollwave.kubernetes.connection.credentials.Header;
import dev.rollwave.kubernetes.connection.credentials.WrittenUser;
import dev.rollwave.kubernetes.connection.kubeconfig.EntryData;
import dev.rollwave.kubernetes.connection.kubeconfig.Texts;
import dev.rollwave.runner.ClusterException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What an exec plugin printed: an {@code ExecCredential} with a token, a certificate with its key,
 * or both.
 *
 * @param expires when to run the plugin again; empty for not before a 401
 */
record ExecAnswer(
    Optional<String> token, Optional<ClientCertificate> certificate, Optional<Instant> expires) {
  /**
   * Reads what a plugin printed.
   *
   * @param apiVersion that the kubeconfig names
   * @throws CredentialsException when it is no such answer; the message says why, and never quotes
   */
  static ExecAnswer read(String output, String apiVersion) throws CredentialsException {
    JsonNode answer = tree(output);
    String version = answer.path("apiVersion").asText();
    if (!version.equals(apiVersion)) {
      throw new CredentialsException(
          "answers in apiVersion \"%s\", and the kubeconfig names %s"
              .formatted(Texts.shortened(version, 100), apiVersion));
    }
    JsonNode status = answer.path("status");
    Optional<String> token = text(status, "token").map(String::strip);
    if (token.filter(it -> !Header.carries(it)).isPresent()) {
      throw new CredentialsException("answers with a token that " + Header.UNCARRIED);
    }
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

  // JSON or YAML, as client-go takes either.
  private static JsonNode tree(String output) throws CredentialsException {
    byte[] content = output.getBytes(UTF_8);
    if (content.length > DocumentLimits.MOST_LOGIN_BYTES) {
      throw new CredentialsException("printed more than 16 MiB");
    }
    List<PlacedDocument> documents;
    try {
      documents = KubectlFile.read(content).documents();
    } catch (UnreadableYaml e) {
      throw new CredentialsException("printed no ExecCredential (%s)".formatted(e.told()));
    }
    if (documents.isEmpty() || !documents.getFirst().content().isObject()) {
      throw new CredentialsException("printed no ExecCredential");
    }
    return documents.getFirst().content();
  }

  private static Optional<String> text(JsonNode status, String field) throws CredentialsException {
    JsonNode value = status.path(field);
    if (!value.isMissingNode() && !value.isNull() && !value.isTextual()) {
      throw new CredentialsException(
          "answers with a %s that is %s and not text".formatted(field, Texts.shape(value)));
    }
    return Texts.said(value.asText(""));
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
