package dev.rollwave.testcluster.proxy;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Says which requests a rule is for. */
public final class Calls {
  private static final List<String> QUESTIONS =
      List.of("/apis/authorization.k8s.io/", "/apis/authentication.k8s.io/");
  private static final Set<String> READING = Set.of("get", "list", "watch");
  private static final Set<String> WORKLOADS = Set.of("deployments", "statefulsets", "daemonsets");

  private Calls() {}

  /** Every request. */
  public static Predicate<Call> any() {
    return call -> true;
  }

  /** The requests of one verb on one resource, such as {@code list} and {@code pods}. */
  public static Predicate<Call> of(String verb, String resource) {
    return call -> call.verb().equals(verb) && call.target().resource().equals(resource);
  }

  /** The requests on one resource. */
  public static Predicate<Call> on(String resource) {
    return call -> call.target().resource().equals(resource);
  }

  /** The requests on what is in that namespace. */
  public static Predicate<Call> in(String namespace) {
    return call -> call.target().namespace().equals(namespace);
  }

  /** The requests on the object of that name, of whatever kind. */
  public static Predicate<Call> named(String name) {
    return call -> call.target().name().equals(name);
  }

  /**
   * The requests that change something in the cluster if they get there. A question about rights,
   * or about who asks, is sent as a creation, and changes nothing.
   */
  public static Predicate<Call> mutating() {
    return call ->
        !READING.contains(call.verb())
            && !call.query().containsKey("dryRun")
            && QUESTIONS.stream().noneMatch(call.target().path()::startsWith);
  }

  /** The restarts: each PATCH of a workload itself. */
  public static Predicate<Call> restarts() {
    return mutating()
        .and(call ->
            call.verb().equals("patch")
                && WORKLOADS.contains(call.target().resource())
                && call.target().subresource().isEmpty());
  }

  /** The restarts of the workload of that name. */
  public static Predicate<Call> restartsOf(String name) {
    return restarts().and(named(name));
  }

  /** Every opening of a watch. */
  public static Predicate<Call> watches() {
    return Call::isWatch;
  }
}
