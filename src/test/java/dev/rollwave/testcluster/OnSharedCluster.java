package dev.rollwave.testcluster;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * As {@link OnCluster}, for tests that keep to their own namespaces: classes of this kind run side
 * by side, since they mostly wait. They neither stop the control plane nor read what the audit log
 * says of others, nor measure, and their rules for the kubelet name their workload or namespace.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(ClusterExtension.class)
public @interface OnSharedCluster {
  /** The {@code @Order} of classes that take a minute and more: begun first, none is left alone. */
  int LONG = 1;
}
