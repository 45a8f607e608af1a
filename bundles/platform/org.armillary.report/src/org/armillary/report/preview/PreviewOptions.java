package org.armillary.report.preview;

/**
 * How much of a file is shown.
 *
 * @param maxWidth
 *            largest width of a picture, px
 * @param maxImages
 *            largest number of previews of a file
 * @param maxBytes
 *            largest size of the PNG file of one picture, bytes; pictures become coarser until they fit
 */
public record PreviewOptions(int maxWidth, int maxImages, int maxBytes) {

	/** Pictures of at most 640 px and 48 kB, at most six of a file. */
	public static final PreviewOptions DEFAULT = new PreviewOptions(640, 6, 48 << 10);

	private static final int SMALLEST_WIDTH = 32;
	private static final int SMALLEST_BYTES = 1024;

	/** Checks that something can be shown. */
	public PreviewOptions {
		if (maxWidth < SMALLEST_WIDTH || maxImages < 1 || maxBytes < SMALLEST_BYTES) {
			throw new IllegalArgumentException("previews of at most " + maxWidth + " px, " + maxImages + " images, "
					+ maxBytes + " bytes");
		}
	}
}
