package org.armillary.kmos.illumination;

import java.util.Map;

import org.armillary.actor.ActorContext;
import org.armillary.actor.QcValue;
import org.armillary.data.FitsHeader;

/**
 * How evenly the fields are lit; all numbers are of the correction, whose usual IFU has 1 on each detector.
 *
 * @param uniformity
 *            standard deviation of all spaxels
 * @param largestDeviation
 *            mean of an IFU that deviates most from 1, less 1
 * @param deviatingIfu
 *            that IFU
 * @param largestNonUniformity
 *            standard deviation of the spaxels of the IFU that is lit least evenly
 * @param unevenIfu
 *            that IFU
 */
record IlluminationQuality(double uniformity, double largestDeviation, int deviatingIfu, double largestNonUniformity,
		int unevenIfu) {

	private static final double PERCENT = 100;

	/** Measures a correction. */
	static IlluminationQuality of(Map<Integer, IfuImage> images) {
		double squares = 0;
		long count = 0;
		double deviation = 0;
		int deviating = 0;
		double nonUniformity = -1;
		int uneven = 0;
		for (IfuImage image : images.values()) {
			for (float spaxel : image.value()) {
				if (!Float.isNaN(spaxel)) {
					squares += (spaxel - 1.0) * (spaxel - 1.0);
					count++;
				}
			}
			if (deviating == 0 || Math.abs(image.mean() - 1) > Math.abs(deviation)) {
				deviation = image.mean() - 1;
				deviating = image.ifu();
			}
			if (image.deviation() > nonUniformity) {
				nonUniformity = image.deviation();
				uneven = image.ifu();
			}
		}
		return new IlluminationQuality(Math.sqrt(squares / count), deviation, deviating, nonUniformity, uneven);
	}

	/** Publishes the values. */
	void publish(ActorContext context) {
		context.publish(new QcValue("spatial uniformity", "", PERCENT * uniformity, "%"));
		context.publish(new QcValue("largest deviation of an IFU", "", PERCENT * largestDeviation, "%"));
		context.publish(new QcValue("largest non-uniformity in an IFU", "", PERCENT * largestNonUniformity, "%"));
	}

	/** The header with the values as keywords. */
	FitsHeader addTo(FitsHeader header) {
		return header.toBuilder().set("ESO QC SPAT UNIF", uniformity, "Standard deviation of all spaxels")
				.set("ESO QC SPAT MAX DEV", largestDeviation, "Mean of the most deviating IFU, less 1")
				.set("ESO QC SPAT MAX DEV ID", (long) deviatingIfu, "That IFU")
				.set("ESO QC SPAT MAX NONUNIF", largestNonUniformity, "Deviation of spaxels in the least even IFU")
				.set("ESO QC SPAT MAX NONUNIF ID", (long) unevenIfu, "That IFU").build();
	}
}
