package dev.rollwave.document;

import java.util.function.Supplier;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.scanner.Scanner;
import org.yaml.snakeyaml.scanner.ScannerException;
import org.yaml.snakeyaml.scanner.ScannerImpl;
import org.yaml.snakeyaml.tokens.Token;

/**
 * Takes a tab for a space where YAML lets it separate: behind a key, a value or a comma, and within
 * brackets. The scanner of the library only knows spaces there, and stops in front of a tab with
 * nothing taken, so that it can go on behind it. Tabs that indent are no YAML, for kubectl either.
 */
final class TabTolerantScanner implements Scanner {
  private final StreamReader reader;
  private final String text;
  private final Scanner scanner;

  TabTolerantScanner(String text, LoaderOptions options) {
    this.text = text;
    this.reader = new StreamReader(text);
    this.scanner = new ScannerImpl(reader, options);
  }

  @Override
  public boolean checkToken(Token.ID... choices) {
    return tolerating(() -> scanner.checkToken(choices));
  }

  @Override
  public Token peekToken() {
    return tolerating(scanner::peekToken);
  }

  @Override
  public Token getToken() {
    return tolerating(scanner::getToken);
  }

  @Override
  public void resetDocumentIndex() {
    scanner.resetDocumentIndex();
  }

  private <T> T tolerating(Supplier<T> call) {
    while (true) {
      try {
        return call.get();
      } catch (ScannerException stopped) {
        Mark mark = stopped.getProblemMark();
        if (mark == null || reader.peek() != '\t' || reader.getIndex() != mark.getIndex()) {
          throw stopped;
        }
        if (!separates(text.offsetByCodePoints(0, mark.getIndex()))) {
          throw stopped;
        }
        reader.forward(1);
      }
    }
  }

  private boolean separates(int tab) {
    int before = tab - 1;
    while (before >= 0 && (text.charAt(before) == ' ' || text.charAt(before) == '\t')) {
      before--;
    }
    if (before < 0) {
      return false;
    }
    char last = text.charAt(before);
    if (last != '\n' && last != '\r') {
      return last != '-' && last != '?';
    }
    // It begins a line, which only brackets allow.
    while (before >= 0 && Character.isWhitespace(text.charAt(before))) {
      before--;
    }
    return before >= 0 && "[{,".indexOf(text.charAt(before)) >= 0;
  }
}
