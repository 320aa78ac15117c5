package dev.rollwave.planfile;

/** A fault after which the rest of a document cannot be read; it becomes one problem. */
final class UnreadableYaml extends Exception {
  private final Place place;
  private final String what;
  private final String mend;

  UnreadableYaml(Place place, String what, String mend) {
    super(what);
    this.place = place;
    this.what = what;
    this.mend = mend;
  }

  Place place() {
    return place;
  }

  String what() {
    return what;
  }

  String mend() {
    return mend;
  }
}
