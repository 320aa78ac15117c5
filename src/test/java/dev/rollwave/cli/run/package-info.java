/** Tests of runs, from the window to the report; {@code *IT} play them on a real control plane. */
@NullMarked
package dev.rollwave.cli.run;

import org.jspecify.annotations.NullMarked;
