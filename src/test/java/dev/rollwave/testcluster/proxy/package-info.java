/**
 * A proxy between Rollwave and an API server, which cuts, holds and changes what goes through it.
 */
@NullMarked
package dev.rollwave.testcluster.proxy;

import org.jspecify.annotations.NullMarked;
