package org.armillary.kmos.simulator.truth;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

import org.armillary.data.FitsHeader;
import org.armillary.kmos.simulator.exposure.BandLight;
import org.armillary.kmos.simulator.exposure.NightInstrument;
import org.armillary.kmos.simulator.optics.Band;
import org.armillary.kmos.simulator.plan.ArmView;
import org.armillary.kmos.simulator.plan.NightExposure;
import org.armillary.kmos.simulator.source.Conditions;
import org.armillary.kmos.simulator.source.DiscModel;
import org.armillary.kmos.simulator.source.Target;
import org.armillary.kmos.simulator.source.Target.Blend;
import org.armillary.kmos.simulator.source.Target.CubeFile;
import org.armillary.kmos.simulator.source.Target.Disc;
import org.armillary.kmos.simulator.source.Target.Star;

/**
 * What is true of the targets of a night before air and telescope.
 *
 * @param instrument
 *            the instrument
 * @param targets
 *            targets with the bands in which they are observed, in order of time
 */
record TargetTruth(NightInstrument instrument, Map<Target, Set<Band>> targets) {

	/** Pixels along each side of the maps of discs, and their size. */
	private static final int MAP = 76;
	private static final double STEP_ARCSEC = 0.05;

	/** A row of the table: a target, or a star of a blend. */
	private record Row(int target, String kind, Target of, String name) {
	}

	/** A quantity of discs. */
	@FunctionalInterface
	private interface Quantity {
		double[] of(DiscModel.Maps maps);
	}

	/** Those that arms in use see. */
	static TargetTruth of(NightInstrument instrument, List<NightExposure> exposures) {
		var targets = new LinkedHashMap<Target, Set<Band>>();
		for (NightExposure exposure : exposures) {
			exposure.arms().stream().filter(ArmView::used).flatMap(arm -> arm.target().stream())
					.forEach(target -> targets
							.computeIfAbsent(target, _ -> new LinkedHashSet<>()).add(exposure.state().band()));
		}
		return new TargetTruth(instrument, targets);
	}

	/** Kind of a target as files name it. */
	static String kind(Target target) {
		return switch (target) {
		case Star _ -> "star";
		case Blend _ -> "blend";
		case Disc _ -> "disc";
		case CubeFile _ -> "cube";
		};
	}

	/** The file. */
	TruthFile file() {
		var parts = new ArrayList<TruthPart>();
		parts.add(table());
		int number = 1;
		for (Map.Entry<Target, Set<Band>> entry : targets.entrySet()) {
			String name = "T" + number++ + ".";
			FitsHeader header = FitsHeader.builder().set("OBJECT", entry.getKey().name(), "Target").build();
			if (entry.getKey() instanceof Disc disc) {
				addMaps(parts, name, header, disc);
			}
			for (Band band : entry.getValue()) {
				CoarseGrid grid = CoarseGrid.of(band);
				parts.add(new TableLayout(name + band, grid.size()).reals("WAVELENGTH", "um")
						.reals("FLUX", ExposureTruth.FLUX_DENSITY)
						.part(header, () -> List.of(grid.microns(), grid.means(spectrum(entry.getKey(), band)))));
			}
		}
		return TruthFile.ofNight("truth/targets.fits", "TARGET_TRUTH", instrument,
				FitsHeader.builder().set("ORIGIN", "ARMILLARY", "Simulated, not observed")
						.set("ESO SIM SEED", instrument.night().seed(), "Seed of the night").build(),
				parts);
	}

	/** As the barycentre of the solar system sees it, above the air. */
	private double[] spectrum(Target target, Band band) throws IOException {
		BandLight light = instrument.band(band);
		var clear = new double[light.grid().size()];
		Arrays.fill(clear, 1);
		return light.targets().view(Conditions.usual(), clear).photons(target);
	}

	private void addMaps(List<TruthPart> parts, String name, FitsHeader header, Disc disc) {
		FitsHeader places = header.toBuilder().set("CTYPE1", "X", "x of the IFU").set("CUNIT1", "arcsec", "")
				.set("CRPIX1", (MAP + 1) / 2.0, "").set("CRVAL1", 0.0, "").set("CDELT1", STEP_ARCSEC, "")
				.set("CTYPE2", "Y", "y of the IFU").set("CUNIT2", "arcsec", "").set("CRPIX2", (MAP + 1) / 2.0, "")
				.set("CRVAL2", 0.0, "").set("CDELT2", STEP_ARCSEC, "").build();
		parts.add(map(name + "BRIGHTNESS", places, "arcsec-2", disc, DiscModel.Maps::brightness));
		parts.add(map(name + "VELOCITY", places, "km/s", disc, DiscModel.Maps::velocity));
		parts.add(map(name + "DISPERSION", places, "km/s", disc, DiscModel.Maps::dispersion));
	}

	private static TruthPart map(String name, FitsHeader header, String unit, Disc disc, Quantity quantity) {
		return TruthPart.doubles(name, header, unit, () -> quantity.of(DiscModel.of(disc).maps(0, 0)), MAP, MAP);
	}

	private TruthPart table() {
		var rows = new ArrayList<Row>();
		int number = 0;
		for (Target target : targets.keySet()) {
			number++;
			rows.add(new Row(number, kind(target), target, target.name()));
			if (target instanceof Blend blend) {
				for (Star star : blend.stars()) {
					rows.add(new Row(number, kind(star), star, star.name()));
				}
			}
		}
		List<String> names = rows.stream().map(Row::name).toList();
		List<String> kinds = rows.stream().map(Row::kind).toList();
		List<String> types = rows.stream().map(row -> row.of() instanceof Star star ? star.type().name() : "").toList();
		return new TableLayout("TARGETS", rows.size()).integers("TARGET").texts("NAME", names).texts("KIND", kinds)
				.texts("TYPE", types).reals("MAGNITUDE", "mag").reals("X", "arcsec").reals("Y", "arcsec")
				.reals("VELOCITY", "km/s").reals("REDSHIFT", "").reals("LINEFLUX", "W.m-2").reals("SCALE", "arcsec")
				.reals("INCLINATION", "deg").reals("ANGLE", "deg").reals("ROTATION", "km/s")
				.reals("TURNOVER", "arcsec").reals("DISPERSION", "km/s").part(FitsHeader.EMPTY, () -> List.of(
						rows.stream().mapToLong(Row::target).toArray(), names.toArray(String[]::new),
						kinds.toArray(String[]::new), types.toArray(String[]::new),
						values(rows, TargetTruth::magnitude), values(rows, TargetTruth::x),
						values(rows, TargetTruth::y),
						values(rows, Target::kmPerSecond), discs(rows, Disc::redshift), discs(rows, Disc::lineFlux),
						discs(rows, Disc::scaleArcsec), discs(rows, Disc::inclinationDegrees),
						discs(rows, Disc::positionAngleDegrees), discs(rows, Disc::rotation),
						discs(rows, Disc::turnoverArcsec), discs(rows, Disc::dispersion)));
	}

	private static double[] values(List<Row> rows, ToDoubleFunction<Target> value) {
		return rows.stream().mapToDouble(row -> value.applyAsDouble(row.of())).toArray();
	}

	private static double[] discs(List<Row> rows, ToDoubleFunction<Disc> value) {
		return values(rows, target -> target instanceof Disc disc ? value.applyAsDouble(disc) : Double.NaN);
	}

	private static double magnitude(Target target) {
		return switch (target) {
		case Star star -> star.magnitude();
		case Disc disc -> disc.magnitude();
		case Blend _,CubeFile _ -> Double.NaN;
		};
	}

	/** Offset of the middle of a target from the place aimed at, arcsec; of a blend as a whole there is none. */
	static double x(Target target) {
		return switch (target) {
		case Star star -> star.xArcsec();
		case Disc disc -> disc.xArcsec();
		case CubeFile cube -> cube.xArcsec();
		case Blend _ -> Double.NaN;
		};
	}

	/** Likewise in y. */
	static double y(Target target) {
		return switch (target) {
		case Star star -> star.yArcsec();
		case Disc disc -> disc.yArcsec();
		case CubeFile cube -> cube.yArcsec();
		case Blend _ -> Double.NaN;
		};
	}
}
