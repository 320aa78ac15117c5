package dev.rollwave.console.progress;

import dev.rollwave.console.text.Palette;
import dev.rollwave.console.text.Symbols;

/**
 * What a frame is drawn for.
 *
 * @param columns of the terminal, 1 or more
 * @param rows of the terminal, 1 or more
 * @param palette colours or none
 * @param symbols Unicode or ASCII
 */
public record Screen(int columns, int rows, Palette palette, Symbols symbols) {}
