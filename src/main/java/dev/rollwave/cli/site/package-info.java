/**
 * Where plans are run: a cluster with its locks and records, and what a command says when that is
 * of no use to it. No run is started here.
 */
@NullMarked
package dev.rollwave.cli.site;

import org.jspecify.annotations.NullMarked;
