package dev.rollwave.testcluster;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * The tests of this class run on a cluster. Their methods may take parameters of the types {@link
 * TestCluster}, {@link FakeKubelet} and, as often as they like, {@link TestNamespace}: each is a
 * fresh namespace of this one test.
 *
 * <p>All classes of one JVM share the cluster, and while one of these runs no other does. Where
 * none is to be had the class is skipped, which is a failure under the environment variable {@code
 * CI=true}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ClusterExtension.class)
@ResourceLock(OnCluster.CLUSTER)
public @interface OnCluster {
  /** What the tests of such a class have to themselves; {@link OnSharedCluster} shares it. */
  String CLUSTER = "the test cluster";
}
