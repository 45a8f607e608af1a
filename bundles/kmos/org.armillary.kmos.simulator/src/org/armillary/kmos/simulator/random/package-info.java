/**
 * Random numbers: streams for each part of a simulation, and counts of electrons.
 */
@NullMarked
package org.armillary.kmos.simulator.random;

import org.jspecify.annotations.NullMarked;
