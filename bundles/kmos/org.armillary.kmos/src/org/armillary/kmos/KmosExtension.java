package org.armillary.kmos;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.data.Cube;
import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.Image;
import org.armillary.data.Mask;
import org.armillary.data.Pixels;
import org.armillary.data.Spectrum;
import org.armillary.data.fits.FitsWriter;
import org.armillary.data.fits.Hdu;

/**
 * The data of one IFU or detector, with what belongs to them.
 *
 * @param name
 *            name in messages and reports: EXTNAME of the data, with {@code #} and the number of the extension where it
 *            is missing or occurs twice
 * @param data
 *            the data, perhaps empty
 * @param noise
 *            the standard deviation of the data
 * @param mask
 *            their flags
 * @param zeroIsNoData
 *            whether a value of exactly zero means "no data", as in the cubes of ESO's pipeline; it is read as NaN
 */
public record KmosExtension(String name, Hdu data, Optional<Hdu> noise, Optional<Hdu> mask, boolean zeroIsNoData) {

	private static final Pattern IFU = Pattern.compile("^IFU[._](\\d{1,2})\\b", Pattern.CASE_INSENSITIVE);

	/** The number of the IFU, 1 to 24: from EXTNAME, else from ESO PRO IFUNR; empty if neither tells. */
	public OptionalInt ifu() throws FitsException {
		Matcher matcher = IFU.matcher(data.name().replace('_', '.'));
		if (matcher.find()) {
			return OptionalInt.of(Integer.parseInt(matcher.group(1)));
		}
		var number = data.header().findInteger("ESO PRO IFUNR");
		return number.isPresent() ? OptionalInt.of((int) number.getAsLong()) : OptionalInt.empty();
	}

	/** The name of the data without an ending such as {@code .DATA}; empty for a file of {@code DATA} alone. */
	public String stem() {
		return data.name().replaceFirst("(?i)(^|\\.)(DATA|NOISE|MASK)$", "");
	}

	/** Whether there are no pixels, as for an IFU that was not used. */
	public boolean isEmpty() {
		return !data.hasImage();
	}

	/** Number of axes, trailing ones of length 1 left out; 0 if it is empty. */
	public int axes() {
		int axes = isEmpty() ? 0 : data.dimensions().size();
		while (axes > 1 && data.dimensions().get(axes - 1) == 1) {
			axes--;
		}
		return axes;
	}

	/**
	 * Writes the empty extensions of an IFU that was not used: data, and noise where the file has noise, so that places in
	 * the file stay.
	 *
	 * @param withNoise
	 *            whether others have noise
	 */
	public void writeEmpty(FitsWriter writer, boolean withNoise) throws FitsException {
		writer.empty(data.name(), header());
		if (withNoise && !stem().equals(data.name())) {
			writer.empty((stem().isEmpty() ? "" : stem() + ".") + "NOISE", header());
		}
	}

	/** The header of the data. */
	public FitsHeader header() {
		return data.header();
	}

	/** Reads a cube. */
	public Cube cube() throws ActorException, FitsException {
		checkAxes(3);
		return new Cube(length(2), length(1), length(0), values(), variance(), flags(), unit(), header());
	}

	/** Reads an image. */
	public Image image() throws ActorException, FitsException {
		checkAxes(2);
		return new Image(length(1), length(0), values(), variance(), flags(), unit(), header());
	}

	/** Reads a spectrum. */
	public Spectrum spectrum() throws ActorException, FitsException {
		checkAxes(1);
		return new Spectrum(values(), variance(), flags(), unit(), header());
	}

	/** The values, whatever the axes: first axis fastest, NaN for "no data". */
	public Pixels values() throws FitsException {
		Pixels values = data.readPixels();
		if (!zeroIsNoData || data.bitpix() > 0) {
			return values;
		}
		if (values.isDouble()) {
			double[] samples = values.doubles();
			for (int i = 0; i < samples.length; i++) {
				samples[i] = samples[i] == 0 ? Double.NaN : samples[i];
			}
		} else {
			float[] samples = values.floats();
			for (int i = 0; i < samples.length; i++) {
				samples[i] = samples[i] == 0 ? Float.NaN : samples[i];
			}
		}
		return values;
	}

	/** The variance in the square of the unit, if there is a noise extension. */
	public Optional<Pixels> variance() throws FitsException {
		if (noise.isEmpty()) {
			return Optional.empty();
		}
		Pixels deviation = noise.get().readPixels();
		double[] variance = new double[deviation.length()];
		for (int i = 0; i < variance.length; i++) {
			variance[i] = deviation.at(i) * deviation.at(i);
		}
		return Optional.of(Pixels.of(variance));
	}

	/** The flags, if there is a mask extension. */
	public Optional<Mask> flags() throws FitsException {
		return mask.isPresent() ? Optional.of(mask.get().readMask()) : Optional.empty();
	}

	/** The physical unit (BUNIT); empty if the file states none. */
	public String unit() throws FitsException {
		return header().findText("BUNIT").orElse("").strip();
	}

	private int length(int axis) {
		return data.dimensions().get(axis).intValue();
	}

	/** A cube of one plane may be read as a cube and as an image. */
	private void checkAxes(int expected) throws ActorException {
		if (isEmpty() || axes() > expected || data.dimensions().size() < expected) {
			throw new ActorException(Kind.DATA, KmosMessage.AXES.with(data.label(), axes(), expected));
		}
	}
}
