/**
 * The user of a request: tokens, passwords and certificates of a kubeconfig or a service account,
 * and when they expire. Programs that print credentials are in {@code exec}.
 */
@NullMarked
package dev.rollwave.kubernetes.connection.credentials;

import org.jspecify.annotations.NullMarked;
