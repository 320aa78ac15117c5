package dev.rollwave.console.progress;

import dev.rollwave.console.text.DisplayWidth;
import dev.rollwave.console.text.Palette.Paint;
import dev.rollwave.console.text.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * One line of a frame, made of pieces with a paint each. It is cut to the terminal's width before
 * it is painted, so that no colour code is ever cut in two.
 */
final class PaintedLine {
  private record Piece(Paint paint, String text) {}

  private final List<Piece> pieces = new ArrayList<>();

  /** Adds {@code raw}, made safe to show. */
  PaintedLine add(Paint paint, String raw) {
    return addShown(paint, Text.shown(raw));
  }

  /** Adds {@code shown}, which is already safe to show. */
  PaintedLine addShown(Paint paint, String shown) {
    pieces.add(new Piece(paint, shown));
    return this;
  }

  /** Adds {@code raw}, made safe to show, in the terminal's own paint. */
  PaintedLine add(String raw) {
    return add(Paint.NONE, raw);
  }

  /** The line in at most {@code columns} terminal columns. */
  String text(int columns, Screen screen) {
    int wanted = pieces.stream().mapToInt(piece -> DisplayWidth.of(piece.text())).sum();
    String ellipsis = wanted > columns ? Text.fit(screen.symbols().ellipsis(), columns) : "";
    int room = columns - DisplayWidth.of(ellipsis);
    StringBuilder out = new StringBuilder();
    for (Piece piece : pieces) {
      String shown = Text.fit(piece.text(), room, "");
      out.append(screen.palette().paint(piece.paint(), shown));
      room -= DisplayWidth.of(shown);
    }
    return out.append(ellipsis).toString().stripTrailing();
  }

  /** Columns that a painted line takes: its colour codes take none. */
  static int width(String painted) {
    return DisplayWidth.of(painted.replaceAll("\u001b\\[[0-9]*m", ""));
  }
}
