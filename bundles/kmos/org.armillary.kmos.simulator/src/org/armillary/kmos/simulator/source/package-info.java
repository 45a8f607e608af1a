/**
 * What shines: targets, stars, lamps, sky and what the air takes away.
 */
@NullMarked
package org.armillary.kmos.simulator.source;

import org.jspecify.annotations.NullMarked;
