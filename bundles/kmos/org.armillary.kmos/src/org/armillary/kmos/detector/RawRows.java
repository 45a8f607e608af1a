package org.armillary.kmos.detector;

import java.util.ArrayList;
import java.util.List;

import org.armillary.actor.ActorException;
import org.armillary.data.FitsException;
import org.armillary.data.fits.Hdu;
import org.armillary.kmos.LevelCorrection;
import org.armillary.kmos.RawFrame;
import org.armillary.kmos.ReadoutChannels;

/**
 * One detector in several raw frames, read row by row with the levels of the read-out channels taken off, adu. Holds no
 * pixels. Immutable and safe for threads.
 */
public final class RawRows {

	/** Rows that {@link #some} reads. */
	private static final int SOME_ROWS = 64;

	private final ReadoutChannels channels;
	private final List<Hdu> images;
	private final List<LevelCorrection> levels;
	/** Level of each column of each frame, adu. */
	private final float[][] columns;

	private RawRows(ReadoutChannels channels, List<Hdu> images, List<LevelCorrection> levels) {
		this.channels = channels;
		this.images = List.copyOf(images);
		this.levels = List.copyOf(levels);
		columns = new float[images.size()][channels.nx()];
		for (int frame = 0; frame < columns.length; frame++) {
			for (int x = 0; x < channels.nx(); x++) {
				columns[frame][x] = (float) levels.get(frame).levels()[channels.level(x)];
			}
		}
	}

	/**
	 * Measures the levels.
	 *
	 * @param frames
	 *            at least one, of the same detectors ({@link RawFrame#checkSameDetectors})
	 * @param detector
	 *            1 to 3
	 * @param levelCorrected
	 *            whether levels are taken off; else they are 0
	 * @throws ActorException
	 *             if a frame has no reference pixel to measure them
	 */
	public static RawRows of(List<RawFrame> frames, int detector, boolean levelCorrected)
			throws ActorException, FitsException {
		if (frames.isEmpty()) {
			throw new IllegalArgumentException("rows of no frames");
		}
		ReadoutChannels channels = frames.getFirst().channels();
		List<Hdu> images = frames.stream().map(frame -> frame.detectors().get(detector - 1)).toList();
		var levels = new ArrayList<LevelCorrection>();
		for (Hdu image : images) {
			levels.add(levelCorrected ? LevelCorrection.measure(image, channels) : LevelCorrection.none(channels));
		}
		return new RawRows(channels, images, levels);
	}

	/** The read-out channels. */
	public ReadoutChannels channels() {
		return channels;
	}

	/** Number of frames. */
	public int frames() {
		return images.size();
	}

	/** Level of a column of a frame, both from 0, adu; NaN where the read-out channel is dead. */
	public float level(int frame, int column) {
		return columns[frame][column];
	}

	/** The image of the detector in each frame. */
	public List<Hdu> images() {
		return images;
	}

	/** The levels of each frame; zero without level correction. */
	public List<LevelCorrection> levels() {
		return levels;
	}

	/**
	 * Reads rows of a frame.
	 *
	 * @param frame
	 *            from 0
	 * @param firstRow
	 *            from 0
	 * @param rows
	 *            number of rows
	 * @param target
	 *            takes {@code [rows][nx]} in one, adu
	 * @param offset
	 *            where in {@code target}
	 */
	public void read(int frame, int firstRow, int rows, float[] target, int offset) throws FitsException {
		int nx = channels.nx();
		images.get(frame).readFloats((long) firstRow * nx, target, offset, rows * nx);
		float[] level = columns[frame];
		for (int row = 0; row < rows; row++) {
			int start = offset + row * nx;
			for (int x = 0; x < nx; x++) {
				target[start + x] -= level[x];
			}
		}
	}

	/** Memory for so many rows of all frames: {@code float[frame][rows * nx]}. */
	public float[][] strips(int rows) {
		return new float[frames()][rows * channels.nx()];
	}

	/** Reads rows of all frames. */
	public void read(int firstRow, int rows, float[][] strips) throws FitsException {
		for (int frame = 0; frame < strips.length; frame++) {
			read(frame, firstRow, rows, strips[frame], 0);
		}
	}

	/** Some rows of a frame in one, 64 where there are as many, evenly spread and without the reference rows; adu. */
	public float[] some(int frame) throws FitsException {
		int inner = channels.ny() - 2 * ReadoutChannels.REFERENCE;
		int count = Math.min(SOME_ROWS, inner);
		float[] some = new float[count * channels.nx()];
		for (int i = 0; i < count; i++) {
			int row = ReadoutChannels.REFERENCE + (int) ((2L * i + 1) * inner / (2L * count));
			read(frame, row, 1, some, i * channels.nx());
		}
		return some;
	}
}
