package dev.rollwave.document;

/**
 * A fault after which the rest of a document cannot be read. Its words are about the form, and hold
 * no value of the document: there may be Secrets in it.
 */
public final class UnreadableYaml extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Position position;
  private final String what;
  private final String fix;

  /** At {@code position} stands {@code what}; {@code fix} would help. */
  UnreadableYaml(Position position, String what, String fix) {
    super(what);
    this.position = position;
    this.what = what;
    this.fix = fix;
  }

  /** All of it in one line. */
  public String told() {
    return "line %d, column %d: %s; %s".formatted(position.line(), position.column(), what, fix);
  }

  /** Where it stands. */
  public Position position() {
    return position;
  }

  /** What is wrong, a clause. */
  public String what() {
    return what;
  }

  /** What would help, a clause. */
  public String fix() {
    return fix;
  }
}
