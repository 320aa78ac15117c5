package dev.rollwave.runner;

import java.util.Optional;

/**
 * Which cluster is meant, and who asks; for persons and auditors. Holds no secret.
 *
 * @param context of the kubeconfig; empty for a pod's service account
 * @param server URL of the API server, without a user and a password that it may carry
 * @param user as the API server knows whoever asks, else the user's name in the kubeconfig; empty
 *     where neither tells
 */
public record ClusterAccess(Optional<String> context, String server, Optional<String> user) {}
