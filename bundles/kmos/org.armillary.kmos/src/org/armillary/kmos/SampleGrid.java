package org.armillary.kmos;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.data.Cube;
import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.Image;
import org.armillary.data.Mask;
import org.armillary.data.Pixels;
import org.armillary.data.SkyWcs;
import org.armillary.data.Spectrum;
import org.armillary.data.Wcs;
import org.armillary.data.fits.FitsWriter;

/**
 * The samples of an extension whatever it is, a spectrum, an image or a cube, for steps that treat all three alike.
 * Immutable view over arrays; axes count from 1 and pixels as FITS counts them.
 *
 * @param lengths
 *            lengths of the axes, 1 to 3 of them, NAXIS1 first
 * @param values
 *            the samples in {@code unit}, first axis fastest; NaN is "no data"
 * @param variance
 *            variance of each sample, in {@code unit} squared
 * @param mask
 *            flags of each sample
 * @param unit
 *            physical unit as FITS writes it; empty if there is none or it is not known
 * @param header
 *            keywords, among them those of the world coordinates
 */
public record SampleGrid(List<Integer> lengths, Pixels values, Optional<Pixels> variance, Optional<Mask> mask,
		String unit, FitsHeader header) {

	private static final int MOST_AXES = 3;
	private static final Pattern SKY = Pattern.compile("(RA--|DEC-|[A-Z]LON|[A-Z]LAT|[A-Z]{2}LN|[A-Z]{2}LT)-.*");
	private static final Pattern TANGENT = Pattern.compile("(RA---|DEC--)TAN");
	private static final String DATA = "DATA";
	private static final String NOISE = "NOISE";

	/** Checks that the dimensions agree. */
	public SampleGrid {
		lengths = List.copyOf(lengths);
		if (lengths.isEmpty() || lengths.size() > MOST_AXES) {
			throw new IllegalArgumentException(lengths.size() + " axes, expected 1 to 3");
		}
		long expected = lengths.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
		if (values.length() != expected || variance.isPresent() && variance.get().length() != expected
				|| mask.isPresent() && mask.get().length() != expected) {
			throw new IllegalArgumentException("values, variance or mask have not the " + expected
					+ " samples that the dimensions " + lengths + " say");
		}
	}

	/**
	 * Reads an extension with what belongs to it. Axes of length 1 behind the third do not count.
	 */
	public static SampleGrid read(KmosExtension extension) throws ActorException, FitsException {
		if (extension.axes() < 1 || extension.axes() > MOST_AXES) {
			throw new ActorException(Kind.DATA,
					KmosMessage.AXES.with(extension.data().label(), extension.axes(), "1 to 3"));
		}
		List<Integer> lengths = extension.data().dimensions().stream().limit(MOST_AXES).map(Long::intValue).toList();
		return new SampleGrid(lengths, extension.values(), extension.variance(), extension.flags(), extension.unit(),
				extension.header());
	}

	/** Number of axes. */
	public int axes() {
		return lengths.size();
	}

	/** Length of an axis. */
	public int length(int axis) {
		return lengths.get(axis - 1);
	}

	/** The lengths as {@code 15 x 14 x 2048}. */
	public String dimensionText() {
		return lengths.stream().map(String::valueOf).collect(Collectors.joining(" x "));
	}

	/** Whether the world coordinate of an axis is one of a pair on the sky. */
	public boolean isSky(int axis) throws FitsException {
		return SKY.matcher(header.findText("CTYPE" + axis).orElse("")).matches();
	}

	/**
	 * A range of pixels along one axis; the world coordinates of each pixel stay.
	 *
	 * @param axis
	 *            axis to cut
	 * @param first
	 *            first pixel that stays
	 * @param count
	 *            number of pixels that stay
	 */
	public SampleGrid cut(int axis, int first, int count) throws FitsException {
		int length = length(axis);
		if (first < 1 || count < 1 || count > length - first + 1) {
			throw new IllegalArgumentException(
					"pixels " + first + " to " + (first - 1L + count) + " of an axis of " + length);
		}
		if (count == length) {
			return this;
		}
		int inner = lengths.subList(0, axis - 1).stream().reduce(1, Math::multiplyExact);
		var range = new Range(inner, length, first - 1, count);
		var cutLengths = new ArrayList<>(lengths);
		cutLengths.set(axis - 1, count);
		return new SampleGrid(cutLengths, range.of(values), variance.map(range::of), mask.map(range::of), unit,
				Wcs.cut(header, axis, first, count));
	}

	/**
	 * The same samples without axes of length 1, at least one of which must stay. The header describes what stays as it
	 * is at that pixel; where a spectrum stays and the place on the sky is known, RA and DEC say it.
	 *
	 * @param axes
	 *            axes that go; both axes of the sky or neither
	 */
	public SampleGrid withoutAxes(Collection<Integer> axes) throws FitsException {
		var gone = new TreeSet<>(axes);
		if (gone.isEmpty()) {
			return this;
		}
		var left = new ArrayList<Integer>();
		var places = new ArrayList<Integer>();
		for (int axis = 1; axis <= axes(); axis++) {
			if (!gone.contains(axis)) {
				left.add(length(axis));
				places.add(axis);
			} else if (length(axis) != 1) {
				throw new IllegalArgumentException("axis " + axis + " has " + length(axis) + " pixels");
			}
		}
		return new SampleGrid(left, values, variance, mask, unit, headerWithout(gone, places));
	}

	/**
	 * Writes it in place of an extension, under its name: with variance or mask as {@code STEM.DATA}, {@code
	 * STEM.NOISE} and {@code STEM.MASK}.
	 *
	 * @param writer
	 *            the product
	 * @param like
	 *            the extension that gives the name
	 */
	public void write(FitsWriter writer, KmosExtension like) throws FitsException {
		write(writer, name(like));
	}

	/** Writes it under a name; with variance or mask as {@code STEM.DATA}, {@code STEM.NOISE}, {@code STEM.MASK}. */
	public void write(FitsWriter writer, String name) throws FitsException {
		switch (axes()) {
		case 1 -> writer.spectrum(name, new Spectrum(values, variance, mask, unit, header));
		case 2 -> writer.image(name, new Image(length(2), length(1), values, variance, mask, unit, header));
		default -> writer.cube(name,
				new Cube(length(3), length(2), length(1), values, variance, mask, unit, header));
		}
	}

	/**
	 * Writes an extension without pixels in place of one, as for an IFU that was not used.
	 *
	 * @param writer
	 *            the product
	 * @param like
	 *            the extension that gives name and header
	 * @param withNoise
	 *            whether the product has noise, so that a second empty extension keeps the places of the others
	 */
	public static void writeEmpty(FitsWriter writer, KmosExtension like, boolean withNoise) throws FitsException {
		String name = name(like);
		writer.empty(name, like.header());
		if (withNoise && name.endsWith("." + DATA)) {
			writer.empty(name.substring(0, name.length() - DATA.length()) + NOISE, like.header());
		}
	}

	/** The name of data in a product; pixels in a primary HDU without a name become DATA. */
	private static String name(KmosExtension extension) throws FitsException {
		boolean unnamed = extension.data().index() == 0 && extension.header().findText("EXTNAME").isEmpty();
		return unnamed ? DATA : extension.data().name();
	}

	private FitsHeader headerWithout(TreeSet<Integer> gone, List<Integer> left) throws FitsException {
		boolean skyGone = false;
		boolean tangent = true;
		for (int axis : gone) {
			skyGone |= isSky(axis);
			tangent &= !isSky(axis) || TANGENT.matcher(header.findText("CTYPE" + axis).orElse("")).matches();
		}
		if (skyGone && left.size() == 1) {
			if (tangent) {
				double[] place = SkyWcs.of(header).toSky(1, 1);
				return Wcs.extract(header, left.getFirst(), place[0], place[1]);
			}
			return Wcs.extract(header, left.getFirst());
		}
		FitsHeader result = header;
		for (int axis : gone.descendingSet()) {
			result = Wcs.slice(result, axis, 1);
		}
		return result;
	}

	/**
	 * A range of an axis, as runs of samples that follow each other.
	 *
	 * @param inner
	 *            samples before the next pixel of the axis
	 * @param length
	 *            pixels of the axis
	 * @param first
	 *            first pixel of the range, from 0
	 * @param count
	 *            pixels of the range
	 */
	private record Range(int inner, int length, int first, int count) {

		Pixels of(Pixels samples) {
			int total = samples.length() / length * count;
			if (samples.isDouble()) {
				double[] picked = new double[total];
				copy(samples.doubles(), picked, total);
				return Pixels.of(picked);
			}
			float[] picked = new float[total];
			copy(samples.floats(), picked, total);
			return Pixels.of(picked);
		}

		Mask of(Mask mask) {
			int[] picked = new int[mask.length() / length * count];
			copy(mask.bits(), picked, picked.length);
			return new Mask(mask.flags(), picked);
		}

		private void copy(Object samples, Object picked, int total) {
			int run = inner * count;
			for (int at = 0, from = first * inner; at < total; at += run, from += inner * length) {
				System.arraycopy(samples, from, picked, at, run);
			}
		}
	}
}
