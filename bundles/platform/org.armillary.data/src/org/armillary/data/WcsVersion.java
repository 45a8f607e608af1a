package org.armillary.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The linear part of one description of world coordinates, the main one or one with a letter: intermediate coordinate
 * i = sum over j of {@code matrix[i][j]} (pixel j - CRPIXj), in units of CUNITi (Greisen and Calabretta 2002, A&amp;A
 * 395, 1061, section 2.1). Axes count from 1. {@code CDi_j} wins over {@code PCi_j} with {@code CDELTi}, that over
 * {@code CROTAn} of the latitude axis. An axis that has neither row nor column among given {@code CDi_j} takes its
 * {@code CDELTi}, as those files mean it that describe only the sky by a matrix.
 */
final class WcsVersion {

	/** Couplings that move nothing by more than this many pixels across an axis are rounding errors of a rotation. */
	private static final double NO_COUPLING_PIXELS = 1e-6;
	private static final long UNKNOWN_LENGTH = 10_000;
	private static final Pattern CELESTIAL = Pattern
			.compile("(RA--|DEC-|[A-Z]LON|[A-Z]LAT|[A-Z]{2}LN|[A-Z]{2}LT)-[A-Z0-9]{3}.*");
	private static final Pattern LATITUDE = Pattern.compile("(DEC-|[A-Z]LAT|[A-Z]{2}LT)-.*");

	private final FitsHeader header;
	private final String letter;
	private final List<WcsKeyword> keywords;
	private final int axes;
	private final double[][] matrix;

	private WcsVersion(FitsHeader header, String letter, List<WcsKeyword> keywords) throws FitsException {
		this.header = header;
		this.letter = letter;
		this.keywords = keywords;
		int highest = 0;
		for (WcsKeyword keyword : keywords) {
			highest = Math.max(highest, keyword.isMatrix() ? Math.max(keyword.axis(), keyword.second())
					: keyword.axis());
		}
		this.axes = highest;
		this.matrix = uses("CD") ? cdMatrix() : uses("PC") ? pcMatrix() : rotationMatrix();
	}

	/** The main description; without any keyword all coordinates are pixel numbers. */
	static WcsVersion main(FitsHeader header) throws FitsException {
		return new WcsVersion(header, "",
				keywords(header).stream().filter(keyword -> keyword.version().isEmpty()).toList());
	}

	/** All descriptions that have a keyword of an axis. */
	static List<WcsVersion> all(FitsHeader header) throws FitsException {
		List<WcsKeyword> keywords = keywords(header);
		SortedSet<String> letters = new TreeSet<>();
		keywords.forEach(keyword -> letters.add(keyword.version()));
		var versions = new ArrayList<WcsVersion>();
		for (String letter : letters) {
			versions.add(new WcsVersion(header, letter,
					keywords.stream().filter(keyword -> keyword.version().equals(letter)).toList()));
		}
		return versions;
	}

	private static List<WcsKeyword> keywords(FitsHeader header) {
		return header.cards().stream().filter(card -> card.kind() != FitsCard.Kind.COMMENTARY)
				.flatMap(card -> WcsKeyword.parse(card.keyword()).stream()).distinct().toList();
	}

	/** File and extension, as messages name them. */
	String source() {
		return header.source();
	}

	String letter() {
		return letter;
	}

	/** The highest axis that a keyword names. */
	int axes() {
		return axes;
	}

	/** Whether any keyword is about that axis. */
	boolean describes(int axis) {
		return keywords.stream().anyMatch(keyword -> keyword.concerns(axis));
	}

	/** Whether any element of that matrix is given: CD or PC. */
	boolean uses(String stem) {
		return keywords.stream().anyMatch(keyword -> keyword.stem().equals(stem));
	}

	/** The elements of the matrix that are given in the row or column of an axis. */
	List<WcsKeyword> elements(String stem, int axis) {
		return keywords.stream().filter(keyword -> keyword.stem().equals(stem) && keyword.concerns(axis)).toList();
	}

	/** The name of a keyword of an axis in this description. */
	String name(String stem, int axis) {
		return stem + axis + letter;
	}

	/** The number of a keyword of an axis. */
	double real(String stem, int axis, double missing) throws FitsException {
		return header.findReal(name(stem, axis)).orElse(missing);
	}

	/** CTYPE in upper case without blanks around it; empty if it is missing. */
	String type(int axis) throws FitsException {
		return header.findText(name("CTYPE", axis)).orElse("").strip().toUpperCase(Locale.ROOT);
	}

	boolean isCelestial(int axis) throws FitsException {
		return CELESTIAL.matcher(type(axis)).matches();
	}

	boolean isLatitude(int axis) throws FitsException {
		return LATITUDE.matcher(type(axis)).matches();
	}

	/** Change of the intermediate coordinate of a world axis for one pixel along a pixel axis. */
	double element(int world, int pixel) {
		if (world > axes || pixel > axes) {
			return world == pixel ? 1 : 0;
		}
		return matrix[world - 1][pixel - 1];
	}

	double referencePixel(int axis) throws FitsException {
		return real("CRPIX", axis, 0);
	}

	/**
	 * Whether the coordinate of a world axis changes along a pixel axis by more than rounding, compared with its change
	 * along the axes that stay.
	 */
	boolean isCoupled(int world, int pixel, List<Integer> staying) throws FitsException {
		double element = Math.abs(element(world, pixel));
		if (element == 0) {
			return false;
		}
		double step = staying.stream().mapToDouble(axis -> Math.abs(element(world, axis))).max().orElse(0);
		OptionalLong length = header.findInteger("NAXIS" + pixel);
		return element * Math.max(1, length.orElse(UNKNOWN_LENGTH)) > NO_COUPLING_PIXELS * step;
	}

	/**
	 * By how much the reference pixels of the axes that stay have to be lowered so that they give the coordinates at
	 * a pixel of an axis that goes.
	 */
	double[] folded(int gone, double pixel, List<Integer> staying) throws FitsException {
		int n = staying.size();
		double[][] equations = new double[n][n + 1];
		boolean any = false;
		double distance = pixel - referencePixel(gone);
		for (int row = 0; row < n; row++) {
			for (int column = 0; column < n; column++) {
				equations[row][column] = element(staying.get(row), staying.get(column));
			}
			equations[row][n] = element(staying.get(row), gone) * distance;
			any |= equations[row][n] != 0;
		}
		return any ? solve(equations) : new double[n];
	}

	/** Gauss elimination with pivoting by rows; rows are scaled, since their units differ. */
	private double[] solve(double[][] equations) throws FitsException {
		int n = equations.length;
		for (double[] row : equations) {
			double largest = 0;
			for (int column = 0; column < n; column++) {
				largest = Math.max(largest, Math.abs(row[column]));
			}
			for (int column = 0; column <= n && largest > 0; column++) {
				row[column] /= largest;
			}
		}
		for (int column = 0; column < n; column++) {
			int pivot = column;
			for (int row = column + 1; row < n; row++) {
				pivot = Math.abs(equations[row][column]) > Math.abs(equations[pivot][column]) ? row : pivot;
			}
			double[] top = equations[pivot];
			equations[pivot] = equations[column];
			equations[column] = top;
			if (!(Math.abs(top[column]) > 1e-12)) {
				throw new FitsException(FitsMessage.WCS_SINGULAR.with(header.source()));
			}
			for (int row = 0; row < n; row++) {
				double factor = row == column ? 0 : equations[row][column] / top[column];
				for (int k = column; k <= n && factor != 0; k++) {
					equations[row][k] -= factor * top[k];
				}
			}
		}
		double[] solution = new double[n];
		for (int i = 0; i < n; i++) {
			solution[i] = equations[i][n] / equations[i][i];
		}
		return solution;
	}

	private double[][] cdMatrix() throws FitsException {
		double[][] cd = new double[axes][axes];
		for (WcsKeyword keyword : keywords) {
			if (keyword.stem().equals("CD")) {
				cd[keyword.axis() - 1][keyword.second() - 1] = matrixElement(keyword);
			}
		}
		for (int axis = 1; axis <= axes; axis++) {
			if (elements("CD", axis).isEmpty()) {
				cd[axis - 1][axis - 1] = real("CDELT", axis, 1);
			}
		}
		return cd;
	}

	private double[][] pcMatrix() throws FitsException {
		double[][] pc = new double[axes][axes];
		for (int axis = 1; axis <= axes; axis++) {
			pc[axis - 1][axis - 1] = 1;
		}
		for (WcsKeyword keyword : keywords) {
			if (keyword.stem().equals("PC")) {
				pc[keyword.axis() - 1][keyword.second() - 1] = matrixElement(keyword);
			}
		}
		for (int axis = 1; axis <= axes; axis++) {
			double step = real("CDELT", axis, 1);
			for (int column = 0; column < axes; column++) {
				pc[axis - 1][column] *= step;
			}
		}
		return pc;
	}

	private double[][] rotationMatrix() throws FitsException {
		double[][] matrix = new double[axes][axes];
		int longitude = 0;
		int latitude = 0;
		for (int axis = 1; axis <= axes; axis++) {
			matrix[axis - 1][axis - 1] = real("CDELT", axis, 1);
			latitude = isLatitude(axis) ? axis : latitude;
			longitude = isCelestial(axis) && !isLatitude(axis) ? axis : longitude;
		}
		double angle = latitude == 0 || longitude == 0 ? 0 : Math.toRadians(real("CROTA", latitude, 0));
		if (angle != 0) {
			double longitudeStep = matrix[longitude - 1][longitude - 1];
			double latitudeStep = matrix[latitude - 1][latitude - 1];
			matrix[longitude - 1][longitude - 1] = longitudeStep * Math.cos(angle);
			matrix[longitude - 1][latitude - 1] = -latitudeStep * Math.sin(angle);
			matrix[latitude - 1][longitude - 1] = longitudeStep * Math.sin(angle);
			matrix[latitude - 1][latitude - 1] = latitudeStep * Math.cos(angle);
		}
		return matrix;
	}

	private double matrixElement(WcsKeyword keyword) throws FitsException {
		return header.findReal(keyword.renumbered(keyword.axis(), keyword.second())).orElse(0);
	}
}
