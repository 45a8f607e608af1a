package org.armillary.report.preview;

import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * Puts panels side by side into one picture with a palette: the lowest row of an image at the bottom, pixels square,
 * a number above each panel where there are several.
 *
 * @param columns
 *            panels in a row
 * @param rows
 *            rows of panels
 * @param panelWidth
 *            width of a panel, px
 * @param panelHeight
 *            height of a panel, px
 * @param enlargement
 *            px on a side for each pixel of a panel
 * @param numbered
 *            whether numbers stand above the panels
 */
record Mosaic(int columns, int rows, int panelWidth, int panelHeight, int enlargement, boolean numbered) {

	/** Number of IFUs of KMOS, and how they stand in a picture. */
	private static final int IFUS = 24;
	private static final int IFU_COLUMNS = 6;
	private static final int GAP = 4;
	/** Height of a line of numbers, px. */
	private static final int NUMBERS = 13;
	/** Grey that is seen on light and dark pages. */
	private static final int NUMBER_COLOUR = 0xff808080;
	private static final int CLEAR = 0;
	/** The digits in three columns and five rows, the first row in the highest bits. */
	private static final int[] DIGITS = { 0b111101101101111, 0b010110010010111, 0b111001111100111, 0b111001111001111,
			0b101101111001001, 0b111100111001111, 0b111100111101111, 0b111001001001001, 0b111101111101111,
			0b111101111001111 };
	private static final int DIGIT_WIDTH = 3;
	private static final int DIGIT_HEIGHT = 5;
	private static final int DIGIT_SCALE = 2;

	/** Panels in a row, for so many panels of that shape. */
	static int columns(int panels, int width, int height) {
		if (width >= 3L * height) {
			return 1;
		}
		if (panels == IFUS) {
			return IFU_COLUMNS;
		}
		return panels <= 3 ? panels : panels == 4 ? 2 : (int) Math.ceil(Math.sqrt(panels * 1.5));
	}

	/** Width that panels in a row may take together with so much room, px. */
	static int room(int maxWidth, int columns) {
		return Math.max(1, (maxWidth - GAP * (columns - 1)) / columns);
	}

	int width() {
		return columns * panelWidth + GAP * (columns - 1);
	}

	int height() {
		return rows * (panelHeight + (numbered ? NUMBERS : 0)) + GAP * (rows - 1);
	}

	/** The colours of a picture: those of no data, of nothing and of numbers behind those of the levels. */
	static int[] palette(ColourMap colours, int levels) {
		int[] palette = new int[levels + 3];
		palette[0] = CLEAR;
		palette[1] = NUMBER_COLOUR;
		palette[2] = colours.missing();
		for (int i = 0; i < levels; i++) {
			palette[i + 3] = colours.colour(levels == 1 ? 0.5 : (double) i / (levels - 1));
		}
		return palette;
	}

	/**
	 * The picture.
	 *
	 * @param slots
	 *            where each panel stands, from 0, row after row
	 * @param share
	 *            0 to 1, from dark to bright
	 * @param levels
	 *            number of colours from dark to bright
	 * @return an index into the palette for each pixel, the uppermost row first
	 */
	byte[] draw(List<Panel> panels, List<Integer> slots, DoubleUnaryOperator share, int levels) {
		byte[] pixels = new byte[width() * height()];
		for (int i = 0; i < panels.size(); i++) {
			Panel panel = panels.get(i);
			int left = slots.get(i) % columns * (panelWidth + GAP);
			int top = slots.get(i) / columns * (panelHeight + GAP + (numbered ? NUMBERS : 0));
			if (numbered) {
				number(pixels, left, top, panel.number());
				top += NUMBERS;
			}
			byte[] row = new byte[panelWidth];
			int shown = panel.width() * enlargement;
			for (int y = 0; y < panel.height(); y++) {
				for (int x = 0; x < shown; x++) {
					float value = panel.values()[y * panel.width() + x / enlargement];
					row[x] = (byte) (Float.isFinite(value)
							? 3 + Math.min(levels - 1, (int) (levels * share.applyAsDouble(value)))
							: 2);
				}
				int bottom = top + panel.height() * enlargement - 1;
				for (int line = 0; line < enlargement; line++) {
					System.arraycopy(row, 0, pixels, (bottom - y * enlargement - line) * width() + left, shown);
				}
			}
		}
		return pixels;
	}

	private void number(byte[] pixels, int left, int top, int number) {
		int x = left + 1;
		for (char digit : String.valueOf(number).toCharArray()) {
			if (x + DIGIT_SCALE * DIGIT_WIDTH > left + panelWidth) {
				return;
			}
			for (int row = 0; row < DIGIT_HEIGHT * DIGIT_SCALE; row++) {
				for (int column = 0; column < DIGIT_WIDTH * DIGIT_SCALE; column++) {
					int bit = DIGIT_WIDTH * DIGIT_HEIGHT - 1 - row / DIGIT_SCALE * DIGIT_WIDTH - column / DIGIT_SCALE;
					if ((DIGITS[digit - '0'] >> bit & 1) == 1) {
						pixels[(top + row) * width() + x + column] = 1;
					}
				}
			}
			x += DIGIT_SCALE * (DIGIT_WIDTH + 1);
		}
	}
}
