package dev.rollwave.document;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file that kubectl reads, and what it means to it.
 *
 * @param name what is odd about it
 * @param text what it holds
 * @param charset in which it is written
 * @param documents of each document, in order, what it says besides {@link #HEAD}, as JSON
 */
record KubectlSample(String name, String text, Charset charset, List<String> documents) {
  /** How each document of a sample begins. */
  static final String HEAD = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n";

  private static final String JSON_HEAD =
      "{\"apiVersion\": \"v1\", \"kind\": \"ConfigMap\", \"metadata\": {\"name\": \"a\"}";

  static Stream<KubectlSample> all() {
    return Stream.of(scalars(), structures(), files()).flatMap(List::stream);
  }

  private static List<KubectlSample> scalars() {
    return List.of(
        yaml("yes and on are true", "x: [yes, on, y, Y, TRUE]", "[true, true, true, true, true]"),
        yaml(
            "no and off are false", "x: [no, off, n, N, False]", "[false,false,false,false,false]"),
        yaml("quoted they are text", "x: ['yes', \"on\"]", "[\"yes\", \"on\"]"),
        yaml("whole numbers", "x: [010, 0o10, 0x10, 0b11, 1_000, -5]", "[8, 8, 16, 3, 1000, -5]"),
        yaml("numbers with a point", "x: [1.5, .5, 1e1, 3.0]", "[1.5, 0.5, 10, 3]"),
        yaml("times and dates are text", "x: [1:30, 2026-11-20]", "[\"1:30\", \"2026-11-20\"]"),
        yaml("nothing", "x: [~, null, Null, '']", "[null, null, null, \"\"]"),
        yaml(
            "tags",
            "x: [!!str 2, !y 3, ! 4, !!int \"5\", !!binary aGk=]",
            "[\"2\", \"3\", \"4\", 5, \"hi\"]"),
        yaml("a tag of a list", "x: !mine [a]", "[\"a\"]"));
  }

  private static List<KubectlSample> structures() {
    return List.of(
        yaml("a key twice: the last one counts", "x: {a: 1, b: 2, a: 3}", "{\"a\": 3, \"b\": 2}"),
        yaml(
            "keys in quotes and keys that are words of YAML",
            "x: {\"a\": 1, on: 2, 3: c}",
            "{\"a\": 1, \"true\": 2, \"3\": \"c\"}"),
        yaml("an alias", "x: [&n {a: 1}, *n]", "[{\"a\": 1}, {\"a\": 1}]"),
        yaml(
            "a merge key after which a key is written",
            "x: [&b {a: 1, b: 2}, {<<: *b, a: 9}]",
            "[{\"a\": 1, \"b\": 2}, {\"a\": 9, \"b\": 2}]"),
        yaml(
            "a merge key behind the key",
            "x: [&b {a: 1, b: 2}, {a: 9, <<: *b}]",
            "[{\"a\": 1, \"b\": 2}, {\"a\": 1, \"b\": 2}]"),
        yaml(
            "a merge key with several",
            "x: [&b {a: 1}, &c {a: 2, c: 3}, {<<: [*b, *c]}]",
            "[{\"a\": 1}, {\"a\": 2, \"c\": 3}, {\"a\": 1, \"c\": 3}]"),
        yaml("tabs that separate", "x:\t1\t# one\n\"y\":\t'a'\t", "1, \"y\": \"a\""),
        yaml("tabs within brackets", "x: {a:\t1,\tb: [\t2\t]}", "{\"a\": 1, \"b\": [2]}"),
        yaml("a key of its own line", "? x\n: 1", "1"),
        yaml("a block of text", "x: |\n  a\tb\n  c\n", "\"a\\tb\\nc\\n\""),
        yaml(
            "a hundred and fifty levels",
            "x: " + "[".repeat(150) + "]".repeat(150),
            "[".repeat(150) + "]".repeat(150)));
  }

  private static List<KubectlSample> files() {
    String json = JSON_HEAD + "}";
    return List.of(
        of("a byte order mark", "\uFEFF" + HEAD + "x: 1\n", "\"x\": 1"),
        of("a byte order mark and JSON", "\uFEFF" + json, ""),
        new KubectlSample(
            "UTF-16, as PowerShell writes",
            HEAD + "x: 1\n",
            StandardCharsets.UTF_16,
            List.of("\"x\": 1")),
        of("line ends of Windows", (HEAD + "x:\n- 1\n").replace("\n", "\r\n"), "\"x\": [1]"),
        of("the end of a document", HEAD + "...\n", ""),
        of("two documents", HEAD + "...\n---\n" + HEAD + "x: 2\n", "", "\"x\": 2"),
        of("comments only", "# a\n---\n# b\n---\n" + HEAD + "---\n# c\n---\n", ""),
        of("a comment behind the mark", "--- # first\n" + HEAD, ""),
        of("braces without quotes", "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}", ""),
        of("JSON with a comma too many", JSON_HEAD + ",}", ""),
        of("JSON below a comment", "# a\n" + json, ""),
        of("a document of each", json + "\n---\n" + HEAD + "x: 2\n", "", "\"x\": 2"),
        of("a key of JSON twice", JSON_HEAD + ", \"x\": 1, \"x\": 2}", "\"x\": 2"),
        of("a slash with a backslash", JSON_HEAD + ", \"x\": \"a\\/b\"}", "\"x\": \"a/b\""));
  }

  private static KubectlSample yaml(String name, String lines, String x) {
    return of(name, HEAD + lines + "\n", "\"x\": " + x);
  }

  private static KubectlSample of(String name, String text, String... documents) {
    return new KubectlSample(name, text, StandardCharsets.UTF_8, List.of(documents));
  }

  /** Its bytes. */
  byte[] content() {
    return text.getBytes(charset);
  }

  /** Each document, as JSON. */
  List<String> expected() {
    return documents.stream()
        .map(besides -> JSON_HEAD + (besides.isEmpty() ? "" : ", ") + besides + "}")
        .toList();
  }

  @Override
  public String toString() {
    return name;
  }
}
