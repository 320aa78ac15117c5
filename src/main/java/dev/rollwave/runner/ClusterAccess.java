package dev.rollwave.runner;

import java.util.Optional;

/**
 * Names a cluster and the user of this process there, for people and auditors. Holds no secret.
 *
 * @param context of the kubeconfig; empty for a pod's service account
 * @param server URL of the API server, without a user and a password that it may carry
 * @param user as the API server names the user of this process, else the user's name in the
 *     kubeconfig; empty where neither tells
 */
public record ClusterAccess(Optional<String> context, String server, Optional<String> user) {}
