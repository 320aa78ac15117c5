package dev.rollwave.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/**
 * What came of a command line.
 *
 * @param status the exit status
 * @param out what was printed
 * @param err what was printed on standard error
 */
public record Typed(int status, String out, String err) {

  /** Runs {@code rollwave} with {@code arguments} in this process. */
  public static Typed rollwave(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commandLine =
        Rollwave.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    int status = Rollwave.execute(commandLine, arguments);
    return new Typed(status, normal(out), normal(err));
  }

  private static String normal(StringWriter text) {
    return text.toString().replace(System.lineSeparator(), "\n");
  }
}
