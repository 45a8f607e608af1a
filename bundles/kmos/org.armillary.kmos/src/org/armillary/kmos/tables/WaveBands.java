package org.armillary.kmos.tables;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.data.FitsException;
import org.armillary.data.Table;
import org.armillary.kmos.Band;
import org.armillary.kmos.KmosMessage;

/**
 * Where reconstructed spectra begin and end.
 *
 * <p>A file of category {@code WAVE_BAND} has the table {@code LIST} with a column for each band, named like it, and two
 * rows: the first and the last wavelength, µm in vacuum, in single precision. A value such as 0.779999971, which is the
 * single-precision number nearest to 0.78, is read as 0.78. Bands that a file leaves out keep our limits.
 *
 * @param limits
 *            limits of every band
 */
public record WaveBands(Map<Band, Limits> limits) {

	/** Category of files of limits. */
	public static final String CATEGORY = "WAVE_BAND";

	private static final String EXTENSION = "LIST";

	/**
	 * Limits of a band.
	 *
	 * @param firstMicron
	 *            where its spectra begin, µm in vacuum
	 * @param lastMicron
	 *            where they end, µm in vacuum
	 */
	public record Limits(double firstMicron, double lastMicron) {

		/** Refuses an empty range. */
		public Limits {
			if (!(firstMicron > 0) || !(lastMicron > firstMicron)) {
				throw new IllegalArgumentException(firstMicron + " to " + lastMicron + " µm");
			}
		}
	}

	/** Copies the map; refuses one without all bands. */
	public WaveBands {
		limits = Map.copyOf(limits);
		if (limits.size() != Band.values().length) {
			throw new IllegalArgumentException("limits of " + limits.keySet());
		}
	}

	/** Ours. */
	public static WaveBands ours() {
		return new WaveBands(defaults());
	}

	/** The limits of a band. */
	public Limits of(Band band) {
		return limits.get(band);
	}

	/**
	 * Reads a file of limits.
	 *
	 * @throws ActorException
	 *             if it has no such table, or something impossible stands in it
	 */
	public static WaveBands read(Path path) throws ActorException, FitsException {
		TableFile file = TableFile.open(path, "limits of the bands");
		if (Arrays.stream(Band.values()).noneMatch(band -> file.has(band.name()))) {
			throw new ActorException(Kind.DATA,
					KmosMessage.TABLE_COLUMN.with(file.file(), "IZ, YJ, H, K or HK", "the limits of a band in µm",
							"none"));
		}
		Map<Band, Limits> limits = defaults();
		for (Band band : Band.values()) {
			if (file.has(band.name())) {
				limits.put(band, limits(file, band.name()));
			}
		}
		return new WaveBands(limits);
	}

	/** The table of a file of limits. */
	public Table table() {
		Table.Builder table = Table.builder(EXTENSION);
		for (Band band : Band.values()) {
			Limits limit = limits.get(band);
			table.singles(band.name(), "um", (float) limit.firstMicron(), (float) limit.lastMicron());
		}
		return table.build();
	}

	/** Writes them as a file that {@link #read} and other KMOS software read. */
	public void write(Path path) throws FitsException {
		TableFileWriter.write(path, TableFileWriter.header(CATEGORY), table());
	}

	private static Limits limits(TableFile file, String column) throws ActorException {
		if (file.rows() < 2) {
			throw new ActorException(Kind.DATA, KmosMessage.TABLE_COLUMN.with(file.file(), column,
					"the first and the last wavelength in µm in two rows", "one row"));
		}
		double first = decimal(file.micron(column, 0));
		double last = decimal(file.micron(column, 1));
		if (!(last > first)) {
			throw file.value(column, 1, last, "the last wavelength in µm, above the first, which is " + first);
		}
		return new Limits(first, last);
	}

	/** The shortest decimal number with the same value in single precision, where the value is one of those. */
	private static double decimal(double value) {
		return (float) value == value ? Double.parseDouble(Float.toString((float) value)) : value;
	}

	private static Map<Band, Limits> defaults() {
		var limits = new EnumMap<Band, Limits>(Band.class);
		for (Band band : Band.values()) {
			limits.put(band, new Limits(band.firstMicron(), band.lastMicron()));
		}
		return limits;
	}
}
