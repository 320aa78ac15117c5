package dev.rollwave.testcluster.proxy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What comes before the body of a request or an answer in HTTP/1.1.
 *
 * @param start the first line
 * @param headers the lines after it, as they came
 */
record Head(String start, List<String> headers) {
  Head {
    headers = List.copyOf(headers);
  }

  /** The first header of that name. */
  Optional<String> header(String name) {
    String prefix = prefix(name);
    return headers.stream()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
        .map(line -> line.substring(prefix.length()).strip())
        .findFirst();
  }

  /** The same with one header of that name alone. */
  Head with(String name, String value) {
    List<String> all = new ArrayList<>(without(name).headers);
    all.add(name + ": " + value);
    return new Head(start, all);
  }

  /** The same without any header of that name. */
  Head without(String name) {
    String prefix = prefix(name);
    return new Head(
        start,
        headers.stream()
            .filter(line -> !line.toLowerCase(Locale.ROOT).startsWith(prefix))
            .toList());
  }

  /** The status code of an answer. */
  int code() {
    return Integer.parseInt(start.split(" ", 3)[1]);
  }

  boolean isChunked() {
    return header("Transfer-Encoding").filter("chunked"::equalsIgnoreCase).isPresent();
  }

  private static String prefix(String name) {
    return name.toLowerCase(Locale.ROOT) + ":";
  }

  byte[] bytes() {
    StringBuilder text = new StringBuilder(start).append("\r\n");
    headers.forEach(line -> text.append(line).append("\r\n"));
    return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
