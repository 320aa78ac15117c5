package dev.rollwave.simulation.cluster;

import java.util.Optional;

/**
 * A pod template: what it says, and the stamp on it. Templates of the same content have the same
 * digest, so that one put back finds its old ReplicaSet again.
 *
 * @param content everything but the stamp
 * @param stamp value of {@code kubectl.kubernetes.io/restartedAt}
 * @param digest made of both
 */
record Template(String content, Optional<String> stamp, String digest) {
  /** The letters of Kubernetes' safe encoding, which spell no words. */
  private static final String LETTERS = "bcdfghjklmnpqrstvwxz2456789";

  private static final int DIGEST_LENGTH = 10;

  static Template of(String content, Optional<String> stamp) {
    return new Template(content, stamp, digestOf(content + "\n" + stamp.orElse("")));
  }

  /** The digest that a revision's name ends with. */
  static String digestAtEndOf(String revision) {
    return revision.substring(Math.max(0, revision.length() - DIGEST_LENGTH));
  }

  Template stamped(String newStamp) {
    return of(content, Optional.of(newStamp));
  }

  private static String digestOf(String text) {
    return spelled(fingerprint(text), DIGEST_LENGTH);
  }

  /** FNV-1a in 64 bits, as its authors published it: short, and the same on every machine. */
  static long fingerprint(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }

  /** A number in the letters that Kubernetes uses for generated names. */
  static String spelled(long number, int length) {
    StringBuilder word = new StringBuilder(length);
    long rest = number;
    for (int i = 0; i < length; i++) {
      // Unsigned only as long as it has to be: that division takes many times as long.
      long next = rest < 0 ? Long.divideUnsigned(rest, LETTERS.length()) : rest / LETTERS.length();
      word.append(LETTERS.charAt((int) (rest - next * LETTERS.length())));
      rest = next;
    }
    return word.toString();
  }
}
