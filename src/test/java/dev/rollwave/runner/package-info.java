/** Tests of the loop, and the contract that every cluster keeps. */
@NullMarked
package dev.rollwave.runner;

import org.jspecify.annotations.NullMarked;
