package dev.rollwave.console;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Whom a command speaks to: a person at a terminal, or whoever reads a log later.
 *
 * @param in where a person's answers come from
 * @param out for what was asked for
 * @param err for what went wrong, and for hints
 * @param environment of the process
 * @param isInteractive whether there is a person who can be asked
 * @param terminal what can be shown
 */
public record Audience(
    InputStream in,
    PrintStream out,
    PrintStream err,
    Map<String, String> environment,
    boolean isInteractive,
    Terminal terminal) {

  /** The process' own. */
  public static Audience ofProcess() {
    Map<String, String> environment = System.getenv();
    boolean isInteractive =
        Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    return new Audience(
        System.in,
        System.out,
        System.err,
        environment,
        isInteractive,
        Terminal.of(environment, isInteractive, System.out.charset()));
  }

  /** The same, but for a log: nobody is asked and nothing is redrawn. */
  public Audience asLog() {
    return new Audience(
        in,
        out,
        err,
        environment,
        false,
        new Terminal(false, terminal.palette(), terminal.symbols()));
  }

  /** How a run is shown to it. */
  public Progress progress() {
    return terminal.progress(out, environment);
  }

  /** Lines that are safe to show already. */
  public void show(List<String> lines) {
    lines.forEach(out::println);
    out.flush();
  }

  /** One line of what was asked for, made safe to show. */
  public void say(String line) {
    out.println(Text.shown(line));
  }

  /** One line of what went wrong, or a hint, made safe to show. */
  public void complain(String line) {
    err.println(Text.shown(line));
  }

  /** Asks {@code question}, safe to show already; anything but {@code y} or {@code yes} is no. */
  public boolean confirms(String question) {
    out.print(question);
    out.flush();
    return answer()
        .map(line -> line.strip().toLowerCase(Locale.ROOT))
        .filter(line -> line.equals("y") || line.equals("yes"))
        .isPresent();
  }

  private Optional<String> answer() {
    try {
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      return Optional.ofNullable(lines.readLine());
    } catch (IOException nobodyThere) {
      return Optional.empty();
    }
  }
}
