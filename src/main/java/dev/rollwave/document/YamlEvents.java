package dev.rollwave.document;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;

/** The parser's events, one after another, with its complaints in our own words. */
final class YamlEvents {
  private final Parser parser;
  private Position last = Position.START;

  YamlEvents(String text) throws UnreadableYaml {
    LoaderOptions options = new LoaderOptions();
    // Whoever hands the text in has looked how long it is.
    options.setCodePointLimit(Integer.MAX_VALUE);
    parser = new ParserImpl(new TabTolerantScanner(text, options));
    next(); // the stream's start
  }

  /** Whether there is another document; its node comes next. */
  boolean hasDocument() throws UnreadableYaml {
    return next().is(Event.ID.DocumentStart);
  }

  /** Takes the end of a document, behind its node. */
  void endDocument() throws UnreadableYaml {
    next();
  }

  /** Where the event begins that was taken last. */
  Position last() {
    return last;
  }

  /** Whether the list or mapping that is being read ends here; takes its end if so. */
  boolean endsCollection() throws UnreadableYaml {
    Event event = peek();
    if (event.is(Event.ID.SequenceEnd) || event.is(Event.ID.MappingEnd)) {
      next();
      return true;
    }
    return false;
  }

  /** The next event. */
  Event next() throws UnreadableYaml {
    Event event = peek();
    parser.getEvent();
    last = position(event.getStartMark());
    return event;
  }

  private Event peek() throws UnreadableYaml {
    try {
      return parser.peekEvent();
    } catch (MarkedYAMLException wrong) {
      Mark mark = wrong.getProblemMark();
      throw notYaml(mark == null ? last : position(mark), wrong.getProblem());
    } catch (YAMLException wrong) {
      throw notYaml(last, wrong.getMessage());
    } catch (IllegalArgumentException | IndexOutOfBoundsException wrong) {
      // The scanner lets some of Java's own complaints through, such as for an escape that no
      // character has; their words are about Java and help no reader of a plan.
      throw notYaml(last, "an escape or a number from here on stands for nothing");
    }
  }

  private static UnreadableYaml notYaml(Position position, @Nullable String complaint) {
    String why = complaint == null ? "it cannot be read" : firstLine(complaint);
    if (why.contains("TAB")) {
      return new UnreadableYaml(
          position, "this is not YAML: a tab where a value or spaces belong", "indent with spaces");
    }
    if (why.contains("stream end")) {
      return new UnreadableYaml(
          position,
          "this is not YAML: the document ends within a list, a mapping or a quoted text",
          "close it; is the file complete?");
    }
    return new UnreadableYaml(position, "this is not YAML: " + why, fix(why));
  }

  private static String firstLine(String complaint) {
    return complaint.lines().findFirst().orElse("").strip();
  }

  private static String fix(String why) {
    if (why.contains("mapping values are not allowed")) {
      return "check the indentation, and quote a value that holds a colon and a space";
    }
    return "check the indentation, the quotes and the brackets here and in the line above";
  }

  static Position position(Mark mark) {
    return new Position(mark.getLine() + 1, mark.getColumn() + 1);
  }
}
