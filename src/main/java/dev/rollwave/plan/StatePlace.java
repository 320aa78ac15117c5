package dev.rollwave.plan;

/**
 * Where the runs of a plan are kept in the cluster: the lock is a Lease and the record a ConfigMap,
 * both of one name in one namespace.
 *
 * @param namespace of both objects
 * @param plan name of the plan
 */
public record StatePlace(String namespace, String plan) {

  /** The name of both objects. */
  public String name() {
    return nameFor(plan);
  }

  /** The name of the Lease and of the ConfigMap that belong to {@code plan}. */
  public static String nameFor(String plan) {
    return "rollwave-" + plan;
  }

  /** Such as {@code Lease and ConfigMap rollwave-nightly in namespace rollwave}. */
  @Override
  public String toString() {
    return "Lease and ConfigMap " + name() + " in namespace " + namespace;
  }
}
