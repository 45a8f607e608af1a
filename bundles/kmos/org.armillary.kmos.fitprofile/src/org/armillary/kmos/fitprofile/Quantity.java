package org.armillary.kmos.fitprofile;

import org.armillary.numerics.fitting.Estimate;

/**
 * A result of a fit: a column of the table and a published value.
 *
 * @param name
 *            name of the column, {@code fwhm_major}; with {@code _error} that of its error
 * @param unit
 *            its unit as FITS writes it; empty for none
 * @param estimate
 *            value and error, NaN where unknown
 */
record Quantity(String name, String unit, Estimate estimate) {

	/** The name as published: {@code fwhm major}. */
	String words() {
		return name.replace('_', ' ');
	}
}
