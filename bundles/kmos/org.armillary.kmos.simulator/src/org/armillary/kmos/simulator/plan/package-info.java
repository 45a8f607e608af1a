/**
 * The night: which exposures are made when, under which conditions, and where the arms point.
 */
@NullMarked
package org.armillary.kmos.simulator.plan;

import org.jspecify.annotations.NullMarked;
