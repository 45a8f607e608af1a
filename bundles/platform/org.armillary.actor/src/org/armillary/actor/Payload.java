package org.armillary.actor;

/** What a product file holds; the type of a port. */
public enum Payload {

	/** Two-dimensional images, such as a raw frame with one extension for each detector: {@code [ny][nx]}. */
	IMAGE,

	/** Data cubes, for example one for each IFU: {@code [nwave][ny][nx]}. */
	CUBE,

	/** One-dimensional spectra: {@code [nwave]}. */
	SPECTRUM,

	/** Tables with named columns. */
	TABLE,

	/** Any file; an input port of this type takes every product. */
	FILE;

	/** Whether an input port of this payload takes a product of payload {@code other}. */
	public boolean accepts(Payload other) {
		return this == FILE || this == other;
	}
}
