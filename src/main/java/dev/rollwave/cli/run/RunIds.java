package dev.rollwave.cli.run;

import dev.rollwave.engine.spec.RunId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Makes run ids that sort by time and that two machines do not make alike. */
public final class RunIds {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final int RANDOM_BYTES = 5;

  private RunIds() {}

  /** The id of a run that begins {@code now}, such as {@code 20261121T013005Z-9f3a61c20b}. */
  public static RunId next(Instant now, RandomGenerator random) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return new RunId(SECONDS.format(now) + "-" + HexFormat.of().formatHex(bytes));
  }
}
