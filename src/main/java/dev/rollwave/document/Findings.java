package dev.rollwave.document;

/** Takes what is found in a document while it is read. */
@FunctionalInterface
public interface Findings {

  /**
   * Notes something that is wrong, or means something else than it seems to.
   *
   * @param position where it stands
   * @param what it is, a clause
   * @param fix what would help, a clause
   */
  void add(Position position, String what, String fix);
}
