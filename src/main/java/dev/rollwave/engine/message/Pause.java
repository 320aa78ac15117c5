package dev.rollwave.engine.message;

import java.time.Instant;

/**
 * A person's wish that no further workload be restarted for now. Rollouts under way are seen
 * through, and the window closes as planned.
 *
 * @param by who asked, for a person
 * @param reason for a person
 * @param since when it was asked, by the asker's clock
 */
public record Pause(String by, String reason, Instant since) {}
