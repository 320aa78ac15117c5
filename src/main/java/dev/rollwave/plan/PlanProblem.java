package dev.rollwave.plan;

/**
 * Something wrong in a plan document.
 *
 * @param file as the person named it
 * @param line 1-based
 * @param column 1-based
 * @param what what is wrong, one sentence without a full stop
 * @param fix how to put it right, one sentence without a full stop
 */
public record PlanProblem(String file, int line, int column, String what, String fix) {}
