package org.armillary.kmos.simulator.truth;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.armillary.data.FitsHeader;
import org.armillary.kmos.simulator.exposure.NightInstrument;
import org.armillary.kmos.simulator.light.LineKernels;
import org.armillary.kmos.simulator.light.LineProfile;
import org.armillary.kmos.simulator.optics.DetectorGeometry;
import org.armillary.kmos.simulator.optics.IfuField;
import org.armillary.kmos.simulator.optics.Shift;
import org.armillary.kmos.simulator.optics.SlitletGeometry;
import org.armillary.kmos.simulator.optics.Spectrograph;
import org.jspecify.annotations.Nullable;

/**
 * Maps of a detector in a state of the instrument: wavelength, place and slitlet of each pixel, edges, line profile. For one
 * thread.
 */
final class GeometryTruth {

	private static final int SIDE = 2048;
	private static final int PIXELS = SIDE * SIDE;
	/** Rows between those at which the line profile is given, and the first of them, from 0. */
	private static final int PROFILE_STEP = 16;
	private static final int PROFILE_FIRST = 8;
	private static final int PROFILES = SIDE / PROFILE_STEP;
	private static final int PLACES = 1024;

	private final NightInstrument instrument;
	private final GeometryState state;
	private final int detector;
	private @Nullable DetectorGeometry made;
	private LineProfile @Nullable [] profiles;

	private GeometryTruth(NightInstrument instrument, GeometryState state, int detector) {
		this.instrument = instrument;
		this.state = state;
		this.detector = detector;
	}

	/** The file of a state. */
	static TruthFile file(NightInstrument instrument, GeometryState state) {
		var parts = new ArrayList<TruthPart>();
		for (int detector = 0; detector < Spectrograph.DETECTORS; detector++) {
			new GeometryTruth(instrument, state, detector).addTo(parts);
		}
		return TruthFile.ofNight(state.name(), "GEOMETRY_TRUTH", instrument,
				FitsHeader.builder().set("ORIGIN", "ARMILLARY", "Simulated, not observed")
						.set("ESO SIM SEED", instrument.night().seed(), "Seed of the night")
						.set("ESO SIM BAND", state.state().band().name(), "Grating")
						.set("ESO SIM ANGLE", state.state().angleDegrees(), "[deg] Angle of the rotator")
						.set("ESO SIM MOVE", state.state().gratingMove(), "Moves of the grating so far")
						.set("ESO SIM TEMP", state.state().opticsKelvin(), "[K] Temperature of the optics").build(),
				parts);
	}

	private void addTo(List<TruthPart> parts) {
		String chip = "CHIP" + (detector + 1) + ".";
		FitsHeader header = header();
		parts.add(TruthPart.doubles(chip + "WAVE", header, "um", this::wavelengths, SIDE, SIDE));
		parts.add(TruthPart.floats(chip + "X", header, "mas", () -> places(true), SIDE, SIDE));
		parts.add(TruthPart.floats(chip + "Y", header, "mas", () -> places(false), SIDE, SIDE));
		parts.add(TruthPart.shorts(chip + "SLITLET", header, this::slitlets, SIDE, SIDE));
		parts.add(TruthPart.doubles(chip + "EDGES", header, "pixel", this::edges, SIDE,
				2 * SlitletGeometry.PER_DETECTOR));
		FitsHeader rows = header.toBuilder().set("CTYPE1", "ROW", "Row of the detector").set("CUNIT1", "pixel", "")
				.set("CRPIX1", 1.0, "").set("CRVAL1", PROFILE_FIRST + 1.0, "[pixel] First row, counted from 1")
				.set("CDELT1", (double) PROFILE_STEP, "[pixel] Rows between rows").build();
		parts.add(profile(chip + "FWHM", rows, "um", (profile, _) -> profile.fwhmMicron()));
		parts.add(profile(chip + "FWHMROWS", rows, "pixel", (profile, rowStep) -> profile.fwhmRows() / rowStep));
		parts.add(profile(chip + "SKEWNESS", rows, "", (profile, _) -> profile.skewness()));
	}

	private FitsHeader header() {
		FitsHeader.Builder header = FitsHeader.builder().set("ESO DET CHIP INDEX", detector + 1, "Chip index");
		int half = 1;
		for (Shift shift : instrument.spectrograph(detector).shifts(state.state())) {
			header.set("ESO SIM SHIFT" + half + " X", shift.columns(), "[pixel] Shift of a half segment")
					.set("ESO SIM SHIFT" + half + " Y", shift.rows(), "[pixel] Shift of a half segment");
			half++;
		}
		return header.build();
	}

	private DetectorGeometry geometry() {
		DetectorGeometry geometry = made;
		if (geometry == null) {
			geometry = instrument.spectrograph(detector).geometry(state.state());
			made = geometry;
		}
		return geometry;
	}

	/** Visits pixels of slitlets whose centres lie between the edges. */
	@FunctionalInterface
	private interface Visitor {
		void visit(int pixel, int y, double t);
	}

	private static void visit(SlitletGeometry slitlet, Visitor visitor) {
		for (int y = 0; y < SIDE; y++) {
			int first = (int) StrictMath.max(0, StrictMath.ceil(slitlet.left()[y]));
			int last = (int) StrictMath.min(SIDE - 1, StrictMath.floor(slitlet.right()[y]));
			for (int x = first; x <= last; x++) {
				visitor.visit(y * SIDE + x, y, slitlet.across(y, x));
			}
		}
	}

	private double[] wavelengths() {
		var microns = new double[PIXELS];
		Arrays.fill(microns, Double.NaN);
		var table = new WavelengthTable(state.state().band());
		for (SlitletGeometry slitlet : geometry().slitlets()) {
			visit(slitlet, (pixel, y, t) -> microns[pixel] = table.micron(slitlet.canonicalRow(y, t)));
		}
		return microns;
	}

	/** x or y on the sky, mas. */
	private float[] places(boolean x) {
		var places = new float[PIXELS];
		Arrays.fill(places, Float.NaN);
		for (SlitletGeometry slitlet : geometry().slitlets()) {
			IfuField field = IfuField.of(instrument.night().seed(), instrument.night().strengths(), slitlet.ifu());
			// linear between so many places departs by less than 1e-4 mas
			double[] along = IntStream.rangeClosed(0, PLACES).mapToDouble(i -> {
				double t = (double) i / PLACES;
				return x ? field.xMas(slitlet.slice(), t) : field.yMas(slitlet.slice(), t);
			}).toArray();
			visit(slitlet, (pixel, _, t) -> {
				int i = Math.clamp((long) (t * PLACES), 0, PLACES - 1);
				places[pixel] = (float) (along[i] + (t * PLACES - i) * (along[i + 1] - along[i]));
			});
		}
		return places;
	}

	private short[] slitlets() {
		var numbers = new short[PIXELS];
		for (SlitletGeometry slitlet : geometry().slitlets()) {
			short number = (short) ((slitlet.ifu() - 1) * SlitletGeometry.SLICES + slitlet.slice() + 1);
			visit(slitlet, (pixel, _, _) -> numbers[pixel] = number);
		}
		return numbers;
	}

	/** Left and right edge of each slitlet by row, counted from 1 as pixels of FITS are. */
	private double[] edges() {
		var edges = new double[2 * SlitletGeometry.PER_DETECTOR * SIDE];
		int next = 0;
		for (SlitletGeometry slitlet : geometry().slitlets()) {
			for (double[] edge : List.of(slitlet.left(), slitlet.right())) {
				for (int y = 0; y < SIDE; y++) {
					edges[next++] = edge[y] + 1;
				}
			}
		}
		return edges;
	}

	/** A quantity of the line profile, for which the rows of the wavelength scale in a row of the detector are known. */
	@FunctionalInterface
	private interface Quantity {
		double of(LineProfile profile, double rowStep);
	}

	private TruthPart profile(String name, FitsHeader header, String unit, Quantity quantity) {
		return TruthPart.floats(name, header, unit, () -> {
			LineProfile[] all = profiles();
			var values = new float[all.length];
			for (int i = 0; i < values.length; i++) {
				SlitletGeometry slitlet = geometry().slitlets().get(i / PROFILES);
				values[i] = (float) quantity.of(all[i], slitlet.rowStep()[row(i)]);
			}
			return values;
		}, PROFILES, SlitletGeometry.PER_DETECTOR);
	}

	private LineProfile[] profiles() {
		LineProfile[] known = profiles;
		if (known == null) {
			LineKernels kernels = instrument.band(state.state().band()).kernels();
			known = new LineProfile[SlitletGeometry.PER_DETECTOR * PROFILES];
			for (int i = 0; i < known.length; i++) {
				known[i] = LineProfile.of(geometry().slitlets().get(i / PROFILES), row(i), kernels);
			}
			profiles = known;
		}
		return known;
	}

	private static int row(int index) {
		return PROFILE_FIRST + index % PROFILES * PROFILE_STEP;
	}
}
