/**
 * Text from outside made safe, cut, painted and put into columns. What it says is left to the
 * others.
 */
@NullMarked
package dev.rollwave.console.text;

import org.jspecify.annotations.NullMarked;
