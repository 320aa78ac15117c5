/**
 * A login: the way to an API server and the credentials for it, as a kubeconfig or a pod's service
 * account describes them. It takes what kubectl takes, refuses what it cannot honour by the name of
 * the key, and knows nothing about requests; others use this package and {@code credentials}.
 */
@NullMarked
package dev.rollwave.kubernetes.connection;

import org.jspecify.annotations.NullMarked;
