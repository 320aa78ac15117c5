package dev.rollwave.testcluster;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * As {@link OnCluster}, for tests that keep to their own namespaces: classes of this kind run side
 * by side, since they mostly wait. They neither stop the control plane nor read what the audit log
 * says of others, nor measure, and their rules for the kubelet name their workload or namespace.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ClusterExtension.class)
@Order(OnSharedCluster.FIRST)
@ResourceLock(value = OnCluster.CLUSTER, mode = ResourceAccessMode.READ)
public @interface OnSharedCluster {
  /** Before those that want the cluster to themselves, which would wait again and again. */
  int FIRST = 1;
}
