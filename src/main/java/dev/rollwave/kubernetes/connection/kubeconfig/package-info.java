/**
 * What kubeconfig files say: their entries, and the values and files that these name. What a value
 * means for a login is up to the other packages.
 */
@NullMarked
package dev.rollwave.kubernetes.connection.kubeconfig;

import org.jspecify.annotations.NullMarked;
