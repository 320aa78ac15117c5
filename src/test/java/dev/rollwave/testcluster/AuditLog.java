package dev.rollwave.testcluster;

import java.nio.file.Path;

/**
 * What the API server recorded.
 *
 * @param file JSON, a line an event
 */
public record AuditLog(Path file) {}
