package dev.rollwave.console.text;

/**
 * How many terminal columns text takes: none for a mark that combines with the character before it,
 * two for an East Asian wide or fullwidth character or an emoji, else one.
 *
 * @see <a href="https://www.unicode.org/reports/tr11/">Unicode Standard Annex #11, East Asian
 *     Width</a>
 */
public final class DisplayWidth {
  // First and last code point of each wide stretch, ascending. Coarser than the standard's table:
  // calling a narrow character wide only leaves a column empty, while the reverse breaks a line.
  private static final int[][] WIDE = {
    {0x1100, 0x115f}, // Hangul initial consonants
    {0x231a, 0x231b}, // watch, hourglass
    {0x23e9, 0x23f3}, // media keys, clocks
    {0x25fd, 0x25fe},
    {0x2614, 0x2615},
    {0x2648, 0x2653}, // zodiac
    {0x26a1, 0x26a1},
    {0x26aa, 0x26ab},
    {0x26bd, 0x26be},
    {0x26c4, 0x26c5},
    {0x26ce, 0x26ce},
    {0x26d4, 0x26d4},
    {0x26ea, 0x26ea},
    {0x26f2, 0x26f5},
    {0x26fa, 0x26fd},
    {0x2705, 0x2705},
    {0x270a, 0x270b},
    {0x2728, 0x2728},
    {0x274c, 0x274e},
    {0x2753, 0x2757},
    {0x2795, 0x2797},
    {0x27b0, 0x27bf},
    {0x2b1b, 0x2b1c},
    {0x2b50, 0x2b55},
    {0x2e80, 0x303e}, // radicals, CJK punctuation
    {0x3041, 0xa4cf}, // kana, CJK, Yi
    {0xa960, 0xa97f},
    {0xac00, 0xd7a3}, // Hangul
    {0xf900, 0xfaff},
    {0xfe10, 0xfe19},
    {0xfe30, 0xfe6f},
    {0xff01, 0xff60}, // fullwidth forms
    {0xffe0, 0xffe6},
    {0x16fe0, 0x1b2ff}, // Tangut, kana supplements
    {0x1f000, 0x1f02f},
    {0x1f0cf, 0x1f0cf},
    {0x1f18e, 0x1f1ff}, // squared letters, flags
    {0x1f200, 0x1faff}, // emoji
    {0x20000, 0x3fffd}, // CJK extensions
  };

  private DisplayWidth() {}

  /** Columns that {@code text} takes, which must hold no control characters or escapes. */
  public static int of(String text) {
    return text.codePoints().map(DisplayWidth::of).sum();
  }

  /** Columns that one character takes: 0, 1 or 2. */
  static int of(int codePoint) {
    if (codePoint < 0x300) {
      return 1;
    }
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> 0;
      default -> isWide(codePoint) ? 2 : 1;
    };
  }

  private static boolean isWide(int codePoint) {
    for (int[] stretch : WIDE) {
      if (codePoint < stretch[0]) {
        return false;
      }
      if (codePoint <= stretch[1]) {
        return true;
      }
    }
    return false;
  }
}
