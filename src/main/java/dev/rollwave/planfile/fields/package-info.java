/**
 * What every section is read with: its keys, its problems, and the texts of single values. Which
 * sections a plan is made of is left to the others.
 */
@NullMarked
package dev.rollwave.planfile.fields;

import org.jspecify.annotations.NullMarked;
