package dev.rollwave.document;

import java.util.Optional;

/** Reads a file that holds one document of a format that is ours, each value with its position. */
public final class YamlDocument {
  private YamlDocument() {}

  /**
   * The tree of the document; empty, with the problem noted, when it cannot be read.
   *
   * @param content its bytes
   * @param findings takes all that is wrong with it
   */
  public static Optional<YamlNode> read(byte[] content, Findings findings) {
    if (content.length > DocumentLimits.MOST_PLAN_BYTES) {
      findings.add(
          Position.START,
          "the document is larger than 1 MiB",
          "split the plan, or name workloads by selector");
      return Optional.empty();
    }
    try {
      String text = DocumentText.strictly(content);
      DocumentText.requireReadable(text);
      return YamlTree.read(text, findings);
    } catch (UnreadableYaml unreadable) {
      findings.add(unreadable.position(), unreadable.what(), unreadable.fix());
      return Optional.empty();
    }
  }
}
