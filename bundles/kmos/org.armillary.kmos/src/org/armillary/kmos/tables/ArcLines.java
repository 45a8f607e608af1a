package org.armillary.kmos.tables;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.armillary.actor.ActorException;
import org.armillary.data.FitsException;
import org.armillary.data.Pixels;
import org.armillary.data.Table;
import org.armillary.kmos.Band;

/**
 * The lines of the argon and neon lamps. Ours come from published level energies and measurements (the resource
 * {@code arc-lines.tsv} names them); weak lines are among them, since they blend with others.
 *
 * <p>A file of category {@code ARC_LIST} has the table {@code LIST} with three columns: {@code wavelength} (µm in vacuum),
 * {@code strength} (relative), {@code gas} ({@code Ar} or {@code Ne}). Where the names are others and there are three
 * columns, they count in this order.
 */
public final class ArcLines {

	/** Category of files of arc lines. */
	public static final String CATEGORY = "ARC_LIST";

	private static final String RESOURCE = "arc-lines.tsv";
	private static final int RESOURCE_COLUMNS = 5;

	private static final String EXTENSION = "LIST";
	private static final String WAVELENGTH = "wavelength";
	private static final String STRENGTH = "strength";
	private static final String GAS = "gas";
	private static final int COLUMNS = 3;

	private ArcLines() {
	}

	/** Our lines within a band, by rising wavelength. */
	public static List<ArcLine> of(Band band) {
		return between(band.firstMicron(), band.lastMicron());
	}

	/**
	 * Our lines within a range, both ends included, by rising wavelength.
	 *
	 * @param firstMicron
	 *            µm in vacuum
	 * @param lastMicron
	 *            µm in vacuum
	 */
	public static List<ArcLine> between(double firstMicron, double lastMicron) {
		return all().stream().filter(line -> firstMicron <= line.micron() && line.micron() <= lastMicron).toList();
	}

	/** All our lines, 0.76 to 2.56 µm, by rising wavelength. */
	public static List<ArcLine> all() {
		return Lines.ALL;
	}

	/**
	 * Reads a file of arc lines.
	 *
	 * @return its lines by rising wavelength
	 * @throws ActorException
	 *             if it has no such table, or something impossible stands in it
	 */
	public static List<ArcLine> read(Path path) throws ActorException, FitsException {
		TableFile file = TableFile.open(path, "arc lines");
		String wavelength = file.nameOf(WAVELENGTH, 0, COLUMNS);
		String strength = file.nameOf(STRENGTH, 1, COLUMNS);
		String gas = file.nameOf(GAS, 2, COLUMNS);
		var lines = new ArrayList<ArcLine>();
		for (int row = 0; row < file.rows(); row++) {
			String expected = "a relative strength above 0";
			double value = file.number(strength, row, expected);
			if (value <= 0) {
				throw file.value(strength, row, value, expected);
			}
			lines.add(new ArcLine(file.micron(wavelength, row), value, file.gas(gas, row)));
		}
		lines.sort(Comparator.comparingDouble(ArcLine::micron));
		return List.copyOf(lines);
	}

	/** The table of a file of arc lines; in single precision, as other KMOS software reads it. */
	public static Table table(List<ArcLine> lines) {
		return Table.builder(EXTENSION)
				.singles(WAVELENGTH, "um", floats(lines.stream().mapToDouble(ArcLine::micron).toArray()))
				.singles(STRENGTH, "", floats(lines.stream().mapToDouble(ArcLine::strength).toArray()))
				.texts(GAS, lines.stream().map(line -> line.gas().symbol()).toArray(String[]::new)).build();
	}

	/** Writes our lines of a band as a file that {@link #read} and other KMOS software read. */
	public static void write(Path path, Band band) throws FitsException {
		TableFileWriter.write(path, TableFileWriter.header(CATEGORY, band.name()), table(of(band)));
	}

	private static float[] floats(double[] values) {
		return Pixels.of(values).floats();
	}

	/** Holder, so that the table is read when it is first asked for. */
	private static final class Lines {

		private static final List<ArcLine> ALL = ResourceTable.read(RESOURCE, RESOURCE_COLUMNS).stream()
				.map(cells -> new ArcLine(Double.parseDouble(cells[0]), Double.parseDouble(cells[2]),
						Gas.find(cells[3]).orElseThrow(), Double.parseDouble(cells[1])))
				.toList();

		private Lines() {
		}
	}
}
