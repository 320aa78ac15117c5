package dev.rollwave.testcluster;

import dev.rollwave.testcluster.kubelet.FakeKubelet;
import dev.rollwave.testcluster.workloads.TestNamespace;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The tests of this class run on a cluster. Their methods may take parameters of the types {@link
 * TestCluster}, {@link FakeKubelet} and, as often as they like, {@link TestNamespace}: each is a
 * fresh namespace of this one test.
 *
 * <p>The class has its cluster for itself, to stop and to measure. Several such classes run side by
 * side where several clusters can be started. Where none is to be had the class is skipped, which
 * is a failure under the environment variable {@code CI=true}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(ClusterExtension.class)
public @interface OnCluster {}
