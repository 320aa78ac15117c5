package dev.rollwave.console;

import java.io.BufferedReader;
import java.io.Console;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A person at a terminal, who can be asked.
 *
 * @param in where the answers come from
 * @param out where the person reads
 */
public record Person(InputStream in, PrintStream out) {
  /**
   * The terminal of the session that a process belongs to, wherever its streams lead.
   *
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap10.html">/dev/tty in
   *     POSIX</a>
   */
  private static final String CONTROLLING_TERMINAL = "/dev/tty";

  /**
   * The person before this process: at its standard input and output when both are a terminal,
   * else, as with {@code rollwave run PLAN | tee log}, at the terminal of its session. Empty where
   * there is neither, as in a CronJob and behind {@code ssh} without {@code -t}.
   */
  static Optional<Person> ofProcess() {
    return Optional.ofNullable(System.console())
        .filter(Console::isTerminal)
        .map(_ -> new Person(System.in, System.out))
        .or(Person::atControllingTerminal);
  }

  // A process without such a terminal cannot open the device. It stays open until the end.
  private static Optional<Person> atControllingTerminal() {
    try {
      InputStream in = new FileInputStream(CONTROLLING_TERMINAL);
      return Optional.of(
          new Person(
              in,
              new PrintStream(
                  new FileOutputStream(CONTROLLING_TERMINAL), true, System.out.charset())));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /** Lines that are safe to show already. */
  public void show(List<String> lines) {
    lines.forEach(out::println);
    out.flush();
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
    } catch (IOException _) {
      return Optional.empty();
    }
  }
}
