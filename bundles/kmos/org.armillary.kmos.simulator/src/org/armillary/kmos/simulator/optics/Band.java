package org.armillary.kmos.simulator.optics;

import java.util.Arrays;
import java.util.Optional;

/**
 * A grating: the useful range of wavelengths (KMOS user manual) and the resolving power in its middle. The law that
 * gives wavelengths by row is that of a plane grating before a camera of {@value #CAMERA_ROWS} pixels focal length.
 */
public enum Band {
	/** 0.78 to 1.08 µm. */
	IZ(0.779, 1.079, 3400),
	/** 1.03 to 1.34 µm. */
	YJ(1.025, 1.344, 3600),
	/** 1.46 to 1.85 µm. */
	H(1.456, 1.846, 4000),
	/** 1.93 to 2.46 µm. */
	K(1.934, 2.460, 4200),
	/** 1.48 to 2.44 µm. */
	HK(1.484, 2.442, 2000);

	/** Focal length of the camera, pixels. */
	static final double CAMERA_ROWS = 20_000;

	/** Row of the first useful wavelength, from 0. */
	public static final double FIRST_ROW = 4;
	/** Row of the last useful wavelength, from 0. */
	public static final double LAST_ROW = 2043;
	/** Row in the middle of the detector. */
	public static final double MIDDLE_ROW = 1023.5;

	private static final double DIFFRACTION_RADIANS = 0.55;

	private final double firstMicron;
	private final double lastMicron;
	private final double resolvingPower;
	private final double scale;
	private final double zero;

	Band(double firstMicron, double lastMicron, double resolvingPower) {
		this.firstMicron = firstMicron;
		this.lastMicron = lastMicron;
		this.resolvingPower = resolvingPower;
		double first = sine(FIRST_ROW);
		scale = (lastMicron - firstMicron) / (sine(LAST_ROW) - first);
		zero = firstMicron - scale * first;
	}

	/** The band of a grating's name, such as {@code HK}. */
	public static Optional<Band> of(String name) {
		return Arrays.stream(values()).filter(band -> band.name().equals(name)).findFirst();
	}

	/** First useful wavelength, µm in vacuum. */
	public double firstMicron() {
		return firstMicron;
	}

	/** Last useful wavelength, µm in vacuum. */
	public double lastMicron() {
		return lastMicron;
	}

	/** Wavelength in the middle of the useful range, µm. */
	public double middleMicron() {
		return (firstMicron + lastMicron) / 2;
	}

	/** Nominal resolving power in the middle, wavelength over full width at half maximum of the pixel-integrated profile. */
	public double resolvingPower() {
		return resolvingPower;
	}

	/** Wavelength at a canonical row, µm in vacuum; rises with the row. */
	public double micron(double row) {
		return zero + scale * sine(row);
	}

	/** Canonical row of a wavelength, from 0; that of the detector where neither smile nor flexure move it. */
	public double row(double micron) {
		return MIDDLE_ROW
				+ CAMERA_ROWS * StrictMath.tan(StrictMath.asin((micron - zero) / scale) - DIFFRACTION_RADIANS);
	}

	/** Width of a canonical row, µm. */
	public double micronPerRow(double row) {
		double tangent = (row - MIDDLE_ROW) / CAMERA_ROWS;
		double angle = DIFFRACTION_RADIANS + StrictMath.atan(tangent);
		return scale * StrictMath.cos(angle) / (CAMERA_ROWS * (1 + tangent * tangent));
	}

	/** Nominal full width at half maximum of the pixel-integrated profile at a canonical row, rows. */
	public double nominalWidthRows(double row) {
		return middleMicron() / resolvingPower / micronPerRow(row);
	}

	private static double sine(double row) {
		return StrictMath.sin(DIFFRACTION_RADIANS + StrictMath.atan((row - MIDDLE_ROW) / CAMERA_ROWS));
	}
}
