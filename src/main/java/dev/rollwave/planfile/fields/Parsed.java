package dev.rollwave.planfile.fields;

/** What came of reading one value. */
public sealed interface Parsed<T> {

  /** It could be read. */
  record Good<T>(T value) implements Parsed<T> {}

  /**
   * It could not.
   *
   * @param what what is wrong
   * @param fix how to put it right
   */
  record Bad<T>(String what, String fix) implements Parsed<T> {}

  /** It could be read as {@code value}. */
  static <T> Parsed<T> good(T value) {
    return new Good<>(value);
  }

  /** It could not, because of {@code what}; {@code fix} puts it right. */
  static <T> Parsed<T> bad(String what, String fix) {
    return new Bad<>(what, fix);
  }
}
