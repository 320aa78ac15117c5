/**
 * The way to an API server and the credentials for it, as a kubeconfig or a pod's service account
 * describes them: what kubectl takes is taken, and what cannot be honoured is refused by the name
 * of its key. It knows nothing of requests and what they are about.
 */
@NullMarked
package dev.rollwave.kubernetes.connection;

import org.jspecify.annotations.NullMarked;
