/**
 * What tests read from a cluster to judge Rollwave, in their own few words: the rules under test
 * must not judge themselves. Nothing here changes anything.
 */
@NullMarked
package dev.rollwave.testcluster.facts;

import org.jspecify.annotations.NullMarked;
