/**
 * The cluster that a class of integration tests asks for, wherever it comes from, and the tests of
 * that cluster itself. What it is made of, and what is put on it and read from it, is in the
 * packages below; only {@code runs}, {@code recording} and the packages of one kind of fault use
 * this one.
 */
@NullMarked
package dev.rollwave.testcluster;

import org.jspecify.annotations.NullMarked;
