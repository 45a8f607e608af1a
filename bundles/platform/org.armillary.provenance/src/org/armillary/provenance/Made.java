package org.armillary.provenance;

import org.armillary.engine.JobReport;
import org.armillary.engine.MadeProduct;

/**
 * A product with the result that made it.
 *
 * @param report
 *            the result
 * @param port
 *            output port
 * @param index
 *            place among the products of the port, from 0
 */
public record Made(JobReport report, String port, int index) {

	/** The product. */
	public MadeProduct product() {
		return report.products().get(port).get(index);
	}
}
