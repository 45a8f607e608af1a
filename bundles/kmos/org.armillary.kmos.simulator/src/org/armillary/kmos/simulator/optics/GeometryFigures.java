package org.armillary.kmos.simulator.optics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import org.armillary.kmos.simulator.config.Setting;
import org.armillary.kmos.simulator.config.Settings;

/**
 * What has been published about where light falls on the detectors of KMOS, measured on the simulated instrument in the
 * same way: Davies et al. 2013, A&amp;A 558, A56, sections 2 and 5 and figures 1 to 3 and 14, and for the resolving
 * power the instrument's quality-control pages.
 */
public final class GeometryFigures {

	private static final int MIDDLE = 1023;
	private static final int LAST_SLICE = SlitletGeometry.SLICES - 1;
	private static final int LAST = SlitletGeometry.PER_DETECTOR - 1;
	private static final int MOVES = 100;
	private static final int TURN_DEGREES = 360;
	private static final List<Integer> MIRROR_IFUS = List.of(3, 15);
	private static final double COLD_KELVIN = 118;

	private final Settings settings;
	private final Band band;
	private final List<Spectrograph> spectrographs;
	private final List<DetectorGeometry> geometries;

	/**
	 * A figure.
	 *
	 * @param quantity
	 *            what it is
	 * @param published
	 *            its value in print
	 * @param simulated
	 *            its value in the simulation
	 * @param unit
	 *            unit of both; empty for a pure number
	 * @param lowest
	 *            smallest simulated value that agrees, given the number of digits in print and chance
	 * @param highest
	 *            largest simulated value that agrees
	 */
	public record Figure(String quantity, String published, double simulated, String unit, double lowest,
			double highest) {

		/** Whether the simulated value agrees with the published one. */
		public boolean agrees() {
			return simulated >= lowest && simulated <= highest;
		}
	}

	private GeometryFigures(long seed, Settings settings, Band band) {
		this.settings = settings;
		this.band = band;
		spectrographs = IntStream.range(0, Spectrograph.DETECTORS)
				.mapToObj(detector -> Spectrograph.of(seed, settings, detector)).toList();
		geometries = spectrographs.stream()
				.map(spectrograph -> spectrograph.geometry(state(InstrumentState.NOMINAL_KELVIN))).toList();
	}

	/** The figures of a simulated instrument in a band. */
	public static List<Figure> of(long seed, Settings settings, Band band) {
		return new GeometryFigures(seed, settings, band).figures();
	}

	private List<Figure> figures() {
		var figures = new ArrayList<Figure>();
		addPattern(figures);
		addTraces(figures);
		addRepeatability(figures);
		addSpectra(figures);
		return List.copyOf(figures);
	}

	private void addPattern(List<Figure> figures) {
		List<List<SlitletGeometry>> ifus = ifus();
		figures.add(new Figure("Width of slitlets, mean", "13.6", mean(ifus, GeometryFigures::width), "pixel", 13.5,
				13.7));
		figures.add(new Figure("Width of slitlets, standard deviation between IFUs", "0.1",
				deviation(ifus.stream().mapToDouble(GeometryFigures::width).toArray()), "pixel", 0.05, 0.16));
		figures.add(new Figure("Distance of slitlets within an IFU, mean", "18", mean(ifus, GeometryFigures::pitch),
				"pixel", 17.9, 18.1));
		figures.add(new Figure("Width of the whole pattern", "2007",
				mean(geometries, geometry -> geometry.slitlets().get(LAST).right()[MIDDLE]
						- geometry.slitlets().get(0).left()[MIDDLE]),
				"pixel", 2004, 2010));
		figures.add(new Figure("Places of slitlets within an IFU, median of the rms", "0.06 (1 um)",
				median(ifus.stream().mapToDouble(GeometryFigures::scatter).toArray()), "pixel", 0.03, 0.12));
		figures.add(new Figure("Step between odd and even slitlets in IFUs 3 and 15 over that in others",
				"most obvious in these",
				ifus.stream().filter(ifu -> MIRROR_IFUS.contains(ifu.get(0).ifu()))
						.mapToDouble(GeometryFigures::alternation).min().orElseThrow()
						/ median(ifus.stream().mapToDouble(GeometryFigures::alternation).toArray()),
				"", 2, 100));
		figures.add(new Figure("Distortion along the pattern, antisymmetric part", "1",
				mean(geometries, GeometryFigures::antisymmetric), "pixel", 0.75, 1.25));
	}

	private void addTraces(List<Figure> figures) {
		figures.add(new Figure("Largest slope of traces, columns for each row", "1/150",
				largest(slitlet -> largestSlope(slitlet)), "", 0.0055, 0.0075));
		figures.add(new Figure("Edges in a row beside those at a wavelength", "at most 0.25",
				largest(slitlet -> alongWavelength(slitlet)), "pixel", 0, 0.25));
		figures.add(new Figure("Arc lines at the sides beside those in the middle", "tens (figure 1)",
				mean(geometries, GeometryFigures::lineCurvature), "pixel", 10, 60));
	}

	private void addRepeatability(List<Figure> figures) {
		figures.add(new Figure("Stretch of the pattern from 118 K to 120 K", "0.2 to 0.4",
				mean(geometries, this::stretch), "pixel", 0.15, 0.45));
		figures.add(new Figure("Flexure along the dispersion, largest", "1 (figure 14)",
				largestShift(shift -> shift.rows()), "pixel", 0.7, 1.1));
		figures.add(new Figure("Flexure along the slitlets, largest", "1 (figure 14)",
				largestShift(shift -> shift.columns()), "pixel", 0.7, 1.1));
		figures.add(new Figure("Shift along the slitlets by moves of the grating, rms", "0.2",
				gratingRms(),
				"pixel", 0.17, 0.23));
	}

	private void addSpectra(List<Figure> figures) {
		figures.add(new Figure("Resolving power in the middle of " + band,
				String.format(Locale.ROOT, "%.0f", band.resolvingPower()), resolvingPower(), "",
				0.95 * band.resolvingPower(), 1.05 * band.resolvingPower()));
		figures.add(new Figure("Largest departure of the width of lines over a detector", "0.1",
				largest(slitlet -> extreme(y -> slitlet.widthFactor()[y] - 1)), "", 0.08, 0.12));
		figures.add(new Figure("First useful row of " + band, "4", meanRow(Band.FIRST_ROW), "pixel", 0, 8));
		figures.add(new Figure("Last useful row of " + band, "2044", meanRow(Band.LAST_ROW) + 1, "pixel", 2040, 2048));
	}

	private InstrumentState state(double kelvin) {
		return new InstrumentState(band, 0, 0, kelvin);
	}

	private List<List<SlitletGeometry>> ifus() {
		var ifus = new ArrayList<List<SlitletGeometry>>();
		for (DetectorGeometry geometry : geometries) {
			for (int first = 0; first < LAST; first += SlitletGeometry.SLICES) {
				ifus.add(geometry.slitlets().subList(first, first + SlitletGeometry.SLICES));
			}
		}
		return ifus;
	}

	private static double width(List<SlitletGeometry> ifu) {
		return mean(ifu, slitlet -> slitlet.right()[MIDDLE] - slitlet.left()[MIDDLE]);
	}

	private static double pitch(List<SlitletGeometry> ifu) {
		return (ifu.get(LAST_SLICE).left()[MIDDLE] - ifu.get(0).left()[MIDDLE]) / LAST_SLICE;
	}

	private static double[] centres(List<SlitletGeometry> slitlets) {
		return slitlets.stream().mapToDouble(slitlet -> (slitlet.left()[MIDDLE] + slitlet.right()[MIDDLE]) / 2)
				.toArray();
	}

	/** Departures of numbers from the best straight line along their index. */
	private static double[] departures(double[] values) {
		double middle = (values.length - 1) / 2.0;
		double mean = DoubleStream.of(values).average().orElseThrow();
		double products = 0;
		double squares = 0;
		for (int index = 0; index < values.length; index++) {
			products += (index - middle) * (values[index] - mean);
			squares += (index - middle) * (index - middle);
		}
		double slope = products / squares;
		return IntStream.range(0, values.length).mapToDouble(index -> values[index] - mean - slope * (index - middle))
				.toArray();
	}

	private static double scatter(List<SlitletGeometry> ifu) {
		return deviation(departures(centres(ifu)));
	}

	private static double alternation(List<SlitletGeometry> ifu) {
		double[] departures = departures(centres(ifu));
		return StrictMath.abs(IntStream.range(0, departures.length)
				.mapToDouble(slice -> slice % 2 == 0 ? departures[slice] : -departures[slice]).average().orElseThrow());
	}

	private static double antisymmetric(DetectorGeometry geometry) {
		double[] departures = departures(centres(geometry.slitlets()));
		return IntStream.rangeClosed(0, LAST / 2)
				.mapToDouble(slitlet -> StrictMath.abs(departures[LAST - slitlet] - departures[slitlet]) / 2).max()
				.orElseThrow();
	}

	private static double largestSlope(SlitletGeometry slitlet) {
		int last = RowInterpolation.ROWS - 1;
		int step = RowInterpolation.STEP;
		return extreme(y -> {
			int below = StrictMath.min(y, last - step);
			return (slitlet.left()[below + step] - slitlet.left()[below]) / step;
		});
	}

	/** How far an edge at the middle wavelength stands from that in the middle row. */
	private static double alongWavelength(SlitletGeometry slitlet) {
		int row = (int) StrictMath.round(rowOf(slitlet, Band.MIDDLE_ROW));
		return StrictMath.abs(slitlet.left()[row] - slitlet.left()[MIDDLE]);
	}

	private static double lineCurvature(DetectorGeometry geometry) {
		ToDoubleFunction<SlitletGeometry> row = slitlet -> rowOf(slitlet, Band.MIDDLE_ROW);
		List<SlitletGeometry> slitlets = geometry.slitlets();
		int width = SlitletGeometry.SLICES;
		int middle = SlitletGeometry.PER_DETECTOR / 2;
		double sides = mean(slitlets.subList(0, width), row) + mean(slitlets.subList(LAST + 1 - width, LAST + 1), row);
		return sides / 2 - mean(slitlets.subList(middle - width / 2, middle + width / 2), row);
	}

	/** Row at which a slitlet shows a canonical row; beyond the detector by the dispersion at its end. */
	private static double rowOf(SlitletGeometry slitlet, double canonicalRow) {
		double row = canonicalRow;
		for (int pass = 0; pass < 4; pass++) {
			int nearest = Math.clamp(StrictMath.round(row), 0, RowInterpolation.ROWS - 1);
			row = nearest + (canonicalRow - slitlet.row()[nearest]) / slitlet.rowStep()[nearest];
		}
		return row;
	}

	private double meanRow(double canonicalRow) {
		return mean(geometries, geometry -> mean(geometry.slitlets(), slitlet -> rowOf(slitlet, canonicalRow)));
	}

	private double stretch(DetectorGeometry warm) {
		DetectorGeometry cold = spectrographs.get(warm.detector()).geometry(state(COLD_KELVIN));
		return warm.slitlets().get(LAST).right()[MIDDLE] - cold.slitlets().get(LAST).right()[MIDDLE]
				- (warm.slitlets().get(0).left()[MIDDLE] - cold.slitlets().get(0).left()[MIDDLE]);
	}

	private double gratingRms() {
		return StrictMath.sqrt(mean(spectrographs, spectrograph -> IntStream.range(0, MOVES)
				.mapToDouble(spectrograph::gratingShift).map(shift -> shift * shift).average().orElseThrow()));
	}

	/** Largest shift of any half segment over a turn of the rotator, without what the grating adds. */
	private double largestShift(ToDoubleFunction<Shift> axis) {
		double largest = 0;
		for (Spectrograph spectrograph : spectrographs) {
			for (int angle = 0; angle < TURN_DEGREES; angle++) {
				for (Shift shift : spectrograph.flexure(angle)) {
					largest = StrictMath.max(largest, StrictMath.abs(axis.applyAsDouble(shift)));
				}
			}
		}
		return largest;
	}

	private double resolvingPower() {
		double micron = band.middleMicron();
		double row = band.row(micron);
		double nominal = micron / (band.nominalWidthRows(row) * band.micronPerRow(row));
		return settings.get(Setting.RESOLUTION) * mean(geometries, geometry -> mean(geometry.slitlets(),
				slitlet -> nominal / slitlet.widthFactor()[(int) StrictMath.round(rowOf(slitlet, row))]));
	}

	private double largest(ToDoubleFunction<SlitletGeometry> quantity) {
		return geometries.stream().flatMap(geometry -> geometry.slitlets().stream()).mapToDouble(quantity).max()
				.orElseThrow();
	}

	private static double extreme(IntToDoubleFunction quantity) {
		return IntStream.range(0, RowInterpolation.ROWS).filter(y -> y % RowInterpolation.STEP == 0)
				.mapToDouble(y -> StrictMath.abs(quantity.applyAsDouble(y))).max().orElseThrow();
	}

	private static <T> double mean(List<T> all, ToDoubleFunction<T> quantity) {
		return all.stream().mapToDouble(quantity).average().orElseThrow();
	}

	private static double deviation(double[] values) {
		double mean = DoubleStream.of(values).average().orElseThrow();
		return StrictMath.sqrt(DoubleStream.of(values).map(value -> (value - mean) * (value - mean)).sum()
				/ (values.length - 1));
	}

	private static double median(double[] values) {
		double[] sorted = DoubleStream.of(values).sorted().toArray();
		return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
	}
}
