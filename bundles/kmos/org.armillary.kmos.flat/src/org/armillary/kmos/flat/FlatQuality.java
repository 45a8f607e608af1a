package org.armillary.kmos.flat;

import java.util.Arrays;

import org.armillary.actor.ActorContext;
import org.armillary.actor.QcValue;
import org.armillary.data.FitsHeader;
import org.armillary.kmos.detector.DetectorFrame;
import org.armillary.kmos.detector.StackedFrame;
import org.armillary.numerics.RobustStatistics;

/**
 * How good the flat of a detector at an angle is. What could not be measured is NaN.
 *
 * @param efficiency
 *            median light of lit good pixels, electron/s
 * @param level
 *            the same in one frame, adu
 * @param signalToNoise
 *            their median signal to noise
 * @param nonLinear
 *            number of pixels above the linear range, saturated ones among them
 * @param saturated
 *            number of saturated pixels
 * @param rejectedPercent
 *            share of the samples that were rejected as outliers, per cent
 * @param driftPercent
 *            how much the brightness differs between the frames, brightest over faintest, per cent
 * @param gaps
 *            distances between neighbouring slitlets of an IFU in the middle row, pixel
 * @param widths
 *            widths of the slitlets in the middle row, pixel
 * @param leftmost
 *            column, from 1, of the leftmost edge in the middle row
 * @param slitlets
 *            number of slitlets found
 * @param ifus
 *            number of IFUs with light
 * @param bad
 *            which pixels are bad
 */
record FlatQuality(double efficiency, double level, double signalToNoise, int nonLinear, int saturated,
		double rejectedPercent, double driftPercent, Spread gaps, Spread widths, double leftmost, int slitlets,
		int ifus, ColdPixels bad) {

	private static final int STEP = 13;

	/** Mean, standard deviation and largest deviation from the mean, pixel. */
	record Spread(double mean, double deviation, double largest) {

		static Spread of(double[] values) {
			double mean = Arrays.stream(values).average().orElse(Double.NaN);
			double squares = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
			return new Spread(mean, values.length < 2 ? Double.NaN : Math.sqrt(squares / (values.length - 1)),
					Arrays.stream(values).map(value -> Math.abs(value - mean)).max().orElse(Double.NaN));
		}
	}

	/**
	 * Measures a detector.
	 *
	 * @param stack
	 *            the frames with the lamp on, those with the lamp off taken off
	 * @param frames
	 *            number of frames with the lamp on
	 * @param electronsPerSecond
	 *            electron/s that one adu is
	 */
	static FlatQuality of(StackedFrame stack, SlitletRows rows, ColdPixels bad, int frames,
			double electronsPerSecond) {
		DetectorFrame frame = stack.frame();
		float[] levels = new float[frame.value().length / STEP + 1];
		float[] ratios = new float[levels.length];
		int found = 0;
		for (int pixel = 0; pixel < frame.value().length; pixel++) {
			if (bad.good()[pixel] != 0) {
				if (found % STEP == 0) {
					levels[found / STEP] = frame.value()[pixel];
					ratios[found / STEP] = frame.value()[pixel] / (float) Math.sqrt(frame.variance()[pixel]);
				}
				found++;
			}
		}
		int some = (found + STEP - 1) / STEP;
		double level = found == 0 ? Double.NaN : RobustStatistics.median(Arrays.copyOf(levels, some));
		double ratio = found == 0 ? Double.NaN : RobustStatistics.median(Arrays.copyOf(ratios, some));
		double most = Arrays.stream(stack.factors()).max().orElse(1);
		double least = Arrays.stream(stack.factors()).min().orElse(1);
		int ifus = (int) rows.slitlets().stream().mapToInt(slitlet -> slitlet.ifu()).distinct().count();
		return new FlatQuality(level * electronsPerSecond, level, ratio, stack.counts().nonLinear(),
				stack.counts().saturated(), 100.0 * stack.rejected() / ((double) frames * frame.value().length),
				100 * (most / least - 1), gaps(rows), widths(rows), leftmost(rows), rows.count(), ifus, bad);
	}

	/** Publishes the values. */
	void publish(String subject, ActorContext context) {
		publish(context, subject, "lamp efficiency", efficiency, "electron/s");
		publish(context, subject, "lamp level", level, "adu");
		publish(context, subject, "signal to noise", signalToNoise, "");
		publish(context, subject, "pixels above the linear range", nonLinear, "");
		publish(context, subject, "saturated pixels", saturated, "");
		publish(context, subject, "rejected samples", rejectedPercent, "%");
		publish(context, subject, "lamp drift", driftPercent, "%");
		publish(context, subject, "gap mean", gaps.mean, "pixel");
		publish(context, subject, "gap deviation", gaps.deviation, "pixel");
		publish(context, subject, "gap largest deviation", gaps.largest, "pixel");
		publish(context, subject, "slitlet width mean", widths.mean, "pixel");
		publish(context, subject, "slitlet width deviation", widths.deviation, "pixel");
		publish(context, subject, "slitlet width largest deviation", widths.largest, "pixel");
		publish(context, subject, "leftmost edge", leftmost, "pixel");
		publish(context, subject, "slitlets found", slitlets, "");
		publish(context, subject, "active IFUs", ifus, "");
		publish(context, subject, "bad pixels", bad.count(), "");
		publish(context, subject, "cold pixels", bad.cold(), "");
		publish(context, subject, "bright pixels", bad.bright(), "");
		publish(context, subject, "closed pixels", bad.closed(), "");
	}

	private static void publish(ActorContext context, String subject, String name, double value, String unit) {
		if (Double.isFinite(value)) {
			context.publish(new QcValue(name, subject, value, unit));
		}
	}

	/** The header with the values as keywords. */
	FitsHeader addTo(FitsHeader header) {
		FitsHeader.Builder keywords = header.toBuilder()
				.set("ESO QC FLAT SAT NCOUNTS", (long) saturated, "Saturated pixels")
				.set("ESO QC FLAT NONLIN NCOUNTS", (long) nonLinear, "Pixels above the linear range")
				.set("ESO QC SLIT NCOUNTS", (long) slitlets, "Slitlets found")
				.set("ESO QC IFU ACTIVE", (long) ifus, "IFUs with light")
				.set("ESO QC BADPIX NCOUNTS", (long) bad.count(), "Bad pixels between edges of slitlets")
				.set("ESO QC BADPIX COLD", (long) bad.cold(), "Bad pixels with too little light")
				.set("ESO QC BADPIX BRIGHT", (long) bad.bright(), "Bad pixels with too much light")
				.set("ESO QC BADPIX CLOSED", (long) bad.closed(), "Pixels closed since neighbours are bad");
		set(keywords, "ESO QC FLAT EFF", efficiency, "[electron/s] Median light of the lamp");
		set(keywords, "ESO QC FLAT LEVEL", level, "[adu] Median light of the lamp");
		set(keywords, "ESO QC FLAT SN", signalToNoise, "Median signal to noise");
		set(keywords, "ESO QC FLAT DRIFT", driftPercent, "[%] Brightest frame beside faintest");
		set(keywords, "ESO QC REJECTED", rejectedPercent, "[%] Samples rejected in all frames");
		set(keywords, "ESO QC GAP MEAN", gaps.mean, "[pixel] Gaps between slitlets");
		set(keywords, "ESO QC GAP SDV", gaps.deviation, "[pixel] Standard deviation");
		set(keywords, "ESO QC GAP MAXDEV", gaps.largest, "[pixel] Largest deviation from the mean");
		set(keywords, "ESO QC SLIT MEAN", widths.mean, "[pixel] Width of slitlets");
		set(keywords, "ESO QC SLIT SDV", widths.deviation, "[pixel] Standard deviation");
		set(keywords, "ESO QC SLIT MAXDEV", widths.largest, "[pixel] Largest deviation from the mean");
		set(keywords, "ESO QC SLIT LEFTMOST", leftmost, "[pixel] Leftmost edge in the middle row");
		return keywords.build();
	}

	private static void set(FitsHeader.Builder keywords, String keyword, double value, String comment) {
		if (Double.isFinite(value)) {
			keywords.set(keyword, value, comment);
		}
	}

	private static Spread gaps(SlitletRows rows) {
		double[] gaps = new double[Math.max(0, rows.count() - 1)];
		int count = 0;
		int middle = rows.ny() / 2;
		for (int i = 1; i < rows.count(); i++) {
			boolean neighbours = rows.slitlets().get(i).number() == rows.slitlets().get(i - 1).number() + 1
					&& rows.slitlets().get(i).ifu() == rows.slitlets().get(i - 1).ifu();
			if (neighbours) {
				gaps[count++] = rows.left()[i][middle] - rows.right()[i - 1][middle];
			}
		}
		return Spread.of(Arrays.copyOf(gaps, count));
	}

	private static Spread widths(SlitletRows rows) {
		double[] widths = new double[rows.count()];
		Arrays.setAll(widths, i -> rows.right()[i][rows.ny() / 2] - rows.left()[i][rows.ny() / 2]);
		return Spread.of(widths);
	}

	private static double leftmost(SlitletRows rows) {
		return rows.count() == 0 ? Double.NaN : rows.left()[0][rows.ny() / 2] + 1;
	}
}
