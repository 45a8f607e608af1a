package org.armillary.kmos.tables;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

import org.armillary.actor.ActorException;
import org.armillary.data.FitsException;
import org.armillary.data.IntegerColumn;
import org.armillary.data.Table;
import org.armillary.kmos.Band;

/**
 * Lines to begin an identification with: for each band and detector a few that are bright, stand alone, and lie about where
 * the table says.
 *
 * <p>A file of category {@code REF_LINES} has the table {@code LIST} with the columns {@code FILTER} (band),
 * {@code DETECTOR} (1 to 3), {@code WAVELENGTH} (µm in vacuum), {@code REFERENCE} (row, from 1) and {@code GAS} ({@code Ar}
 * or {@code Ne}). Further columns are passed over.
 *
 * @param lines
 *            by band, detector and wavelength
 */
public record ReferenceLines(List<ReferenceLine> lines) {

	/** Category of files of reference lines. */
	public static final String CATEGORY = "REF_LINES";

	private static final String EXTENSION = "LIST";
	private static final String FILTER = "FILTER";
	private static final String DETECTOR = "DETECTOR";
	private static final String WAVELENGTH = "WAVELENGTH";
	private static final String REFERENCE = "REFERENCE";
	private static final String GAS = "GAS";

	/** Rows at which the useful range of a band begins and ends, from 0: the outermost ones that see light. */
	private static final double FIRST_ROW = 4;
	private static final double LAST_ROW = 2043;

	/** Number of lines of a band at most, one in each of so many equal parts of its useful range. */
	private static final int PARTS = 8;
	/** A line has at least this part of the strength of the brightest of its gas in the band. */
	private static final double BRIGHT = 0.02;
	/** No other line may be nearer than this, in widths of a line (FWHM) … */
	private static final double LONELY_FWHM = 5;
	/** … unless it is this much fainter. */
	private static final double FAINT = 0.03;
	/** The wavelength is known to at least this, µm. */
	private static final double WELL_KNOWN_MICRON = 1.5e-6;

	private static final Comparator<ReferenceLine> ORDER = Comparator.comparing(ReferenceLine::band)
			.thenComparingInt(ReferenceLine::detector).thenComparingDouble(ReferenceLine::micron);

	/** Copies the list in its order. */
	public ReferenceLines {
		lines = lines.stream().sorted(ORDER).toList();
	}

	/** Ours: chosen among our arc lines, at the rows of a straight dispersion through the useful range of the band. */
	public static ReferenceLines ours() {
		return Ours.LINES;
	}

	/** The lines of a band on a detector (1 to 3), by rising wavelength. */
	public List<ReferenceLine> of(Band band, int detector) {
		return lines.stream().filter(line -> line.band() == band && line.detector() == detector).toList();
	}

	/**
	 * Reads a file of reference lines.
	 *
	 * @throws ActorException
	 *             if it has no such table, or something impossible stands in it
	 */
	public static ReferenceLines read(Path path) throws ActorException, FitsException {
		TableFile file = TableFile.open(path, "reference lines");
		var lines = new ArrayList<ReferenceLine>();
		for (int row = 0; row < file.rows(); row++) {
			lines.add(new ReferenceLine(band(file, row), detector(file, row), file.micron(WAVELENGTH, row),
					place(file, row), file.gas(GAS, row)));
		}
		return new ReferenceLines(lines);
	}

	/** The table of a file of reference lines. */
	public Table table() {
		return Table.builder(EXTENSION)
				.texts(FILTER, lines.stream().map(line -> line.band().name()).toArray(String[]::new))
				.add(new IntegerColumn(DETECTOR, "", 1, lines.stream().mapToLong(ReferenceLine::detector).toArray(),
						Integer.SIZE, OptionalLong.empty()))
				.reals(WAVELENGTH, "um", lines.stream().mapToDouble(ReferenceLine::micron).toArray())
				.reals(REFERENCE, "pixel", lines.stream().mapToDouble(line -> line.row() + 1).toArray())
				.texts(GAS, lines.stream().map(line -> line.gas().symbol()).toArray(String[]::new)).build();
	}

	/** Writes them as a file that {@link #read} and other KMOS software read. */
	public void write(Path path) throws FitsException {
		TableFileWriter.write(path, TableFileWriter.header(CATEGORY), table());
	}

	private static Band band(TableFile file, int row) throws ActorException {
		String expected = Arrays.stream(Band.values()).map(Band::name).collect(Collectors.joining(", ", "one of ", ""));
		String name = file.text(FILTER, row, expected);
		return Band.find(name).orElseThrow(() -> file.value(FILTER, row, TableFile.quoted(name), expected));
	}

	private static int detector(TableFile file, int row) throws ActorException {
		String expected = "a detector, 1 to " + ReferenceLine.DETECTORS;
		double number = file.number(DETECTOR, row, expected);
		if (number != Math.rint(number) || number < 1 || number > ReferenceLine.DETECTORS) {
			throw file.value(DETECTOR, row, number, expected);
		}
		return (int) number;
	}

	private static double place(TableFile file, int row) throws ActorException {
		String expected = "a row of the detector in pixels, 1 to " + ReferenceLine.ROWS;
		double place = file.number(REFERENCE, row, expected);
		if (place < 1 || place > ReferenceLine.ROWS) {
			throw file.value(REFERENCE, row, place, expected);
		}
		return place - 1;
	}

	/** Holder, so that they are chosen when they are first asked for. */
	private static final class Ours {

		private static final ReferenceLines LINES = choose();

		private Ours() {
		}

		private static ReferenceLines choose() {
			var chosen = new ArrayList<ReferenceLine>();
			for (Band band : Band.values()) {
				double step = (band.usefulLastMicron() - band.usefulFirstMicron()) / PARTS;
				for (int part = 0; part < PARTS; part++) {
					double first = band.usefulFirstMicron() + part * step;
					brightest(band, first, first + step).ifPresent(line -> {
						double row = FIRST_ROW + (LAST_ROW - FIRST_ROW) * (line.micron() - band.usefulFirstMicron())
								/ (band.usefulLastMicron() - band.usefulFirstMicron());
						for (int detector = 1; detector <= ReferenceLine.DETECTORS; detector++) {
							chosen.add(new ReferenceLine(band, detector, line.micron(), row, line.gas()));
						}
					});
				}
			}
			return new ReferenceLines(chosen);
		}

		private static Optional<ArcLine> brightest(Band band, double firstMicron, double lastMicron) {
			return ArcLines.between(firstMicron, lastMicron).stream()
					.filter(line -> line.micronError() <= WELL_KNOWN_MICRON && isBright(line, band)
							&& isLonely(line, band))
					.max(Comparator.comparingDouble(ArcLine::strength));
		}

		private static boolean isBright(ArcLine line, Band band) {
			return ArcLines.of(band).stream().filter(other -> other.gas() == line.gas())
					.noneMatch(other -> line.strength() < BRIGHT * other.strength());
		}

		private static boolean isLonely(ArcLine line, Band band) {
			double near = LONELY_FWHM * line.micron() / band.resolvingPower();
			return ArcLines.between(line.micron() - near, line.micron() + near).stream()
					.allMatch(other -> other.equals(line) || other.strength() < FAINT * line.strength());
		}
	}
}
