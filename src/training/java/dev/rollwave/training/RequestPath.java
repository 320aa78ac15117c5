package dev.rollwave.training;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a request is about.
 *
 * @param resource plural name, such as {@code deployments}
 * @param name of one object; empty for the collection
 * @param isWatch whether changes are asked for
 * @param isDryRun whether nothing is to be changed
 */
record RequestPath(String resource, Optional<String> name, boolean isWatch, boolean isDryRun) {
  static RequestPath of(URI uri) {
    List<String> parts = new ArrayList<>(List.of(uri.getPath().substring(1).split("/")));
    // api/v1 or apis/GROUP/v1
    parts.subList(0, Math.min(parts.size(), parts.getFirst().equals("apis") ? 3 : 2)).clear();
    if (parts.size() > 2 && parts.getFirst().equals("namespaces")) {
      parts.subList(0, 2).clear();
    }
    List<String> query = List.of(Optional.ofNullable(uri.getQuery()).orElse("").split("&"));
    return new RequestPath(
        parts.isEmpty() ? "" : parts.getFirst(),
        parts.size() > 1 ? Optional.of(parts.get(1)) : Optional.empty(),
        query.contains("watch=true"),
        query.contains("dryRun=All"));
  }
}
