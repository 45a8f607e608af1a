package org.armillary.kmos.slitlet;

import org.armillary.kmos.Slitlet;

/**
 * What is odd about a slitlet.
 *
 * @param slitlet
 *            which one
 * @param reason
 *            what was found
 * @param found
 *            the value that was found; its unit is that of the reason
 * @param expected
 *            the value that was expected, in the same unit
 */
public record SlitletProblem(Slitlet slitlet, Reason reason, double found, double expected) {

	/** Kinds of problems. */
	public enum Reason {
		/** No light where the slitlet should lie: level found and least level that counts, adu. Not traced. */
		NOT_LIT(false),
		/** Only the left edge was found: rows with a good measurement of the right one, and rows needed. Not traced. */
		NO_RIGHT_EDGE(false),
		/** Only the right edge was found: rows with a good measurement of the left one, and rows needed. Not traced. */
		NO_LEFT_EDGE(false),
		/** Too few rows with a good measurement of both edges: rows found and rows needed. Not traced. */
		TOO_FEW_ROWS(false),
		/**
		 * The edges are not as far apart as those of the others: mean width and median width of the detector, pixel.
		 * Part of the slitlet is dark, or one edge is that of something else. Not traced.
		 */
		WIDTH(false),
		/** The middle of the slitlet lies off the pattern of the others: column found and expected, from 1. Traced. */
		PLACE(true),
		/**
		 * Light falls strongly from one end of the slitlet to the other: light at the fainter over that at the brighter
		 * end, and the least usual ratio. Traced, but vignetted.
		 */
		VIGNETTED(true),
		/** Light where the arm is said not to be used: level found and highest level expected, adu. Traced. */
		UNEXPECTED_LIGHT(true);

		private final boolean traced;

		Reason(boolean traced) {
			this.traced = traced;
		}

		/** Whether the slitlet is among the traces nevertheless. */
		public boolean isTraced() {
			return traced;
		}
	}
}
