package org.armillary.kmos.simulator.truth;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.armillary.data.FitsHeader;
import org.armillary.kmos.simulator.exposure.NightInstrument;
import org.armillary.kmos.simulator.header.Arm;
import org.armillary.kmos.simulator.light.Light;
import org.armillary.kmos.simulator.light.SlitletProfile;
import org.armillary.kmos.simulator.optics.Band;
import org.armillary.kmos.simulator.optics.IfuField;
import org.armillary.kmos.simulator.optics.IfuOrientation;
import org.armillary.kmos.simulator.optics.SlitletGeometry;
import org.armillary.kmos.simulator.source.FieldVignetting;
import org.armillary.kmos.simulator.source.FilledField;
import org.armillary.kmos.simulator.source.Throughput;

/**
 * What is true of the throughput in a band.
 *
 * @param instrument
 *            the instrument
 * @param band
 *            the band
 */
record InstrumentTruth(NightInstrument instrument, Band band) {

	private static final int SLITLETS = Arm.COUNT * SlitletGeometry.SLICES;
	private static final int PLACES = SlitletGeometry.SLICES * SlitletProfile.BINS;

	/** The file. */
	TruthFile file() {
		CoarseGrid grid = CoarseGrid.of(band);
		var parts = new ArrayList<TruthPart>();
		parts.add(new TableLayout("EFFICIENCY", grid.size()).reals("WAVELENGTH", "um").reals("EFFICIENCY", "")
				.part(FitsHeader.EMPTY, () -> List.of(grid.microns(),
						Arrays.stream(grid.microns()).map(micron -> throughput().efficiency(band, micron)).toArray())));
		List<String> orientations = IntStream.rangeClosed(1, Arm.COUNT).mapToObj(ifu -> IfuOrientation.of(ifu).name())
				.toList();
		parts.add(new TableLayout("IFUS", Arm.COUNT).integers("IFU").texts("ORIENTATION", orientations)
				.reals("FIRST", "").reals("MIDDLE", "").reals("LAST", "").part(FitsHeader.EMPTY,
						() -> List.of(IntStream.rangeClosed(1, Arm.COUNT).mapToLong(ifu -> ifu).toArray(),
								orientations.toArray(String[]::new), ifus(band.firstMicron()),
								ifus(band.middleMicron()), ifus(band.lastMicron()))));
		parts.add(new TableLayout("SLITLETS", SLITLETS).integers("SLITLET").integers("IFU").integers("SLICE")
				.reals("FACTOR", "").part(FitsHeader.EMPTY, () -> List.of(
						IntStream.range(0, SLITLETS).mapToLong(i -> i + 1).toArray(),
						IntStream.range(0, SLITLETS).mapToLong(i -> i / SlitletGeometry.SLICES + 1).toArray(),
						IntStream.range(0, SLITLETS).mapToLong(i -> i % SlitletGeometry.SLICES + 1).toArray(),
						slitlets(i -> throughput().slitlets(i / SlitletGeometry.SLICES + 1)[i
								% SlitletGeometry.SLICES]))));
		parts.add(field("VIGNETTING", this::vignetting));
		parts.add(field("EVEN", this::even));
		parts.add(field("FLAT", this::flat));
		return TruthFile.ofNight("truth/instrument-" + band + ".fits", "INSTRUMENT_TRUTH", instrument,
				FitsHeader.builder()
						.set("ORIGIN", "ARMILLARY", "Simulated, not observed")
						.set("ESO SIM SEED", instrument.night().seed(), "Seed of the night")
						.set("ESO SIM BAND", band.name(), "Grating")
						.set("ESO SIM AREA", Throughput.AREA_M2, "[m2] Telescope")
						.build(),
				parts);
	}

	/** A cube of the fields of all IFUs: place along the slitlet, slitlet, IFU. */
	static TruthPart field(String name, TruthPart.Content<double[]> values) {
		return TruthPart.doubles(name, FitsHeader.builder().set("CTYPE1", "T", "Share of the slitlet to the left")
				.set("CRPIX1", 0.5, "").set("CRVAL1", 0.0, "").set("CDELT1", 1.0 / SlitletProfile.BINS, "")
				.set("CTYPE2", "SLICE", "").set("CTYPE3", "IFU", "").build(), "", values, SlitletProfile.BINS,
				SlitletGeometry.SLICES, Arm.COUNT);
	}

	/**
	 * Puts the profiles of an IFU into such a cube, 1 where a part of a slitlet has its even share of the light.
	 *
	 * @param ifu
	 *            from 1
	 */
	static void put(double[] cube, int ifu, List<SlitletProfile> profiles) {
		int next = (ifu - 1) * PLACES;
		for (SlitletProfile profile : profiles) {
			for (double share : profile.shares()[0]) {
				cube[next++] = share * PLACES;
			}
		}
	}

	private double[] vignetting() {
		var cube = new double[Arm.COUNT * PLACES];
		for (int ifu = 1; ifu <= Arm.COUNT; ifu++) {
			IfuField place = ifuField(ifu);
			FieldVignetting throughput = ifuVignetting(ifu);
			for (int i = 0; i < PLACES; i++) {
				int slice = i / SlitletProfile.BINS;
				double t = (i % SlitletProfile.BINS + 0.5) / SlitletProfile.BINS;
				cube[(ifu - 1) * PLACES + i] = throughput.factor(place.alongMas(slice, t), place.acrossMas(slice));
			}
		}
		return cube;
	}

	private double[] even() {
		var cube = new double[Arm.COUNT * PLACES];
		for (int ifu = 1; ifu <= Arm.COUNT; ifu++) {
			put(cube, ifu, FilledField.profiles(ifuField(ifu), ifuVignetting(ifu), (_, _) -> 1));
		}
		return cube;
	}

	private double[] flat() {
		var cube = new double[Arm.COUNT * PLACES];
		for (Light light : instrument.band(band).lamps()
				.flat(Stream.iterate(1, ifu -> ifu + 1).limit(Arm.COUNT).toList(), 0, 0)) {
			put(cube, light.ifu(), light.slitlets());
		}
		return cube;
	}

	private double[] ifus(double micron) {
		return IntStream.rangeClosed(1, Arm.COUNT).mapToDouble(ifu -> throughput().ifu(band, ifu, micron)).toArray();
	}

	private static double[] slitlets(IntToDoubleFunction value) {
		return IntStream.range(0, SLITLETS).mapToDouble(value).toArray();
	}

	private IfuField ifuField(int ifu) {
		return IfuField.of(instrument.night().seed(), instrument.night().strengths(), ifu);
	}

	private FieldVignetting ifuVignetting(int ifu) {
		return FieldVignetting.of(instrument.night().seed(), instrument.night().strengths(), ifu);
	}

	private Throughput throughput() {
		return instrument.throughput();
	}
}
