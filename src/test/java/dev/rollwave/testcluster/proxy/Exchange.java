package dev.rollwave.testcluster.proxy;

import java.time.Instant;
import java.util.Optional;

/**
 * A request and what came of it.
 *
 * @param call the request
 * @param wasForwarded whether the API server heard of it
 * @param code the HTTP status that the sender got; 0 when its connection was reset
 * @param resourceVersion of the object or list that was answered
 * @param answered when the answer began, or the connection was reset
 */
public record Exchange(
    Call call,
    boolean wasForwarded,
    int code,
    Optional<String> resourceVersion,
    Instant answered) {}
