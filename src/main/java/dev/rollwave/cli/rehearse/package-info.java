/**
 * {@code rollwave rehearse}: the options of a rehearsal, the cluster that it is played on, and how
 * often. Playing it is left to {@code simulation}, showing it to {@code console}.
 */
@NullMarked
package dev.rollwave.cli.rehearse;

import org.jspecify.annotations.NullMarked;
