package dev.rollwave.simulation.cluster;

import dev.rollwave.engine.message.Event;
import java.time.Instant;

/**
 * What reaches a runner that asked for pods.
 *
 * @param content what it is told
 * @param asked when it asked for the first time
 * @param isAwaited whether it came before the request and its question were given up
 */
public record PodAnswer(Event.PodsInspected content, Instant asked, boolean isAwaited) {}
