package org.armillary.kmos;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.Hdu;
import org.armillary.data.fits.HduKind;

/**
 * A raw frame: a primary header and one image for each of the three detectors, by their order; EXTNAME is a hint only.
 *
 * @param path
 *            the file
 * @param primary
 *            its primary header
 * @param setup
 *            how it was exposed
 * @param detectors
 *            the images, that of detector 1 first
 */
public record RawFrame(Path path, FitsHeader primary, ExposureSetup setup, List<Hdu> detectors) {

	/** Number of detectors. */
	public static final int DETECTORS = 3;

	private static final String GAIN = "ESO DET CHIP GAIN";
	private static final String CHIP = "ESO DET CHIP ID";
	/** Units of raw frames; most have none. */
	private static final Set<String> UNITS = Set.of("adu", "count", "counts", "dn");
	private static final String INDEX = "ESO DET CHIP INDEX";

	/** Copies the list. */
	public RawFrame {
		detectors = List.copyOf(detectors);
	}

	/**
	 * Opens a raw frame and checks its structure; reads no pixels.
	 *
	 * @throws ActorException
	 *             if it has not three detectors of the same size, or its keywords are missing or impossible
	 */
	public static RawFrame open(Path path) throws ActorException, FitsException {
		FitsFile file = FitsFile.open(path);
		String name = String.valueOf(path.getFileName());
		ExposureSetup setup = ExposureSetup.of(name, file.primary().header().values());
		List<Hdu> images = file.hdus().stream().filter(hdu -> hdu.kind() == HduKind.IMAGE && hdu.hasImage()).toList();
		if (images.size() != DETECTORS) {
			throw new ActorException(Kind.DATA, KmosMessage.DETECTOR_COUNT.with(name, images.size(), DETECTORS));
		}
		List<Long> dimensions = images.getFirst().dimensions();
		if (dimensions.size() != 2 || !ReadoutChannels.fit(dimensions.get(1), dimensions.get(0))) {
			throw new ActorException(Kind.DATA,
					KmosMessage.DETECTOR_SIZE.with(images.getFirst().label(), images.getFirst().dimensionText(),
							"2048 x 2048, or another size with " + ReadoutChannels.COUNT + " read-out channels"));
		}
		for (int i = 0; i < DETECTORS; i++) {
			Hdu image = images.get(i);
			if (!image.dimensions().equals(dimensions)) {
				throw new ActorException(Kind.DATA, KmosMessage.DETECTOR_SIZE.with(image.label(),
						image.dimensionText(), images.getFirst().dimensionText() + " as in the first detector"));
			}
			String unit = image.header().findText("BUNIT").orElse("").strip();
			if (!unit.isEmpty() && !UNITS.contains(unit.toLowerCase(Locale.ROOT))) {
				throw new ActorException(Kind.DATA,
						KmosMessage.KEYWORD_VALUE.with(image.label(), "BUNIT", unit,
								"adu, since a raw frame is in adu"));
			}
			OptionalLong index = image.header().findInteger(INDEX);
			if (index.isPresent() && index.getAsLong() != i + 1) {
				throw new ActorException(Kind.DATA, KmosMessage.KEYWORD_VALUE.with(image.label(), INDEX,
						index.getAsLong(), (i + 1) + ", since detectors stand in order"));
			}
		}
		return new RawFrame(path, file.primary().header(), setup, images);
	}

	/** The read-out channels of each detector. */
	public ReadoutChannels channels() {
		List<Long> dimensions = detectors.getFirst().dimensions();
		return new ReadoutChannels(dimensions.get(1).intValue(), dimensions.get(0).intValue());
	}

	/** The gain of a detector (from 0), electron/adu. */
	public double gain(int detector) throws ActorException, FitsException {
		Hdu image = detectors.get(detector);
		double gain = image.header().findReal(GAIN).orElseThrow(() -> new ActorException(Kind.DATA,
				KmosMessage.KEYWORD_MISSING.with(image.label(), GAIN, "the gain in electron/adu")));
		if (!(gain > 0) || Double.isInfinite(gain)) {
			throw new ActorException(Kind.DATA,
					KmosMessage.KEYWORD_VALUE.with(image.label(), GAIN, gain, "a gain in electron/adu above 0"));
		}
		return gain;
	}

	/**
	 * Checks that frames come from the same detectors in the same set-up, so that they may be combined.
	 *
	 * @throws ActorException
	 *             if one differs from the first
	 */
	public static void checkAlike(List<RawFrame> frames) throws ActorException, FitsException {
		ExposureSetup.checkAlike(frames.stream().map(RawFrame::setup).toList());
		checkSameDetectors(frames);
	}

	/**
	 * Checks that frames come from the same detectors: size, name and gain. They may be exposed differently.
	 *
	 * @throws ActorException
	 *             if one differs from the first
	 */
	public static void checkSameDetectors(List<RawFrame> frames) throws ActorException, FitsException {
		RawFrame first = frames.getFirst();
		for (RawFrame frame : frames) {
			for (int i = 0; i < DETECTORS; i++) {
				Hdu image = frame.detectors.get(i);
				Hdu reference = first.detectors.get(i);
				if (!image.dimensions().equals(reference.dimensions())) {
					throw new ActorException(Kind.DATA, KmosMessage.DETECTOR_SIZE.with(image.label(),
							image.dimensionText(), reference.dimensionText() + " as in " + first.setup.file()));
				}
				String chip = image.header().findText(CHIP).orElse("");
				String firstChip = reference.header().findText(CHIP).orElse("");
				if (!chip.equals(firstChip)) {
					throw new ActorException(Kind.DATA, KmosMessage.SETUPS_DIFFER.with(image.label(), CHIP, chip,
							first.setup.file(), firstChip));
				}
				double gain = frame.gain(i);
				if (Math.abs(gain - first.gain(i)) > 1e-6 * gain) {
					throw new ActorException(Kind.DATA, KmosMessage.SETUPS_DIFFER.with(image.label(), GAIN,
							gain + " electron/adu", first.setup.file(), first.gain(i) + " electron/adu"));
				}
			}
		}
	}
}
