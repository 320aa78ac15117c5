package dev.rollwave.cli;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import picocli.CommandLine.ParameterException;

/** Says what is wrong with a command line without the words of Java and of its parser. */
final class UsageWords {
  private static final Pattern CHOICE =
      Pattern.compile("expected one of \\[([^]]*)] \\(case-insensitive\\) but was (.*)");
  private static final Pattern COMMAND = Pattern.compile("Unmatched argument at index 0: ('.*')");

  private UsageWords() {}

  /** One sentence, as told to a person. */
  static String of(ParameterException mistake) {
    String words =
        Objects.requireNonNullElse(mistake.getMessage(), "")
            .replaceFirst("^Error: ", "")
            .replace("option option ", "option ")
            .replaceFirst("is not an? (double|long|int)$", "is not a number");
    words =
        CHOICE
            .matcher(words)
            .replaceFirst(found ->
                found.group(2).replace("\\", "\\\\").replace("$", "\\$")
                    + " is none of "
                    + found.group(1).toLowerCase(Locale.ROOT));
    boolean isOfTheRoot = mistake.getCommandLine().getParent() == null;
    return isOfTheRoot ? COMMAND.matcher(words).replaceFirst("there is no command $1") : words;
  }
}
