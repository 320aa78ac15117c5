package dev.rollwave.testcluster.facts;

import java.time.Instant;

/**
 * One version of a workload's pod template, as its controller keeps it: a ReplicaSet of a
 * Deployment, a ControllerRevision of the other kinds.
 *
 * @param name of that object
 * @param uid of that object
 * @param created by the API server's clock, in whole seconds
 * @param number counted by the controller, rising
 */
public record Revision(String name, String uid, Instant created, long number) {}
