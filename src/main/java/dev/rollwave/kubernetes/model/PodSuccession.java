package dev.rollwave.kubernetes.model;

/** In which order a rollout replaces pods, as far as it tells how long an old one took to end. */
public enum PodSuccession {
  /** One after the other, from the highest ordinal down. */
  BY_ORDINAL,
  /** One after the other, in no order that their names tell. */
  ONE_AT_A_TIME,
  /** The first new one comes when the last old one is gone. */
  ALL_OLD_ONES_FIRST,
  /** Old ones end while new ones come, or several at a time. */
  SIDE_BY_SIDE
}
