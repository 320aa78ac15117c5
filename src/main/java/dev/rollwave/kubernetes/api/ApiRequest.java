package dev.rollwave.kubernetes.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One request to the API server.
 *
 * @param verb as RBAC calls it, {@code patch}
 * @param where which object or collection
 * @param query parameters in order, not yet encoded
 * @param body empty for a request that only reads
 */
public record ApiRequest(
    String verb, ApiPath where, Map<String, String> query, Optional<Body> body) {
  public ApiRequest {
    query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
  }

  /**
   * What is sent.
   *
   * @param method in HTTP
   * @param contentType media type
   * @param json the text
   */
  record Body(String method, String contentType, String json) {}

  /** Reads one object. */
  public static ApiRequest get(ApiPath object) {
    return new ApiRequest("get", object, Map.of(), Optional.empty());
  }

  /** Lists a collection. */
  public static ApiRequest list(ApiPath collection) {
    return new ApiRequest("list", collection, Map.of(), Optional.empty());
  }

  /** Watches a collection. */
  public static ApiRequest watch(ApiPath collection) {
    return new ApiRequest("watch", collection, Map.of("watch", "true"), Optional.empty());
  }

  /** Creates an object of a collection. */
  public static ApiRequest create(ApiPath collection, String json) {
    return new ApiRequest("create", collection, Map.of(), body("POST", "application/json", json));
  }

  /** Replaces an object. */
  public static ApiRequest update(ApiPath object, String json) {
    return new ApiRequest("update", object, Map.of(), body("PUT", "application/json", json));
  }

  /** Patches an object. */
  public static ApiRequest patch(ApiPath object, String json) {
    return new ApiRequest(
        "patch", object, Map.of(), body("PATCH", "application/strategic-merge-patch+json", json));
  }

  private static Optional<Body> body(String method, String contentType, String json) {
    return Optional.of(new Body(method, contentType, json));
  }

  /** This request with one more parameter. */
  public ApiRequest with(String parameter, String value) {
    Map<String, String> more = new LinkedHashMap<>(query);
    more.put(parameter, value);
    return new ApiRequest(verb, where, more, body);
  }

  /** The URL, relative to the server's root. */
  String url() {
    if (query.isEmpty()) {
      return where.path();
    }
    return query.entrySet().stream()
        .map(p -> encode(p.getKey()) + "=" + encode(p.getValue()))
        .collect(Collectors.joining("&", where.path() + "?", ""));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  /** {@code patch deployments.apps/cart in namespace shop}. */
  @Override
  public String toString() {
    return verb + " " + where;
  }
}
