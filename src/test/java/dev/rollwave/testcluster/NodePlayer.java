package dev.rollwave.testcluster;

import dev.rollwave.testcluster.controlplane.Kwok;
import dev.rollwave.testcluster.kubelet.FakeKubelet;
import java.util.Map;
import java.util.Optional;

/** Who plays the nodes of a control plane that the tests start. */
public enum NodePlayer {
  /** {@link FakeKubelet}, which fails on a test's word. */
  FAKE_KUBELET,
  /** {@link Kwok}, which we did not write: every pod becomes ready, and none fails. */
  KWOK;

  static final String VARIABLE = "ROLLWAVE_TEST_KUBELET";

  /** Why a test that takes a {@link FakeKubelet} is skipped where there is none. */
  static final String NO_FAKE_KUBELET =
      "this test has pods fail, hang or take their time by rules of our fake kubelet; kwok plays "
          + "the nodes here and knows no such rules";

  /**
   * Whom the environment asks for: {@link #FAKE_KUBELET} unless it says otherwise.
   *
   * @throws IllegalStateException when the variable names none that there is
   */
  public static NodePlayer of(Map<String, String> environment) {
    String name = Optional.ofNullable(environment.get(VARIABLE)).orElse("").strip();
    return switch (name) {
      case "" -> FAKE_KUBELET;
      case "kwok" -> KWOK;
      default ->
          throw new IllegalStateException(
              VARIABLE + " is " + name + "; it may be kwok, or not set for our fake kubelet");
    };
  }

  /** Programs to be built beside the control plane's own. */
  String[] programs() {
    return switch (this) {
      case FAKE_KUBELET -> new String[0];
      case KWOK -> new String[] {Kwok.PROGRAM};
    };
  }
}
