package dev.rollwave.console.progress;

import dev.rollwave.console.text.Symbols;

/** The sign before a wave or a workload; one column each, and in the fonts that terminals have. */
enum Mark {
  HEALTHY("✔", "+"),
  FAILED("✘", "x"),
  RUNNING("▶", ">"),
  ROLLING("◐", "o"),
  SOAKING("◔", "~"),
  DOUBTFUL("?", "?"),
  WAITING("·", "."),
  UNTOUCHED("-", "-");

  private final String unicode;
  private final String ascii;

  Mark(String unicode, String ascii) {
    this.unicode = unicode;
    this.ascii = ascii;
  }

  String in(Symbols symbols) {
    return switch (symbols) {
      case UNICODE -> unicode;
      case ASCII -> ascii;
    };
  }
}
