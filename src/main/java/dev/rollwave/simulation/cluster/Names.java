package dev.rollwave.simulation.cluster;

import java.util.HexFormat;

/** Gives out uids, in order, so that one world always has the same ones. */
final class Names {
  private static final int UID_TAIL = 12;
  private static final HexFormat HEX = HexFormat.of();
  private long given;

  String uid() {
    given++;
    return "00000000-0000-4000-8000-" + HEX.toHexDigits(given, UID_TAIL);
  }
}
