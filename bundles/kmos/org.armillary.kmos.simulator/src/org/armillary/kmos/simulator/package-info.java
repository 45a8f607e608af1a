/**
 * Synthetic KMOS data with known truth, for demonstrations and tests: a combined cube, whose truth stands in its
 * keywords {@code ESO SIM …}, and raw dark exposures, whose truth is a file beside them. Shares no code with the
 * recipes, so that a recipe cannot be right by construction.
 */
@NullMarked
package org.armillary.kmos.simulator;

import org.jspecify.annotations.NullMarked;
