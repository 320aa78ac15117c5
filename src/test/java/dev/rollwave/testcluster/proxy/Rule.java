package dev.rollwave.testcluster.proxy;

/** A rule that is in force, until it is withdrawn. */
public interface Rule {

  /** How many requests it has struck so far. */
  int struck();

  /** Takes it back; what it holds already stays held. */
  void withdraw();

  /** The second half of a rule. */
  interface Choice {
    /** Of the requests that match only the {@code n}th, from 1. */
    Choice nth(int n);

    /** Of the requests that match only the first {@code n}. */
    Choice first(int n);

    /** The requests that match meet {@code fault} from now on. */
    Rule then(Fault fault);
  }
}
