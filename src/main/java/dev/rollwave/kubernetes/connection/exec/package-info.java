/**
 * Programs that print credentials, run and understood as client-go does. Credentials that a
 * kubeconfig holds itself are in {@code credentials}.
 */
@NullMarked
package dev.rollwave.kubernetes.connection.exec;

import org.jspecify.annotations.NullMarked;
