/** What was asked: the immutable restart plan and the problems that a plan can have. Pure. */
@NullMarked
package dev.rollwave.plan;

import org.jspecify.annotations.NullMarked;
