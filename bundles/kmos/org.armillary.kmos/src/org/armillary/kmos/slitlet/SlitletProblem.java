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
		/** Only a part of the length shows light: that part and the part expected, per cent. Not traced. */
		PART_LIT(false),
		/**
		 * Light ends before several slitlets of the IFU do, so that no edge of this one is trusted: part of its length
		 * that shows light, NaN where that is not known, and the part expected, per cent. Not traced.
		 */
		HALF_LIT(false),
		/**
		 * Too many pixels of the detector are saturated for edges to be found: their part of the lit ones and the
		 * largest part that is accepted, per cent. Not traced.
		 */
		SATURATED(false),
		/**
		 * The edges are not as far apart as those of other slitlets of the IFU, or those of the IFU are not as far
		 * apart as those of others: width where it is off most, and the usual width there, pixel. Traced.
		 */
		WIDTH_ODD(true),
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
