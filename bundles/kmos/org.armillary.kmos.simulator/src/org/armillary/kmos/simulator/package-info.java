/**
 * Synthetic KMOS data with known truth, for demonstrations and tests. The truth stands in keywords {@code ESO SIM …} of the
 * files. Shares no code with the recipes, so that a recipe cannot be right by construction.
 */
@NullMarked
package org.armillary.kmos.simulator;

import org.jspecify.annotations.NullMarked;
