/**
 * What can be set in a simulated night: the strength of each effect, and what is observed.
 */
@NullMarked
package org.armillary.kmos.simulator.config;

import org.jspecify.annotations.NullMarked;
