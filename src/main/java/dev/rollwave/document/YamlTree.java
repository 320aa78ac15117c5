package dev.rollwave.document;

import dev.rollwave.document.YamlNode.Entry;
import dev.rollwave.document.YamlNode.Mapping;
import dev.rollwave.document.YamlNode.Scalar;
import dev.rollwave.document.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;

/** Builds the trees of documents from the parser's events, by the rules of whoever reads them. */
final class YamlTree {
  private final YamlEvents events;
  private final YamlRules rules;
  private final YamlAnchors anchors = new YamlAnchors();

  private YamlTree(YamlEvents events, YamlRules rules) {
    this.events = events;
    this.rules = rules;
  }

  /** The tree of the only document in {@code text}; empty, with the problem noted, if none. */
  static Optional<YamlNode> read(String text, Findings findings) throws UnreadableYaml {
    try {
      YamlEvents events = new YamlEvents(text);
      if (!events.hasDocument()) {
        findings.add(
            Position.START, "the document is empty", "write a plan; see `rollwave schema`");
        return Optional.empty();
      }
      YamlNode root = new YamlTree(events, new PlainYaml(findings)).node(0);
      events.endDocument();
      if (events.hasDocument()) {
        findings.add(
            events.last(), "a second document begins here", "keep one plan per file: split it");
      }
      return Optional.of(root);
    } catch (UnreadableYaml unreadable) {
      throw blamed(unreadable, text);
    }
  }

  /** Hands the tree of each document in {@code text} to {@code roots}. */
  static void readAll(String text, YamlRules rules, Consumer<YamlNode> roots)
      throws UnreadableYaml {
    try {
      YamlEvents events = new YamlEvents(text);
      YamlTree tree = new YamlTree(events, rules);
      while (events.hasDocument()) {
        roots.accept(tree.node(0));
        tree.anchors.forget();
        events.endDocument();
      }
    } catch (UnreadableYaml unreadable) {
      throw blamed(unreadable, text);
    }
  }

  /** What is told of a document that goes deeper than the limit at {@code position}. */
  static UnreadableYaml tooDeep(Position position) {
    return new UnreadableYaml(
        position,
        "the document nests deeper than " + DocumentLimits.MOST_NESTING + " levels",
        "plans and Kubernetes' objects need far less; is a bracket left open?");
  }

  // A blank that is none shows further down, as something else.
  private static UnreadableYaml blamed(UnreadableYaml unreadable, String text) {
    return UnseenBlanks.before(unreadable.position(), text)
        .map(stray ->
            new UnreadableYaml(
                stray.position(),
                "this is not YAML: " + stray.shown() + " looks like a space, and is none",
                "replace it by a space"))
        .orElse(unreadable);
  }

  private YamlNode node(int depth) throws UnreadableYaml {
    Event event = events.next();
    Position position = YamlEvents.position(event.getStartMark());
    if (event instanceof AliasEvent alias) {
      return anchors.named(alias.getAnchor(), position);
    }
    if (depth > DocumentLimits.MOST_NESTING) {
      throw tooDeep(position);
    }
    String anchor = event instanceof NodeEvent named ? named.getAnchor() : null;
    if (anchor != null) {
      anchors.begin(anchor);
    }
    YamlNode node =
        switch (event) {
          case ScalarEvent scalar -> scalar(scalar, position);
          case SequenceStartEvent start -> sequence(start, position, depth);
          case MappingStartEvent start -> mapping(start, position, depth);
          default -> throw new IllegalStateException("no node begins with " + event);
        };
    if (anchor != null) {
      anchors.end(anchor, node);
    }
    return node;
  }

  private Scalar scalar(ScalarEvent event, Position position) throws UnreadableYaml {
    return rules.scalar(event.getTag(), new Scalar(position, event.getValue(), event.isPlain()));
  }

  private Sequence sequence(CollectionStartEvent start, Position position, int depth)
      throws UnreadableYaml {
    rules.collection(start.getTag(), position);
    List<YamlNode> items = new ArrayList<>();
    int size = 1;
    while (!events.endsCollection()) {
      YamlNode item = node(depth + 1);
      size += item.size();
      items.add(item);
    }
    return new Sequence(position, List.copyOf(items), size);
  }

  private Mapping mapping(CollectionStartEvent start, Position position, int depth)
      throws UnreadableYaml {
    rules.collection(start.getTag(), position);
    Map<String, Entry> entries = new LinkedHashMap<>();
    int size = 1;
    while (!events.endsCollection()) {
      YamlNode key = node(depth + 1);
      YamlNode value = node(depth + 1);
      size += key.size() + value.size();
      rules.enter(key, value, entries);
    }
    return new Mapping(position, entries, size);
  }
}
