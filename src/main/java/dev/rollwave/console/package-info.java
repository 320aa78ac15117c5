/**
 * What a person reads, and the only package that prints: whom a command speaks to, and what the
 * terminal can show. It shows what it is handed, and asks no cluster; each kind of screen has a
 * package of its own.
 */
@NullMarked
package dev.rollwave.console;

import org.jspecify.annotations.NullMarked;
