/**
 * What makes synthetic data with known truth as files in a folder, such as the raw frames of a night: for demonstrations,
 * tests and documentation. A simulator is registered as an OSGi service and offered by {@code armillary simulate}.
 */
@NullMarked
package org.armillary.actor.simulation;

import org.jspecify.annotations.NullMarked;
