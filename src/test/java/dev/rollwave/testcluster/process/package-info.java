/**
 * Programs that tests run as processes of their own: the packaged jar, build scripts, and what is
 * behind a terminal. What they work on is up to the tests.
 */
@NullMarked
package dev.rollwave.testcluster.process;

import org.jspecify.annotations.NullMarked;
