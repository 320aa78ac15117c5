package dev.rollwave.testcluster.proxy;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One request, as it came to the proxy.
 *
 * @param number 1 for the first one that the proxy got
 * @param received when
 * @param verb as RBAC calls it: {@code get}, {@code list}, {@code watch}, {@code patch}, ...
 * @param target what it is about
 * @param query the parameters of the URL, decoded
 * @param sender who sent it
 * @param body what was sent, empty for a request that only reads
 */
public record Call(
    int number,
    Instant received,
    String verb,
    Target target,
    Map<String, String> query,
    Sender sender,
    String body) {

  /**
   * What a request is about. All are empty where they do not apply.
   *
   * @param path of the URL
   * @param resource plural, {@code deployments}
   * @param namespace of the object
   * @param name of the object
   * @param subresource {@code status}, {@code log}
   */
  public record Target(
      String path, String resource, String namespace, String name, String subresource) {

    // /api/v1 or /apis/GROUP/VERSION, then perhaps namespaces/NAME, then the resource.
    static Target of(String path) {
      String[] parts = path.substring(1).split("/");
      int at = parts[0].equals("api") ? 2 : 3;
      String namespace = "";
      if (part(parts, at).equals("namespaces") && parts.length > at + 2) {
        namespace = part(parts, at + 1);
        at += 2;
      }
      return new Target(path, part(parts, at), namespace, part(parts, at + 1), part(parts, at + 2));
    }

    private static String part(String[] parts, int at) {
      return at < parts.length ? parts[at] : "";
    }
  }

  /**
   * Who sent a request.
   *
   * @param agent the User-Agent header
   * @param authorization the header of that name; a secret
   * @param connection over which it was sent: 1 for the first one that the proxy let in
   */
  public record Sender(String agent, String authorization, int connection) {
    @Override
    public String toString() {
      return agent;
    }
  }

  /** What a request's answer is compared with: the version that it names, where it names one. */
  public Optional<String> resourceVersion() {
    return Optional.ofNullable(query.get("resourceVersion"));
  }

  /** Whether the answer is a stream without an end. */
  public boolean isWatch() {
    return verb.equals("watch");
  }

  static Call of(int number, Instant received, int connection, Head head, byte[] body) {
    String[] start = head.start().split(" ", -1);
    URI url = URI.create(start[1]);
    Map<String, String> query = query(Optional.ofNullable(url.getRawQuery()).orElse(""));
    Target target = Target.of(url.getPath());
    return new Call(
        number,
        received,
        verb(start[0], target, query),
        target,
        query,
        new Sender(
            head.header("User-Agent").orElse(""),
            head.header("Authorization").orElse(""),
            connection),
        new String(body, StandardCharsets.UTF_8));
  }

  private static String verb(String method, Target target, Map<String, String> query) {
    return switch (method) {
      case "GET" -> {
        if ("true".equals(query.get("watch"))) {
          yield "watch";
        }
        yield target.name().isEmpty() ? "list" : "get";
      }
      case "POST" -> "create";
      case "PUT" -> "update";
      case "PATCH" -> "patch";
      case "DELETE" -> "delete";
      default -> method;
    };
  }

  private static Map<String, String> query(String raw) {
    Map<String, String> query = new LinkedHashMap<>();
    for (String parameter : raw.split("&", -1)) {
      int equals = parameter.indexOf('=');
      if (equals > 0) {
        query.put(decode(parameter.substring(0, equals)), decode(parameter.substring(equals + 1)));
      }
    }
    return query;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
