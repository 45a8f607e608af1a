package org.armillary.data;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * World coordinates of a header: how its keywords change when pixels are cut, binned or collapsed, and which wavelength
 * an axis has. Axes count from 1 and pixels as FITS counts them, the centre of the first being 1.
 *
 * <p>The functions that rewrite a header are pure; they treat the main description and all those with a letter alike,
 * keep NAXIS and NAXISn true where they are there, and leave an axis without keywords without. Only the linear part is
 * touched, so any projection is carried over (Greisen and Calabretta 2002, A&amp;A 395, 1061). Distortions count pixels
 * themselves: polynomials (SIP) can be cut and shifted, since they count from the reference pixel; all else about them
 * is refused. For places on the sky see {@link SkyWcs}.
 */
public final class Wcs {

	private Wcs() {
	}

	/**
	 * The header of a range of pixels.
	 *
	 * @param header
	 *            header of the whole
	 * @param axis
	 *            axis that is cut
	 * @param firstPixel
	 *            the pixel that becomes pixel 1; may lie outside
	 * @param count
	 *            pixels that stay
	 */
	public static FitsHeader cut(FitsHeader header, int axis, long firstPixel, long count) throws FitsException {
		if (count < 0) {
			throw new IllegalArgumentException("a range of " + count + " pixels");
		}
		FitsHeader.Builder result = shift(header, axis, 1.0 - firstPixel).toBuilder();
		if (header.contains("NAXIS" + axis)) {
			result.set("NAXIS" + axis, count);
		}
		return result.build();
	}

	/**
	 * The header of pixels that have moved.
	 *
	 * @param header
	 *            header before
	 * @param axis
	 *            axis along which the content moves
	 * @param pixels
	 *            by how much: what was at pixel p is at p + pixels afterwards
	 */
	public static FitsHeader shift(FitsHeader header, int axis, double pixels) throws FitsException {
		checkAxis(axis);
		refuseDistortion(header, true);
		FitsHeader.Builder result = header.toBuilder();
		for (WcsVersion version : WcsVersion.all(header)) {
			if (version.describes(axis)) {
				result.set(version.name("CRPIX", axis), version.referencePixel(axis) + pixels);
			}
		}
		return result.build();
	}

	/**
	 * The header of pixels that have been added up or averaged in groups. An incomplete group at the end does not count.
	 *
	 * @param header
	 *            header before
	 * @param axis
	 *            axis that is binned
	 * @param factor
	 *            pixels of a group, at least 1; the first group begins with pixel 1
	 */
	public static FitsHeader bin(FitsHeader header, int axis, int factor) throws FitsException {
		checkAxis(axis);
		if (factor < 1) {
			throw new IllegalArgumentException("groups of " + factor + " pixels");
		}
		refuseDistortion(header, false);
		FitsHeader.Builder result = header.toBuilder();
		for (WcsVersion version : WcsVersion.all(header)) {
			if (version.describes(axis)) {
				result.set(version.name("CRPIX", axis), (version.referencePixel(axis) - 0.5) / factor + 0.5);
				widen(header, result, version, axis, factor);
			}
		}
		OptionalLong length = header.findInteger("NAXIS" + axis);
		if (length.isPresent()) {
			result.set("NAXIS" + axis, length.getAsLong() / factor);
		}
		return result.build();
	}

	/**
	 * The header without some axes, over which has been summed or averaged; axes behind them move down.
	 *
	 * @param header
	 *            header before
	 * @param axes
	 *            axes that go, in any order
	 * @throws FitsException
	 *             if the coordinates of what stays depend on a pixel that goes, see {@link #slice}, or only one of a
	 *             pair of celestial axes would stay, which means nothing
	 */
	public static FitsHeader collapse(FitsHeader header, int... axes) throws FitsException {
		Set<Integer> gone = new TreeSet<>();
		for (int axis : axes) {
			checkAxis(axis);
			gone.add(axis);
		}
		refuseDistortion(header, false);
		for (WcsVersion version : WcsVersion.all(header)) {
			List<Integer> staying = AxisRemoval.staying(version, gone);
			for (int world : staying) {
				for (int pixel : gone) {
					if (version.isCoupled(world, pixel, staying)) {
						throw new FitsException(FitsMessage.WCS_COUPLED.with(header.source(), world + version.letter(),
								pixel, version.element(world, pixel)));
					}
				}
			}
		}
		return AxisRemoval.without(header, gone);
	}

	/**
	 * The header of one plane: the header without an axis, giving the coordinates at a pixel of that axis. Where these
	 * change along the axis, the reference pixels of the others take that up, exactly.
	 *
	 * @param header
	 *            header before
	 * @param axis
	 *            axis that goes
	 * @param pixel
	 *            position on that axis; need not be whole
	 */
	public static FitsHeader slice(FitsHeader header, int axis, double pixel) throws FitsException {
		checkAxis(axis);
		refuseDistortion(header, false);
		FitsHeader.Builder result = header.toBuilder();
		for (WcsVersion version : WcsVersion.all(header)) {
			List<Integer> staying = AxisRemoval.staying(version, Set.of(axis));
			double[] lowered = version.folded(axis, pixel, staying);
			for (int i = 0; i < lowered.length; i++) {
				if (lowered[i] != 0) {
					result.set(version.name("CRPIX", staying.get(i)),
							version.referencePixel(staying.get(i)) - lowered[i]);
				}
			}
		}
		return AxisRemoval.without(result.build(), Set.of(axis));
	}

	/**
	 * The header of one axis alone, which becomes axis 1: of the spectrum of a cube.
	 *
	 * @param header
	 *            header before
	 * @param axis
	 *            axis that stays
	 */
	public static FitsHeader extract(FitsHeader header, int axis) throws FitsException {
		checkAxis(axis);
		long axes = Math.max(axis, Math.min(header.findInteger("NAXIS").orElse(0), 999));
		for (WcsVersion version : WcsVersion.all(header)) {
			axes = Math.max(axes, version.axes());
		}
		int[] others = new int[(int) axes - 1];
		for (int i = 0; i < others.length; i++) {
			others[i] = i + 1 < axis ? i + 1 : i + 2;
		}
		return collapse(header, others);
	}

	/**
	 * The header of one axis alone, with the place on the sky as RA and DEC.
	 *
	 * @param header
	 *            header before
	 * @param axis
	 *            axis that stays
	 * @param ra
	 *            right ascension, deg
	 * @param dec
	 *            declination, deg
	 */
	public static FitsHeader extract(FitsHeader header, int axis, double ra, double dec) throws FitsException {
		return extract(header, axis).toBuilder().set("RA", ra, "[deg] right ascension of the spectrum")
				.set("DEC", dec, "[deg] declination of the spectrum").build();
	}

	/**
	 * The header with a linear, uncoupled axis.
	 *
	 * @param header
	 *            header before
	 * @param axis
	 *            axis to describe
	 * @param type
	 *            CTYPE, such as {@code WAVE}
	 * @param unit
	 *            CUNIT, such as {@code um}
	 * @param referencePixel
	 *            CRPIX
	 * @param value
	 *            CRVAL, in the unit
	 * @param step
	 *            CDELT, in the unit
	 */
	public static FitsHeader linear(FitsHeader header, int axis, String type, String unit, double referencePixel,
			double value, double step) throws FitsException {
		checkAxis(axis);
		WcsVersion before = WcsVersion.main(header);
		FitsHeader.Builder result = header.toBuilder();
		result.removeIf(card -> WcsKeyword.parse(card.keyword())
				.filter(keyword -> keyword.version().isEmpty() && keyword.isMatrix() && keyword.concerns(axis))
				.isPresent());
		result.remove("CROTA" + axis).set("CTYPE" + axis, type, "what the axis is").set("CUNIT" + axis, unit, "unit")
				.set("CRPIX" + axis, referencePixel, "reference pixel")
				.set("CRVAL" + axis, value, "coordinate of the reference pixel")
				.set("CDELT" + axis, step, "step per pixel");
		if (before.uses("CD")) {
			result.set("CD" + axis + "_" + axis, step, "step per pixel");
		}
		if (header.findInteger("WCSAXES").orElse(axis) < axis) {
			result.set("WCSAXES", axis);
		}
		return result.build();
	}

	/**
	 * The coordinate of each pixel centre of an axis that depends on no other, in its CUNIT: linear; logarithmic as
	 * {@code -LOG} (Greisen et al. 2006, A&amp;A 446, 747, section 3.2); or the power of ten of it where DC-FLAG is 1 or
	 * CTYPE begins with {@code LOG}, as other programs have it. An axis without keywords counts its pixels.
	 *
	 * @param header
	 *            header
	 * @param axis
	 *            axis
	 * @param length
	 *            number of pixels
	 * @throws FitsException
	 *             if the coordinate changes along other axes, or in another way
	 */
	public static double[] axis(FitsHeader header, int axis, int length) throws FitsException {
		checkAxis(axis);
		return new WorldAxis(header, axis).coordinates(length);
	}

	/**
	 * The wavelength of each pixel centre, as {@link #axis}, whatever its unit. Without CUNIT the wavelength at the
	 * middle of the axis decides: below 1e-4 it is in m, from 0.1 to 100 in µm, from 100 to 2600 in nm, from 2600 to
	 * 1e6 in Angstrom; anything else is refused. In air or vacuum as the header has it, see {@link #isAir}.
	 *
	 * @param header
	 *            header
	 * @param axis
	 *            axis
	 * @param length
	 *            number of pixels
	 * @return µm
	 * @throws FitsException
	 *             if the axis is something else, or its unit is not known
	 */
	public static double[] wavelengthsMicron(FitsHeader header, int axis, int length) throws FitsException {
		checkAxis(axis);
		return new WorldAxis(header, axis).wavelengthsMicron(length);
	}

	/** Whether the wavelengths of an axis are those in air: CTYPE is AWAV, or is silent and AIRORVAC is {@code air}. */
	public static boolean isAir(FitsHeader header, int axis) throws FitsException {
		checkAxis(axis);
		return new WorldAxis(header, axis).isAir();
	}

	private static void checkAxis(int axis) {
		if (axis < 1 || axis > 999) {
			throw new IllegalArgumentException("axis " + axis + ", expected one from 1 to 999");
		}
	}

	private static void refuseDistortion(FitsHeader header, boolean moved) throws FitsException {
		for (FitsCard card : header.cards()) {
			String keyword = card.keyword();
			boolean polynomial = keyword.equals("A_ORDER") || keyword.equals("B_ORDER");
			if (polynomial && !moved || keyword.startsWith("CPDIS") || keyword.startsWith("CQDIS")) {
				throw new FitsException(FitsMessage.WCS_DISTORTED.with(header.source(), keyword));
			}
		}
	}

	/** Makes the steps along a pixel axis larger. */
	private static void widen(FitsHeader header, FitsHeader.Builder result, WcsVersion version, int axis, int factor)
			throws FitsException {
		String step = version.name("CDELT", axis);
		boolean cd = version.uses("CD");
		if (!cd || header.contains(step)) {
			result.set(step, version.real("CDELT", axis, 1) * factor);
		}
		if (cd && version.elements("CD", axis).isEmpty()) {
			result.set("CD" + axis + "_" + axis + version.letter(), version.element(axis, axis) * factor,
					"step per pixel");
		}
		for (String stem : List.of("CD", "PC")) {
			for (WcsKeyword keyword : version.elements(stem, axis)) {
				String name = keyword.renumbered(keyword.axis(), keyword.second());
				double element = header.findReal(name).orElse(0);
				boolean diagonal = keyword.axis() == keyword.second();
				if (keyword.second() == axis && (stem.equals("CD") || !diagonal)) {
					result.set(name, element * factor);
				} else if (stem.equals("PC") && !diagonal) {
					// CDELT of this world axis has grown, its change along the other pixel axes has not
					result.set(name, element / factor);
				}
			}
		}
	}
}
