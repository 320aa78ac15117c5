package dev.rollwave.document;

import static dev.rollwave.document.UnseenBlanks.quoted;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What the aliases of a document stand for, and the bound on what they may blow it up to. */
final class YamlAnchors {
  private final Map<String, YamlNode> named = new HashMap<>();
  private final Set<String> unfinished = new HashSet<>();
  private int aliases;
  private int aliased;

  /** The node with {@code anchor} begins. */
  void begin(String anchor) {
    unfinished.add(anchor);
  }

  /** The node with {@code anchor} is complete. */
  void end(String anchor, YamlNode node) {
    unfinished.remove(anchor);
    named.put(anchor, node);
  }

  /** The names end with their document; what was counted stays. */
  void forget() {
    named.clear();
  }

  /** The node that an alias at {@code position} stands for. */
  YamlNode named(String anchor, Position position) throws UnreadableYaml {
    if (unfinished.contains(anchor)) {
      throw new UnreadableYaml(
          position,
          "the alias " + quoted("*" + anchor) + " stands within what it names",
          "an alias may only name something that is complete before it");
    }
    YamlNode node = named.get(anchor);
    if (node == null) {
      throw new UnreadableYaml(
          position,
          "the alias " + quoted("*" + anchor) + " names no anchor above it",
          "write " + quoted("&" + anchor) + " before the value it stands for, or quote the text");
    }
    aliases++;
    if (aliases > DocumentLimits.MOST_ALIASES) {
      throw new UnreadableYaml(
          position,
          "the document uses more than " + DocumentLimits.MOST_ALIASES + " aliases",
          "write the values out");
    }
    aliased += node.size();
    if (aliased > DocumentLimits.MOST_ALIASED_NODES) {
      throw new UnreadableYaml(
          position,
          "the document's aliases stand for more than "
              + DocumentLimits.MOST_ALIASED_NODES
              + " values",
          "write the values out, or use fewer aliases");
    }
    return node;
  }
}
