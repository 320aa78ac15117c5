package dev.rollwave.engine;

import dev.rollwave.engine.message.Command;
import dev.rollwave.engine.message.Event;
import dev.rollwave.engine.message.Notification;
import java.time.Instant;
import java.util.List;

/**
 * What follows from an event.
 *
 * @param state after it
 * @param commands to carry out, in this order
 * @param notifications to tell, in this order
 * @param wakeAt when to send {@link Event.TimePassed} at the latest, after the step's time; {@link
 *     Instant#MAX} for never
 */
public record Step(
    RunState state, List<Command> commands, List<Notification> notifications, Instant wakeAt) {}
