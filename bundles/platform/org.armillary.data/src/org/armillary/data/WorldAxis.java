package org.armillary.data;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;

/** The world coordinate of one axis that depends on no other. */
final class WorldAxis {

	private static final Set<String> WAVELENGTH = Set.of("LINEAR", "LAMBDA", "WAVELENGTH");
	/** What stands behind the name of a spectral coordinate that is not linear: a hyphen and three characters. */
	private static final Pattern ALGORITHM = Pattern.compile(".{4}-[A-Z0-9]{3}.*");
	private static final Map<String, Double> MICRON = Map.ofEntries(Map.entry("m", 1e6), Map.entry("cm", 1e4),
			Map.entry("mm", 1e3), Map.entry("um", 1.0), Map.entry("micron", 1.0), Map.entry("microns", 1.0),
			Map.entry("micrometer", 1.0), Map.entry("micrometre", 1.0), Map.entry("nm", 1e-3),
			Map.entry("nanometer", 1e-3), Map.entry("nanometre", 1e-3), Map.entry("0.1nm", 1e-4),
			Map.entry("angstrom", 1e-4), Map.entry("angstroms", 1e-4), Map.entry("ang", 1e-4), Map.entry("a", 1e-4),
			Map.entry("pm", 1e-6));
	/** The logarithm of a unit, without blanks: with them there would be many ways to match, each of them tried. */
	private static final Pattern LOGARITHM = Pattern.compile("log(?:10)?[(\\[]?([^)\\]]*+)[)\\]]?");
	private static final Pattern BLANKS = Pattern.compile("\\s+");

	private final FitsHeader header;
	private final int axis;
	private final WcsVersion version;
	private final String type;

	WorldAxis(FitsHeader header, int axis) throws FitsException {
		this.header = header;
		this.axis = axis;
		this.version = WcsVersion.main(header);
		this.type = version.type(axis);
	}

	double[] coordinates(int length) throws FitsException {
		for (int pixel = 1; pixel <= version.axes(); pixel++) {
			if (pixel != axis && version.isCoupled(axis, pixel, List.of(axis))) {
				throw new FitsException(
						FitsMessage.WCS_COUPLED.with(header.source(), axis, pixel, version.element(axis, pixel)));
			}
		}
		boolean natural = type.startsWith("-LOG", 4);
		boolean decimal = isDecimalLogarithm();
		if (version.isCelestial(axis) || ALGORITHM.matcher(type).matches() && !natural && !decimal) {
			throw new FitsException(FitsMessage.WCS_UNSUPPORTED.with(header.source(), "CTYPE" + axis, type,
					"a linear or logarithmic axis"));
		}
		double referencePixel = version.referencePixel(axis);
		double reference = version.real("CRVAL", axis, 0);
		double step = version.element(axis, axis);
		double[] coordinates = new double[length];
		for (int i = 0; i < length; i++) {
			double offset = step * (i + 1 - referencePixel);
			coordinates[i] = natural ? reference * Math.exp(offset / reference)
					: decimal ? Math.pow(10, reference + offset) : reference + offset;
		}
		return coordinates;
	}

	double[] wavelengthsMicron(int length) throws FitsException {
		boolean named = type.isEmpty() || type.startsWith("WAVE") || type.startsWith("AWAV")
				|| WAVELENGTH.contains(type) || type.startsWith("LOG");
		OptionalDouble reference = header.findReal("CRVAL" + axis);
		double step = version.element(axis, axis);
		boolean stepped = header.contains("CDELT" + axis) || !version.elements("CD", axis).isEmpty();
		if (!named || reference.isEmpty() || !stepped || step == 0) {
			throw notWavelength(!named ? "CTYPE" + axis + " = " + type
					: reference.isEmpty() ? "CRVAL" + axis + " is missing" : "there is no step from pixel to pixel");
		}
		double[] wavelengths = coordinates(length);
		double micron = length == 0 ? 1 : micron(wavelengths[length / 2]);
		for (int i = 0; i < length; i++) {
			wavelengths[i] *= micron;
		}
		return wavelengths;
	}

	boolean isAir() throws FitsException {
		if (type.startsWith("AWAV")) {
			return true;
		}
		FitsCard card = header.card("AIRORVAC").orElse(null);
		return !type.startsWith("WAVE") && card != null && card.value() instanceof String text
				&& text.strip().toLowerCase(Locale.ROOT).startsWith("air");
	}

	private boolean isDecimalLogarithm() throws FitsException {
		return type.startsWith("LOG") || !type.startsWith("-LOG", 4) && header.contains("DC-FLAG")
				&& header.findInteger("DC-FLAG").orElse(0) == 1;
	}

	/** The length of a unit in µm. */
	private double micron(double typical) throws FitsException {
		String unit = header.findText("CUNIT" + axis).orElse("").strip().toLowerCase(Locale.ROOT);
		var logarithm = LOGARITHM.matcher(BLANKS.matcher(unit).replaceAll(""));
		String length = isDecimalLogarithm() && logarithm.matches() ? logarithm.group(1) : unit;
		Double known = MICRON.get(length);
		if (known != null) {
			return known;
		}
		if (!length.isEmpty()) {
			throw new FitsException(FitsMessage.WCS_UNSUPPORTED.with(header.source(), "CUNIT" + axis, "'" + unit + "'",
					"m, um, micron, nm or Angstrom"));
		}
		if (typical > 0 && typical < 1e-4) {
			return 1e6;
		}
		if (typical >= 0.1 && typical < 100) {
			return 1;
		}
		if (typical >= 100 && typical < 2600) {
			return 1e-3;
		}
		if (typical >= 2600 && typical < 1e6) {
			return 1e-4;
		}
		throw notWavelength("CUNIT" + axis + " is missing, and " + typical + " at its middle could be anything");
	}

	private FitsException notWavelength(String found) {
		return new FitsException(FitsMessage.WCS_NOT_WAVELENGTH.with(header.source(), axis, found));
	}
}
