package dev.rollwave.recording;

import java.util.List;

/** A cluster with one workload, rolled out, whose pods move only when they are told to. */
public interface Stage {

  /** Every status that the controllers wrote so far, each in one line, oldest first. */
  List<String> statuses();

  /** The workload's pods in a fixed order, those of a StatefulSet by ordinal. */
  List<PlayedPod> pods();

  /** Writes a restart on the workload. */
  void restart();

  /** Writes another number of wanted pods on the workload. */
  void scale(int replicas);

  /** Does something to a pod. */
  void play(PlayedPod pod, Act act);

  /** Returns when the controllers have done all that follows from what was done. */
  void settle();
}
