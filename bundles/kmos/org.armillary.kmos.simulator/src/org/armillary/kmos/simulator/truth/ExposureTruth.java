package org.armillary.kmos.simulator.truth;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import org.armillary.data.FitsHeader;
import org.armillary.kmos.simulator.detector.Detector;
import org.armillary.kmos.simulator.detector.FrameFormat;
import org.armillary.kmos.simulator.exposure.ExposureMaker;
import org.armillary.kmos.simulator.exposure.NightInstrument;
import org.armillary.kmos.simulator.header.RawClass;
import org.armillary.kmos.simulator.light.Light;
import org.armillary.kmos.simulator.optics.Band;
import org.armillary.kmos.simulator.plan.ArmView;
import org.armillary.kmos.simulator.plan.NightExposure;
import org.armillary.kmos.simulator.source.FieldVignetting;
import org.armillary.kmos.simulator.source.PointSpread;
import org.armillary.kmos.simulator.source.Refraction;
import org.armillary.kmos.simulator.source.Target;
import org.armillary.kmos.simulator.source.TargetView;

/**
 * What is true of an exposure: cosmic rays, and where there is light its spectra, and what the arms see. For one thread.
 */
final class ExposureTruth {

	/** Unit of spectra of targets. */
	static final String FLUX_DENSITY = "photon.s-1.m-2.um-1";

	private static final String BRIGHTNESS = "photon.s-1.m-2.um-1.arcsec-2";
	private static final int PSF_ROWS = 33;
	/** Wavelengths at which shares inside IFUs are given, from end to end of the useful range. */
	private static final int SHARES = 5;

	private final NightInstrument instrument;
	private final NightExposure exposure;
	private final FieldLight light;
	private final int lines;
	private final Band band;
	private final CoarseGrid grid;

	/**
	 * Describes it.
	 *
	 * @param lights
	 *            what shines; needed for {@link TruthFile#write} only
	 * @param lines
	 *            number of lines of the light that fills the fields
	 */
	ExposureTruth(NightInstrument instrument, NightExposure exposure, List<Light> lights, int lines) {
		this.instrument = instrument;
		this.exposure = exposure;
		this.lines = lines;
		band = exposure.state().band();
		grid = CoarseGrid.of(band);
		light = new FieldLight(instrument, exposure, lights);
	}

	/** Whether light reaches the detectors. */
	static boolean lit(NightExposure exposure) {
		return exposure.rawClass() != RawClass.DARK && !exposure.rawClass().isOff();
	}

	/** Whether the light comes from the sky. */
	static boolean onSky(NightExposure exposure) {
		return switch (exposure.rawClass()) {
		case FLAT_SKY, STD, SCIENCE, ACQ -> true;
		case DARK, FLAT_OFF, FLAT_ON, ARC_OFF, ARC_ON -> false;
		};
	}

	/** The file. */
	TruthFile file() {
		var parts = new ArrayList<TruthPart>();
		if (lit(exposure)) {
			parts.add(arms());
			parts.add(spectra());
			if (exposure.rawClass() != RawClass.FLAT_ON) {
				parts.add(lines());
			}
			parts.add(InstrumentTruth.field("FIELD", light::field));
		}
		if (onSky(exposure)) {
			parts.add(pointSpread());
			List<SeenPoint> points = SeenPoint.of(exposure);
			if (!points.isEmpty()) {
				parts.add(points(points));
				parts.add(objects());
			}
		}
		int side = FrameFormat.FULL_SIDE;
		for (int number = 0; number < Detector.COUNT; number++) {
			int detector = number;
			parts.add(TruthPart.bytes("CHIP" + (number + 1) + ".COSMIC",
					FitsHeader.builder().set("ESO DET CHIP INDEX", number + 1, "Chip index").build(),
					() -> instrument.detector(detector).cosmicMask(ExposureMaker.detectorExposure(exposure)), side,
					side));
		}
		return TruthFile.ofExposure("truth/exposures/" + exposure.fileName(), "EXPOSURE_TRUTH", exposure,
				primary(instrument, exposure),
				parts);
	}

	/** The primary header of a file about an exposure. */
	static FitsHeader primary(NightInstrument instrument, NightExposure exposure) {
		return FitsHeader.builder().set("ORIGIN", "ARMILLARY", "Simulated, not observed")
				.set("ESO SIM SEED", instrument.night().seed(), "Seed of the night")
				.set("ESO SIM FILE", exposure.fileName(), "Raw file").set("ESO SIM NUMBER", exposure.number() + 1, "")
				.set("ESO SIM CLASS", exposure.rawClass().name(), "Class of the frame")
				.set("ESO SIM BAND", exposure.state().band().name(), "Grating").build();
	}

	private TruthPart arms() {
		List<ArmView> arms = exposure.arms();
		List<String> targets = arms.stream().map(arm -> arm.target().map(Target::name).orElse("")).toList();
		return new TableLayout("ARMS", arms.size()).integers("ARM").logicals("USED").texts("TARGET", targets)
				.reals("X", "arcsec").reals("Y", "arcsec").reals("SKY", "").part(FitsHeader.EMPTY, () -> {
					var used = new boolean[arms.size()];
					for (int i = 0; i < used.length; i++) {
						used[i] = arms.get(i).used();
					}
					return List.of(arms.stream().mapToLong(ArmView::arm).toArray(), used,
							targets.toArray(String[]::new), ofArms(ArmView::xArcsec), ofArms(ArmView::yArcsec),
							ofArms(ArmView::skyFactor));
				});
	}

	private double[] ofArms(ToDoubleFunction<ArmView> value) {
		return exposure.arms().stream().mapToDouble(value).toArray();
	}

	private TruthPart spectra() {
		var layout = new TableLayout("LIGHT", grid.size()).reals("WAVELENGTH", "um");
		if (exposure.rawClass() == RawClass.FLAT_SKY || !onSky(exposure)) {
			layout.reals("LAMP", FieldLight.LAMP_DENSITY);
		}
		if (onSky(exposure)) {
			layout.reals("TRANSMISSION", "").reals("SKY", BRIGHTNESS).reals("THERMAL", BRIGHTNESS);
		}
		return layout.part(FitsHeader.EMPTY, () -> {
			var columns = new ArrayList<Object>(List.of(grid.microns()));
			if (exposure.rawClass() == RawClass.FLAT_SKY || !onSky(exposure)) {
				columns.add(grid.means(light.lamp()));
			}
			if (onSky(exposure)) {
				columns.add(grid.means(light.transmission()));
				columns.add(grid.means(light.sky()));
				columns.add(grid.means(light.thermal()));
			}
			return columns;
		});
	}

	private TruthPart lines() {
		String unit = exposure.rawClass() == RawClass.ARC_ON ? "electron/s" : "photon.s-1.m-2.arcsec-2";
		return new TableLayout("LINES", lines).reals("WAVELENGTH", "um").reals("RATE", unit).part(FitsHeader.EMPTY,
				() -> List.of(light.lineMicrons(), light.lineRates()));
	}

	private TruthPart pointSpread() {
		PointSpread image = PointSpread.of(exposure.conditions(), instrument.night().strengths());
		Refraction air = air();
		double[] microns = microns(PSF_ROWS);
		FitsHeader header = FitsHeader.builder().set("ESO SIM BETA", image.beta(), "Exponent of the Moffat profile")
				.set("ESO SIM ELLIP", image.ellipticity(), "1 - ratio of the axes, long one to zenith")
				.set("ESO SIM PARANG", exposure.conditions().parallacticDegrees(), "[deg] Parallactic angle")
				.set("ESO SIM GUIDE", Refraction.GUIDE_MICRON, "[um] Wavelength at which DX, DY are 0").build();
		return new TableLayout("PSF", PSF_ROWS).reals("WAVELENGTH", "um").reals("FWHM", "arcsec")
				.reals("DX", "arcsec").reals("DY", "arcsec").part(header,
						() -> List.of(microns, Arrays.stream(microns).map(image::fwhmArcsec).toArray(),
								Arrays.stream(microns).map(air::xArcsec).toArray(),
								Arrays.stream(microns).map(air::yArcsec).toArray()));
	}

	private TruthPart points(List<SeenPoint> points) {
		double[] microns = microns(SHARES);
		FitsHeader.Builder header = FitsHeader.builder();
		for (int i = 0; i < SHARES; i++) {
			header.set("ESO SIM WAVE" + (i + 1), microns[i], "[um] Wavelength of SHARE, DETECTED");
		}
		List<String> names = points.stream().map(SeenPoint::name).toList();
		List<String> kinds = points.stream().map(SeenPoint::kind).toList();
		return new TableLayout("POINTS", points.size()).integers("ARM").texts("NAME", names).texts("KIND", kinds)
				.reals("X", "arcsec").reals("Y", "arcsec").reals("SHARE", "", SHARES).reals("DETECTED", "", SHARES)
				.part(header.build(), () -> {
					var inside = new double[points.size() * SHARES];
					var detected = new double[points.size() * SHARES];
					for (int i = 0; i < inside.length; i++) {
						FieldShare share = share(points.get(i / SHARES), microns[i % SHARES]);
						inside[i] = share.inside();
						detected[i] = share.detected();
					}
					return List.of(points.stream().mapToLong(SeenPoint::arm).toArray(),
							names.toArray(String[]::new), kinds.toArray(String[]::new),
							points.stream().mapToDouble(SeenPoint::xArcsec).toArray(),
							points.stream().mapToDouble(SeenPoint::yArcsec).toArray(), inside, detected);
				});
	}

	/** What an IFU takes in of the image of a point at a wavelength, µm. */
	FieldShare share(SeenPoint point, double micron) {
		PointSpread image = PointSpread.of(exposure.conditions(), instrument.night().strengths());
		return FieldShare.of(point.arm(), point.xArcsec(), point.yArcsec(), micron, image, air(),
				FieldVignetting.of(instrument.night().seed(), instrument.night().strengths(), point.arm()),
				instrument.throughput().slitlets(point.arm()));
	}

	private TruthPart objects() {
		List<ArmView> arms = exposure.arms().stream().filter(arm -> arm.used() && arm.target().isPresent()).toList();
		var layout = new TableLayout("OBJECTS", grid.size()).reals("WAVELENGTH", "um");
		FitsHeader.Builder header = FitsHeader.builder();
		for (ArmView arm : arms) {
			layout.singles(String.format(Locale.ROOT, "ARM%02d", arm.arm()), FLUX_DENSITY);
			header.set("ESO SIM ARM" + arm.arm(), arm.target().map(Target::name).orElse(""), "Target of the arm");
		}
		return layout.part(header.build(), () -> {
			var columns = new ArrayList<Object>(List.of(grid.microns()));
			TargetView view = instrument.band(band).targets().view(exposure.conditions(), light.transmission());
			for (ArmView arm : arms) {
				columns.add(grid.means(view.photons(arm.target().orElseThrow())));
			}
			return columns;
		});
	}

	private Refraction air() {
		return Refraction.of(exposure.conditions(), instrument.night().strengths());
	}

	private double[] microns(int count) {
		return IntStream.range(0, count).mapToDouble(
				i -> band.firstMicron() + (band.lastMicron() - band.firstMicron()) * i / (count - 1)).toArray();
	}
}
