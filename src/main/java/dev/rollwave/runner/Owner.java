package dev.rollwave.runner;

import java.util.Optional;

/**
 * Who works on a run.
 *
 * @param holder how the process names itself in the lock, unlike any other process
 * @param who the person or account that started it, and where; for a person
 * @param job uid of the Kubernetes Job whose pod it is
 */
public record Owner(String holder, String who, Optional<String> job) {}
