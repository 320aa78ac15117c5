package dev.rollwave.console;

import static java.util.stream.Collectors.joining;

import dev.rollwave.console.progress.Progress;
import dev.rollwave.console.text.Text;
import dev.rollwave.runner.ClusterAccess;
import java.io.Console;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whom a command speaks to: a person at a terminal, or the later reader of a log.
 *
 * @param person who can be asked; empty where there is none
 * @param out for what was asked for
 * @param err for what went wrong, and for hints
 * @param environment of the process
 * @param terminal what can be shown
 */
public record Audience(
    Optional<Person> person,
    PrintStream out,
    PrintStream err,
    Map<String, String> environment,
    Terminal terminal) {

  /** The process' own. */
  public static Audience ofProcess() {
    Map<String, String> environment = System.getenv();
    boolean isInteractive =
        Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    return new Audience(
        Person.ofProcess(),
        System.out,
        System.err,
        environment,
        Terminal.of(environment, isInteractive, System.out.charset()));
  }

  /** The same, but for a log: no person is asked and nothing is redrawn. */
  public Audience asLog() {
    return new Audience(
        Optional.empty(),
        out,
        err,
        environment,
        new Terminal(false, terminal.palette(), terminal.symbols()));
  }

  /**
   * How a run is shown to it.
   *
   * @param access the cluster of the run; empty for one in memory
   */
  public Progress progress(Optional<ClusterAccess> access) {
    return terminal.progress(out, environment, access);
  }

  /** Lines that are safe to show already; those of another run never come between them. */
  public void show(List<String> lines) {
    out.print(lines.stream().map(line -> line + System.lineSeparator()).collect(joining()));
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
}
