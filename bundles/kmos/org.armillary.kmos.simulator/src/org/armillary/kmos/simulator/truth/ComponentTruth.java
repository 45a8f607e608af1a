package org.armillary.kmos.simulator.truth;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.armillary.data.FitsHeader;
import org.armillary.kmos.simulator.detector.PixelValues;
import org.armillary.kmos.simulator.exposure.ExposureMaker;
import org.armillary.kmos.simulator.exposure.NightInstrument;
import org.armillary.kmos.simulator.exposure.Shining;
import org.armillary.kmos.simulator.light.Light.Component;
import org.armillary.kmos.simulator.optics.Spectrograph;
import org.armillary.kmos.simulator.plan.NightExposure;

/**
 * Images of each kind of light of an exposure, without noise and detector, and of what earlier exposures left in the detectors.
 * For one thread.
 */
final class ComponentTruth {

	private static final int SIDE = 2048;

	private final NightInstrument instrument;
	private final NightExposure exposure;
	private final List<PixelValues> persistence;
	/** Images of the detector that is being written. */
	private final Map<Component, float[]> images = new EnumMap<>(Component.class);
	private int current = -1;

	/**
	 * Describes them.
	 *
	 * @param persistence
	 *            of each detector, electrons/s; needed for {@link TruthFile#write} only
	 */
	ComponentTruth(NightInstrument instrument, NightExposure exposure, List<PixelValues> persistence) {
		this.instrument = instrument;
		this.exposure = exposure;
		this.persistence = List.copyOf(persistence);
	}

	/**
	 * The file.
	 *
	 * @param shining
	 *            what shines; asked when it is written
	 */
	TruthFile file(TruthPart.Content<Shining> shining) {
		var parts = new ArrayList<TruthPart>();
		for (int number = 0; number < Spectrograph.DETECTORS; number++) {
			int detector = number;
			FitsHeader header = FitsHeader.builder().set("ESO DET CHIP INDEX", number + 1, "Chip index").build();
			for (Component component : components()) {
				parts.add(TruthPart.floats("CHIP" + (number + 1) + "." + component, header, "electron/s", () -> {
					render(shining.make(), detector);
					float[] image = images.remove(component);
					return image == null ? new float[SIDE * SIDE] : image;
				}, SIDE, SIDE));
			}
			parts.add(TruthPart.floats("CHIP" + (number + 1) + ".PERSISTENCE", header, "electron/s",
					() -> image(persistence.get(detector)), SIDE, SIDE));
		}
		return TruthFile.ofExposure("truth/components/" + exposure.fileName(), "COMPONENTS_TRUTH", exposure,
				ExposureTruth.primary(instrument, exposure),
				parts);
	}

	/** Kinds of light that there can be. */
	private List<Component> components() {
		return switch (exposure.rawClass()) {
		case DARK, FLAT_OFF, ARC_OFF -> List.of();
		case FLAT_ON -> List.of(Component.LAMP);
		case ARC_ON -> List.of(Component.ARC);
		case FLAT_SKY -> List.of(Component.TWILIGHT, Component.SKY, Component.THERMAL);
		case STD, SCIENCE, ACQ -> List.of(Component.SKY, Component.THERMAL, Component.OBJECT);
		};
	}

	private static float[] image(PixelValues values) {
		var image = new float[SIDE * SIDE];
		for (int i = 0; i < values.size(); i++) {
			image[values.pixels()[i]] += (float) values.values()[i];
		}
		return image;
	}

	private void render(Shining shining, int detector) {
		if (detector != current) {
			images.clear();
			images.putAll(new ExposureMaker(instrument).components(exposure, shining, detector));
			current = detector;
		}
	}
}
