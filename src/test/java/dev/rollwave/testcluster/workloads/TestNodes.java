package dev.rollwave.testcluster.workloads;

import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.api.model.TaintBuilder;
import java.util.Map;

/** How the nodes that tests play are told from those that a cluster has of its own. */
public final class TestNodes {
  /** On a cluster with nodes of its own it keeps everything but test workloads off ours. */
  public static final Taint TAINT =
      new TaintBuilder()
          .withKey("rollwave.dev/fake-node")
          .withValue("true")
          .withEffect("NoSchedule")
          .build();

  /** The labels by which test workloads select them. */
  public static final Map<String, String> LABELS = Map.of("rollwave.dev/fake-node", "true");

  private TestNodes() {}
}
