package org.armillary.kmos.wavecal;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import org.armillary.actor.ActorContext;
import org.armillary.actor.QcValue;
import org.armillary.data.FitsHeader;
import org.armillary.kmos.ReadoutChannels;
import org.armillary.kmos.detector.DetectorFrame;
import org.armillary.kmos.detector.FlagCounts;
import org.armillary.kmos.tables.Gas;
import org.armillary.kmos.wavecal.solution.DetectorSolution;
import org.armillary.kmos.wavecal.solution.LineQuality;
import org.armillary.kmos.wavecal.solution.Residuals;
import org.armillary.kmos.wavecal.solution.SlitletSolution;
import org.armillary.kmos.wavecal.solution.SolutionError;
import org.armillary.numerics.RobustStatistics;

/**
 * How good the wavelengths of a detector at one angle are. Velocities are those of pixels in the middle of the band.
 * What could not be measured is NaN.
 *
 * @param gases
 *            of each gas that shines
 * @param residualHalf
 *            half of the lines lie nearer to the fit than this, pixel
 * @param residualMost
 *            95 % of the lines lie nearer to the fit than this, pixel
 * @param error
 *            how wrong the wavelengths of pixels are likely to be
 * @param pixelVelocity
 *            velocity that a pixel spans in the middle of the band, km/s
 * @param resolvingPower
 *            wavelength over FWHM in the middle of the band
 * @param firstMicron
 *            median over the slitlets of the first line that was used, µm
 * @param lastMicron
 *            the same of the last line, µm
 * @param lines
 *            median over the slitlets of the number of lines that were used
 * @param saturatedLines
 *            saturated lines, over all slitlets, whether they were identified or not
 * @param nonLinearPixels
 *            pixels above the linear range, saturated ones among them
 * @param saturatedPixels
 *            saturated pixels
 * @param unsolved
 *            slitlets of used IFUs without solution
 * @param extrapolated
 *            greatest number of rows outside the lines of a slitlet, at either end
 */
record WaveQuality(Map<Gas, GasQuality> gases, double residualHalf, double residualMost, SolutionError error,
		double pixelVelocity,
		double resolvingPower, double firstMicron, double lastMicron, double lines, int saturatedLines,
		int nonLinearPixels, int saturatedPixels, int unsolved, double extrapolated) {

	private static final double LIGHT_KM_PER_SECOND = 299_792.458;
	private static final double MOST = 0.95;

	/**
	 * The lines of a gas.
	 *
	 * @param efficiency
	 *            light of its brightest line in a column, adu/s
	 * @param position
	 *            of the lines off the fit, km/s
	 * @param width
	 *            of the lines (FWHM), km/s
	 */
	record GasQuality(double efficiency, Spread position, Spread width) {
	}

	/**
	 * A distribution.
	 *
	 * @param mean
	 *            mean
	 * @param deviation
	 *            standard deviation
	 * @param most
	 *            95 % lie below this; of positions, nearer to 0
	 */
	record Spread(double mean, double deviation, double most) {
	}

	/**
	 * Measures.
	 *
	 * @param seconds
	 *            integration time, s
	 */
	static WaveQuality of(ArcUnit unit, DetectorFrame arc, double seconds) {
		DetectorSolution solution = unit.solution();
		List<SlitletSolution> slitlets = solution.slitlets();
		double middle = 0.5 * (arc.ny() - 1);
		double micron = median(slitlets, slitlet -> slitlet.micronAt(middle, 0));
		double dispersion = median(slitlets, slitlet -> slitlet.dispersionAt(middle));
		double velocity = LIGHT_KM_PER_SECOND * dispersion / micron;
		double width = solution.profile().shapeAt(0, 0).fwhm();
		Map<Gas, GasQuality> gases = new EnumMap<>(Gas.class);
		for (Gas gas : unit.gases()) {
			gases.put(gas, of(solution, gas, seconds, velocity));
		}
		double last = arc.ny() - ReadoutChannels.REFERENCE - 1.0;
		double extrapolated = slitlets.stream()
				.mapToDouble(slitlet -> Math.max(slitlet.firstRow() - ReadoutChannels.REFERENCE,
						last - slitlet.lastRow()))
				.filter(Double::isFinite).max().orElse(Double.NaN);
		FlagCounts flags = FlagCounts.of(arc.flags());
		return new WaveQuality(gases, solution.residuals().half(), solution.residuals().most(), solution.error(),
				velocity,
				micron / (dispersion * width), median(slitlets, SlitletSolution::firstMicron),
				median(slitlets, SlitletSolution::lastMicron), median(slitlets, SlitletSolution::lines),
				unit.saturatedPeaks(), flags.nonLinear(), flags.saturated(), unit.unsolved(),
				Math.max(0, extrapolated));
	}

	/** Publishes the values. */
	void publish(String subject, ActorContext context) {
		gases.forEach((gas, quality) -> {
			String name = "arc " + gas.name().toLowerCase(Locale.ROOT);
			publish(context, name + " efficiency", subject, quality.efficiency(), "adu/s");
			publish(context, name + " position mean", subject, quality.position().mean(), "km/s");
			publish(context, name + " position stdev", subject, quality.position().deviation(), "km/s");
			publish(context, name + " position 95%", subject, quality.position().most(), "km/s");
			publish(context, name + " fwhm mean", subject, quality.width().mean(), "km/s");
			publish(context, name + " fwhm stdev", subject, quality.width().deviation(), "km/s");
			publish(context, name + " fwhm 95%", subject, quality.width().most(), "km/s");
		});
		publish(context, "residual 50%", subject, residualHalf, "pixel");
		publish(context, "residual 95%", subject, residualMost, "pixel");
		publish(context, "residual 50% velocity", subject, residualHalf * pixelVelocity, "km/s");
		publish(context, "residual 95% velocity", subject, residualMost * pixelVelocity, "km/s");
		publish(context, "wavelength error 50%", subject, error.half(), "pixel");
		publish(context, "wavelength error 95%", subject, error.most(), "pixel");
		publish(context, "wavelength error 50% velocity", subject, error.half() * pixelVelocity, "km/s");
		publish(context, "wavelength error 95% velocity", subject, error.most() * pixelVelocity, "km/s");
		publish(context, "wavelength error outside 95%", subject, error.outside(), "pixel");
		publish(context, "resolving power", subject, resolvingPower, "");
		publish(context, "first line", subject, firstMicron, "um");
		publish(context, "last line", subject, lastMicron, "um");
		publish(context, "lines per slitlet", subject, lines, "");
		publish(context, "saturated lines", subject, saturatedLines, "");
		publish(context, "pixels above the linear range", subject, nonLinearPixels, "");
		publish(context, "saturated pixels", subject, saturatedPixels, "");
		publish(context, "slitlets without solution", subject, unsolved, "");
		publish(context, "largest extrapolation", subject, extrapolated, "pixel");
	}

	/** The header with the values as keywords. */
	FitsHeader addTo(FitsHeader header) {
		FitsHeader.Builder keywords = header.toBuilder();
		gases.forEach((gas, quality) -> {
			String name = "ESO QC ARC " + gas.symbol().toUpperCase(Locale.ROOT) + " ";
			set(keywords, name + "EFF", quality.efficiency(), "[adu/s] Brightest line in a column");
			set(keywords, name + "POS MEAN", quality.position().mean(), "[km/s] Mean offset of lines");
			set(keywords, name + "POS STDEV", quality.position().deviation(), "[km/s] Scatter of lines");
			set(keywords, name + "POS 95ILE", quality.position().most(), "[km/s] 95 % of the lines are nearer");
			set(keywords, name + "FWHM MEAN", quality.width().mean(), "[km/s] Mean width of lines");
			set(keywords, name + "FWHM STDEV", quality.width().deviation(), "[km/s] Scatter of widths");
			set(keywords, name + "FWHM 95ILE", quality.width().most(), "[km/s] 95 % of widths are less");
		});
		set(keywords, "ESO QC ARC RES 50ILE", residualHalf, "[pixel] Half of the lines are nearer");
		set(keywords, "ESO QC ARC RES 95ILE", residualMost, "[pixel] 95 % of the lines are nearer");
		set(keywords, "ESO QC ARC RES 50ILE VEL", residualHalf * pixelVelocity, "[km/s] The same");
		set(keywords, "ESO QC ARC RES 95ILE VEL", residualMost * pixelVelocity, "[km/s] The same");
		set(keywords, "ESO QC ARC ERR 50ILE", error.half(), "[pixel] Half of the wavelengths are better");
		set(keywords, "ESO QC ARC ERR 95ILE", error.most(), "[pixel] 95 % of them are better");
		set(keywords, "ESO QC ARC ERR 50ILE VEL", error.half() * pixelVelocity, "[km/s] The same");
		set(keywords, "ESO QC ARC ERR 95ILE VEL", error.most() * pixelVelocity, "[km/s] The same");
		set(keywords, "ESO QC ARC ERR OUT", error.outside(), "[pixel] 95 % beyond the lines are better");
		set(keywords, "ESO QC ARC RESOL", resolvingPower, "Resolving power in the middle");
		set(keywords, "ESO QC ARC WAVE FIRST", firstMicron, "[um] First line used");
		set(keywords, "ESO QC ARC WAVE LAST", lastMicron, "[um] Last line used");
		set(keywords, "ESO QC ARC LINES", lines, "Lines per slitlet");
		set(keywords, "ESO QC ARC EXTRAPOL", extrapolated, "[pixel] Largest extrapolation");
		return keywords.set("ESO QC ARC SAT NCOUNTS", (long) saturatedPixels, "Saturated pixels")
				.set("ESO QC ARC NONLIN NCOUNTS", (long) nonLinearPixels, "Pixels above the linear range")
				.set("ESO QC ARC SAT LINES", (long) saturatedLines, "Saturated lines in all slitlets")
				.set("ESO QC ARC SLIT UNSOLVED", (long) unsolved, "Slitlets without solution").build();
	}

	private static void publish(ActorContext context, String name, String subject, double value, String unit) {
		if (Double.isFinite(value)) {
			context.publish(new QcValue(name, subject, value, unit));
		}
	}

	private static void set(FitsHeader.Builder keywords, String keyword, double value, String comment) {
		if (Double.isFinite(value)) {
			keywords.set(keyword, value, comment);
		}
	}

	private static GasQuality of(DetectorSolution solution, Gas gas, double seconds, double velocity) {
		Residuals residuals = solution.residuals(gas);
		List<LineQuality> lines = solution.lines().stream().filter(quality -> quality.line().gas() == gas).toList();
		double brightest = lines.stream().mapToDouble(LineQuality::flux).filter(Double::isFinite).max()
				.orElse(Double.NaN);
		double[] widths = lines.stream().mapToDouble(LineQuality::fwhm).filter(Double::isFinite)
				.map(width -> width * velocity).sorted().toArray();
		return new GasQuality(brightest / seconds, new Spread(residuals.mean() * velocity,
				residuals.deviation() * velocity, residuals.most() * velocity), spread(widths));
	}

	private static Spread spread(double[] sorted) {
		if (sorted.length == 0) {
			return new Spread(Double.NaN, Double.NaN, Double.NaN);
		}
		double mean = 0;
		for (double value : sorted) {
			mean += value / sorted.length;
		}
		double squares = 0;
		for (double value : sorted) {
			squares += (value - mean) * (value - mean);
		}
		return new Spread(mean, Math.sqrt(squares / Math.max(1, sorted.length - 1)),
				sorted[(int) (MOST * (sorted.length - 1))]);
	}

	private static double median(List<SlitletSolution> slitlets,
			ToDoubleFunction<SlitletSolution> value) {
		return slitlets.isEmpty() ? Double.NaN
				: RobustStatistics.median(slitlets.stream().mapToDouble(value).toArray());
	}
}
