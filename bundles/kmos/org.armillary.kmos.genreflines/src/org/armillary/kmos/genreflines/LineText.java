package org.armillary.kmos.genreflines;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.kmos.Band;
import org.armillary.kmos.tables.Gas;
import org.armillary.kmos.tables.ReferenceLine;

/**
 * A list of reference lines in plain text: in each row band, detector (1 to 3), wavelength (µm in vacuum), approximate row
 * of the detector (from 1) and gas ({@code Ar} or {@code Ne}), with blanks, tabs or commas between; what follows a
 * {@code #} is a remark.
 */
final class LineText {

	private static final String COLUMNS = "band, detector, wavelength in µm in vacuum, row of the detector, gas";
	private static final int COUNT = 5;
	private static final Pattern BETWEEN = Pattern.compile("[\\s,]+");
	private static final Pattern NUMBER = Pattern.compile("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d{1,3})?");
	/** A longer file is no list of lines; bytes. */
	private static final long LONGEST = 1L << 24;
	private static final String BYTE_ORDER_MARK = "\uFEFF";

	/**
	 * A line with the row of the text that it comes from.
	 *
	 * @param number
	 *            row of the text, from 1
	 * @param line
	 *            the line
	 */
	record Row(int number, ReferenceLine line) {
	}

	private final String file;
	private final Map<List<Object>, Integer> seen = new HashMap<>();

	private LineText(String file) {
		this.file = file;
	}

	/**
	 * Reads a text.
	 *
	 * @return its lines in the order of the text; at least one
	 * @throws ActorException
	 *             if something in it is wrong
	 */
	static List<Row> read(Path path) throws ActorException, IOException {
		var text = new LineText(String.valueOf(path.getFileName()));
		var rows = new ArrayList<Row>();
		int number = 0;
		for (String content : text.content(path).lines().toList()) {
			number++;
			String words = content.split("#", 2)[0].strip();
			if (!words.isEmpty()) {
				rows.add(new Row(number, text.line(number, words)));
			}
		}
		if (rows.isEmpty()) {
			throw new ActorException(Kind.USER, GenRefLinesMessage.EMPTY.with(text.file));
		}
		return rows;
	}

	private String content(Path path) throws ActorException, IOException {
		long size = Files.size(path);
		if (size > LONGEST) {
			throw notText(size + " bytes, expected at most " + LONGEST);
		}
		byte[] bytes = Files.readAllBytes(path);
		try {
			String content = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
			if (content.startsWith("SIMPLE  =")) {
				throw notText("a FITS file");
			}
			if (content.indexOf('\0') >= 0) {
				throw notText("it has bytes that are 0");
			}
			return content.startsWith(BYTE_ORDER_MARK) ? content.substring(1) : content;
		} catch (CharacterCodingException e) {
			throw new ActorException(Kind.USER,
					GenRefLinesMessage.NOT_TEXT.with(file, "its bytes are not characters in UTF-8"), e);
		}
	}

	private ReferenceLine line(int number, String words) throws ActorException {
		String[] columns = BETWEEN.split(words);
		if (columns.length != COUNT) {
			throw new ActorException(Kind.USER,
					GenRefLinesMessage.COLUMNS.with(file, number, columns.length, COLUMNS));
		}
		String bands = Arrays.stream(Band.values()).map(Band::name).collect(Collectors.joining(", ", "one of ", ""));
		Band band = Band.find(columns[0]).orElseThrow(() -> wrong(number, "band", columns[0], bands));
		int detector = (int) number(number, "detector", columns[1], 1, ReferenceLine.DETECTORS,
				"a whole number, 1 to " + ReferenceLine.DETECTORS, true);
		double micron = number(number, "wavelength", columns[2], band.firstMicron(), band.lastMicron(),
				"a wavelength of band " + band + ", " + band.firstMicron() + " to " + band.lastMicron() + " µm", false);
		double place = number(number, "row of the detector", columns[3], 1, ReferenceLine.ROWS,
				"a row, 1 to " + ReferenceLine.ROWS + " pixels", false);
		Gas gas = Gas.find(columns[4]).orElseThrow(() -> wrong(number, "gas", columns[4], "Ar or Ne"));
		Integer earlier = seen.putIfAbsent(List.of(band, detector, micron), number);
		if (earlier != null) {
			throw new ActorException(Kind.USER,
					GenRefLinesMessage.REPEATED.with(file, number, band, detector, micron, earlier));
		}
		return new ReferenceLine(band, detector, micron, place - 1, gas);
	}

	private double number(int number, String what, String word, double least, double most, String expected,
			boolean whole) throws ActorException {
		double value = NUMBER.matcher(word).matches() ? Double.parseDouble(word) : Double.NaN;
		if (!(value >= least && value <= most) || whole && value != Math.rint(value)) {
			throw wrong(number, what, word, expected);
		}
		return value;
	}

	private ActorException wrong(int number, String what, String word, String expected) {
		return new ActorException(Kind.USER, GenRefLinesMessage.VALUE.with(file, number, what, word, expected));
	}

	private ActorException notText(String what) {
		return new ActorException(Kind.USER, GenRefLinesMessage.NOT_TEXT.with(file, what));
	}
}
