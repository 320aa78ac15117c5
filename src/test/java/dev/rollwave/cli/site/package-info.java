/** Sites for tests of commands. */
@NullMarked
package dev.rollwave.cli.site;

import org.jspecify.annotations.NullMarked;
