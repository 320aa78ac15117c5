package dev.rollwave.planfile;

import static dev.rollwave.planfile.Problems.quoted;

import dev.rollwave.planfile.YamlNode.Entry;
import dev.rollwave.planfile.YamlNode.Mapping;
import dev.rollwave.planfile.YamlNode.Scalar;
import dev.rollwave.planfile.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Builds the tree of one document from the parser's events.
 *
 * <p>Only the plain part of YAML is let in: no tags, since a plan says what its values are by their
 * keys; no merge keys, which YAML 1.2 dropped and editors' schemas cannot see through; no key
 * twice; no second document. Anchors and aliases of whole values work, within limits.
 */
final class YamlTree {
  private static final String MERGE_KEY = "<<";

  private final YamlEvents events;
  private final Problems problems;
  private final YamlAnchors anchors = new YamlAnchors();

  private YamlTree(YamlEvents events, Problems problems) {
    this.events = events;
    this.problems = problems;
  }

  /** The tree of the first document in {@code text}; empty, with the problem noted, if none. */
  static Optional<YamlNode> read(String text, Problems problems) {
    try {
      YamlEvents events = new YamlEvents(text);
      if (!events.hasDocument()) {
        problems.add(Place.START, "the document is empty", "write a plan; see `rollwave schema`");
        return Optional.empty();
      }
      YamlNode root = new YamlTree(events, problems).node(0);
      events
          .secondDocument()
          .ifPresent(place ->
              problems.add(
                  place, "a second document begins here", "keep one plan per file: split it"));
      return Optional.of(root);
    } catch (UnreadableYaml unreadable) {
      UnseenBlanks.before(unreadable.place(), text)
          .ifPresentOrElse(
              stray ->
                  problems.add(
                      stray.place(),
                      "this is not YAML: " + stray.shown() + " looks like a space, and is none",
                      "replace it by a space"),
              () -> problems.add(unreadable.place(), unreadable.what(), unreadable.mend()));
      return Optional.empty();
    }
  }

  private YamlNode node(int depth) throws UnreadableYaml {
    Event event = events.next();
    Place place = YamlEvents.place(event.getStartMark());
    if (event instanceof AliasEvent alias) {
      return anchors.named(alias.getAnchor(), place);
    }
    if (depth > Limits.MOST_NESTING) {
      throw new UnreadableYaml(
          place,
          "the document nests deeper than " + Limits.MOST_NESTING + " levels",
          "a plan needs less than ten; flatten it");
    }
    String anchor = event instanceof NodeEvent named ? named.getAnchor() : null;
    if (anchor != null) {
      anchors.begin(anchor);
    }
    YamlNode node =
        switch (event) {
          case ScalarEvent scalar -> scalar(scalar, place);
          case SequenceStartEvent start -> sequence(start, place, depth);
          case MappingStartEvent start -> mapping(start, place, depth);
          default -> throw new IllegalStateException("no node begins with " + event);
        };
    if (anchor != null) {
      anchors.end(anchor, node);
    }
    return node;
  }

  private Scalar scalar(ScalarEvent event, Place place) throws UnreadableYaml {
    refuseTag(event.getTag(), place);
    anchors.count(1, place);
    return new Scalar(place, event.getValue(), event.isPlain());
  }

  private Sequence sequence(CollectionStartEvent start, Place place, int depth)
      throws UnreadableYaml {
    refuseTag(start.getTag(), place);
    anchors.count(1, place);
    List<YamlNode> items = new ArrayList<>();
    int size = 1;
    while (!events.endsCollection()) {
      YamlNode item = node(depth + 1);
      size += item.size();
      items.add(item);
    }
    return new Sequence(place, List.copyOf(items), size);
  }

  private Mapping mapping(CollectionStartEvent start, Place place, int depth)
      throws UnreadableYaml {
    refuseTag(start.getTag(), place);
    anchors.count(1, place);
    Map<String, Entry> entries = new LinkedHashMap<>();
    int size = 1;
    while (!events.endsCollection()) {
      YamlNode key = node(depth + 1);
      YamlNode value = node(depth + 1);
      size += key.size() + value.size();
      enter(key, value, entries);
    }
    return new Mapping(place, entries, size);
  }

  private void enter(YamlNode key, YamlNode value, Map<String, Entry> entries) {
    if (!(key instanceof Scalar name)) {
      problems.add(key.place(), "a key is " + key.shape(), "a key is a single word");
      return;
    }
    if (name.plain() && name.text().equals(MERGE_KEY)) {
      problems.add(
          key.place(),
          "the merge key `<<` is not understood",
          "write the keys out, or alias a whole value: `health: *usual`");
      return;
    }
    Entry first = entries.putIfAbsent(name.text(), new Entry(name, value));
    if (first != null) {
      problems.add(
          name.place(),
          quoted(name.text()) + " is written twice, first in line " + first.key().place().line(),
          "keep one of the two");
    }
  }

  private void refuseTag(@Nullable String tag, Place place) {
    if (tag != null) {
      problems.add(
          place,
          "the YAML tag " + quoted(asWritten(tag)) + " is not allowed",
          "remove it; the key says what its value is");
    }
  }

  private static String asWritten(String tag) {
    return tag.startsWith(Tag.PREFIX) ? "!!" + tag.substring(Tag.PREFIX.length()) : tag;
  }
}
