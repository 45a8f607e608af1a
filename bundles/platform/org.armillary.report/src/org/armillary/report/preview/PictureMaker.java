package org.armillary.report.preview;

import java.util.ArrayList;
import java.util.List;

import org.armillary.data.FitsException;
import org.armillary.report.plot.Numbers;

/** Makes a picture of panels as large as asked for and as small in bytes as sensible. */
final class PictureMaker {

	/** Numbers of colours that are tried, until the file is small enough. */
	private static final int[] LEVELS = { 64, 32, 16, 10 };
	/** What a picture should not need more of for each pixel, bytes. */
	private static final double PIXEL_BYTES = 0.38;
	private static final int SMALL_FILE = 8192;
	private static final int MOST_ENLARGEMENT = 16;
	/** Up to this width pixels are enlarged, px. */
	private static final int LARGE_ENOUGH = 320;
	/** Numbers of IFUs that have a place of their own in a picture. */
	private static final int IFUS = 24;
	private static final int MANY = 6;

	private final PreviewOptions options;
	private final ColourMap colours;
	private final boolean flags;

	/** Gives panels of one shape, each made smaller by a factor. */
	@FunctionalInterface
	interface Source {
		List<Panel> panels(int factor) throws FitsException;
	}

	/**
	 * A picture before it is described.
	 *
	 * @param panels
	 *            what it shows
	 * @param factor
	 *            by how much they are smaller than the images
	 * @param stretch
	 *            what is dark and bright
	 * @param levels
	 *            number of colours
	 */
	record Made(List<Panel> panels, int factor, Stretch stretch, int levels, int width, int height, byte[] png) {

		/** How pixels became colours. */
		String words(ColourMap colours, String unit) {
			long missing = panels.stream().mapToLong(Panel::missing).sum();
			long total = panels.stream().mapToLong(Panel::total).sum();
			return (factor > 1 ? "means of " + factor + " × " + factor + " pixels; " : "")
					+ stretch.words(colours, unit)
					+ (missing == 0 ? ""
							: "; " + missing + " of " + total + " pixels (" + percent(missing, total)
									+ ") without data, "
									+ colours.missingWords() + (factor > 1 ? " where none is left" : ""))
					+ "; " + levels + " colours";
		}
	}

	/** A maker of pictures of numbers. */
	PictureMaker(PreviewOptions options, ColourMap colours) {
		this(options, colours, false);
	}

	private PictureMaker(PreviewOptions options, ColourMap colours, boolean flags) {
		this.options = options;
		this.colours = colours;
		this.flags = flags;
	}

	/** A maker of pictures of flags: black for 0 and white for 1, even where all are alike. */
	static PictureMaker ofFlags(PreviewOptions options) {
		return new PictureMaker(options, ColourMap.GREY, true);
	}

	/** A share in percent, in words. */
	static String percent(long part, long total) {
		return Numbers.text(100.0 * part / total, 2) + " %";
	}

	/**
	 * Makes a picture.
	 *
	 * @param numbers
	 *            number of each panel
	 * @param width
	 *            width of an image, pixels
	 * @param height
	 *            height of an image, pixels
	 */
	Made make(List<Integer> numbers, int width, int height, Source source) throws FitsException {
		int count = numbers.size();
		boolean places = count > MANY && numbers.stream().allMatch(number -> number >= 1 && number <= IFUS);
		int slots = places ? IFUS : count;
		int columns = Mosaic.columns(slots, width, height);
		int rows = Math.ceilDiv(slots, columns);
		int room = Mosaic.room(options.maxWidth(), columns);
		int tall = Math.max(1, 2 * options.maxWidth() / rows);
		int factor = Math.max(1, Math.max(Math.ceilDiv(width, room), Math.ceilDiv(height, tall)));
		List<Integer> slot = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			slot.add(places ? numbers.get(i) - 1 : i);
		}
		while (true) {
			List<Panel> panels = source.panels(factor);
			Stretch stretch = flags ? Stretch.FLAGS : Stretch.of(panels.stream().map(Panel::values).toList());
			int panelWidth = Math.ceilDiv(width, factor);
			int panelHeight = Math.ceilDiv(height, factor);
			int enlargement = factor > 1 ? 1
					: Math.clamp(Math.min(Math.min(room, LARGE_ENOUGH) / panelWidth, tall / panelHeight), 1,
							MOST_ENLARGEMENT);
			var mosaic = new Mosaic(columns, rows, panelWidth * enlargement, panelHeight * enlargement, enlargement,
					count > 1);
			Made made = smallest(mosaic, panels, slot, stretch, factor);
			if (made.png.length <= options.maxBytes() || panelWidth * panelHeight <= 1) {
				return made;
			}
			factor *= 2;
		}
	}

	private Made smallest(Mosaic mosaic, List<Panel> panels, List<Integer> slots, Stretch stretch, int factor) {
		double pixels = (double) mosaic.width() * mosaic.height() / (mosaic.enlargement() * mosaic.enlargement());
		double most = Math.min(options.maxBytes(), Math.max(SMALL_FILE, PIXEL_BYTES * pixels));
		int[] tried = flags ? new int[] { 2 } : LEVELS;
		int levels = 0;
		byte[] png = {};
		for (int i = 0; i < tried.length && (i == 0 || png.length > most); i++) {
			levels = tried[i];
			png = Png.encode(mosaic.width(), mosaic.height(), mosaic.draw(panels, slots, stretch::share, levels),
					Mosaic.palette(colours, levels));
		}
		return new Made(panels, factor, stretch, levels, mosaic.width(), mosaic.height(), png);
	}
}
