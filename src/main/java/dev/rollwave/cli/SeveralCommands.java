package dev.rollwave.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Carries out several commands in one process. The JVM is trained by it (see {@code src/training}):
 * what it remembers is of one process.
 */
final class SeveralCommands {
  private SeveralCommands() {}

  /**
   * Carries out the commands of the file that {@code args} name: an argument a line, an empty line
   * after each command. Ends with the first exit status that is not 0.
   */
  public static void main(String[] args) throws IOException {
    int status = 0;
    for (String command : Files.readString(Path.of(args[0])).split("\n\n", -1)) {
      if (status == 0) {
        status = Rollwave.answer(command.strip().split("\n", -1));
      }
    }
    System.exit(status);
  }
}
