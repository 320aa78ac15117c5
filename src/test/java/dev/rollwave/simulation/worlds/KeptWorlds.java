package dev.rollwave.simulation.worlds;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Seeds of worlds in which something rare happens, a line each, with what that is. */
public final class KeptWorlds {
  private KeptWorlds() {}

  /** The worlds in which a promise was once broken, by a fault of ours or of the oracle. */
  public static List<Long> thatFailed() throws IOException {
    return seeds("seeds-that-failed.txt");
  }

  /** The worlds that notice a mutant which too few of all worlds notice. */
  public static List<Long> thatNotice() throws IOException {
    return seeds("seeds-that-notice.txt");
  }

  private static List<Long> seeds(String name) throws IOException {
    try (InputStream file = Objects.requireNonNull(KeptWorlds.class.getResourceAsStream(name))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> Long.parseLong(line.substring(0, line.indexOf(' '))))
          .toList();
    }
  }
}
