package dev.rollwave.testcluster.proxy;

import java.time.Instant;

/**
 * A line of a watch that a client was sent.
 *
 * @param watch the request that opened it
 * @param text as the API server wrote it
 * @param sent when its last byte had been handed to the client's connection
 */
public record SentLine(Call watch, String text, Instant sent) {}
