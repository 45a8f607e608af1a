package org.armillary.numerics.combination;

import java.util.Arrays;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

import org.armillary.numerics.kernel.Kernels;

/**
 * The samples of some neighbouring pixels, small enough for the processor's cache: {@code [frame * capacity + pixel]}.
 * NaN with variance 0 where a sample cannot be used or has been rejected.
 */
final class SampleBlock {

	static final VectorSpecies<Float> LANES = VectorSpecies.of(float.class,
			VectorShape.forBitSize(Kernels.vectorBits()));
	static final int LENGTH = LANES.length();

	private static final VectorSpecies<Integer> INTEGERS = VectorSpecies.of(int.class,
			VectorShape.forBitSize(Kernels.vectorBits()));
	private static final float INFINITE = Float.POSITIVE_INFINITY;

	final int frames;
	/** Number of pixels that there is room for, a multiple of 64. */
	final int capacity;
	final float[] values;
	final float[] variances;
	/** The samples of each pixel in order, behind them infinities. */
	final float[] ordered;
	/** Number of samples of each pixel. */
	final float[] count;
	final float[] pivot;
	/** Square of the percentile spread. */
	final float[] spread;
	/** Number of pixels in use, rounded up to whole registers; the rest of the last one is NaN. */
	int padded;

	private final CombinePlan plan;
	private final int[] network;

	SampleBlock(CombinePlan plan, int[] network, int capacity) {
		this.plan = plan;
		this.network = network;
		this.capacity = capacity;
		frames = plan.frames;
		values = new float[frames * capacity];
		variances = new float[frames * capacity];
		ordered = new float[plan.sorted ? frames * capacity : 0];
		count = new float[capacity];
		pivot = new float[capacity];
		spread = new float[capacity];
	}

	/** Takes the samples of {@code length} pixels of the strip. */
	void load(FrameStrip strip, int from, int length) {
		padded = (length + LENGTH - 1) / LENGTH * LENGTH;
		for (int frame = 0; frame < frames; frame++) {
			int row = frame * capacity;
			loadVariances(strip, frame, from, length);
			float[] source = strip.values()[frame];
			int[][] masks = strip.masks();
			int pixel = 0;
			for (; pixel <= length - LENGTH; pixel += LENGTH) {
				FloatVector value = FloatVector.fromArray(LANES, source, from + pixel);
				FloatVector variance = FloatVector.fromArray(LANES, variances, row + pixel);
				VectorMask<Float> usable = value.abs().compare(VectorOperators.LT, INFINITE)
						.and(variance.compare(VectorOperators.GE, 0f))
						.and(variance.compare(VectorOperators.LT, INFINITE));
				if (masks != null) {
					usable = usable.and(IntVector.fromArray(INTEGERS, masks[frame], from + pixel)
							.and(strip.badBits()).compare(VectorOperators.EQ, 0).cast(LANES));
				}
				FloatVector.broadcast(LANES, Float.NaN).blend(value.add(0f), usable).intoArray(values, row + pixel);
				FloatVector.zero(LANES).blend(variance, usable).intoArray(variances, row + pixel);
			}
			for (; pixel < length; pixel++) {
				boolean flagged = masks != null && (masks[frame][from + pixel] & strip.badBits()) != 0;
				boolean usable = !flagged
						&& PixelSamples.usable(source[from + pixel], variances[row + pixel]);
				values[row + pixel] = usable ? source[from + pixel] + 0f : Float.NaN;
				variances[row + pixel] = usable ? variances[row + pixel] : 0;
			}
			Arrays.fill(values, row + length, row + padded, Float.NaN);
			Arrays.fill(variances, row + length, row + padded, 0);
		}
	}

	private void loadVariances(FrameStrip strip, int frame, int from, int length) {
		int row = frame * capacity;
		switch (strip.variance()) {
		case FrameVariance.None() -> Arrays.fill(variances, row, row + length, 0);
		case FrameVariance.PerFrame(float[] all) -> Arrays.fill(variances, row, row + length, all[frame]);
		case FrameVariance.PerPixel(float[][] all) ->
			System.arraycopy(all[frame], from, variances, row, length);
		case FrameVariance.PerColumn(float[][] all) -> {
			int done = 0;
			while (done < length) {
				int column = (from + done) % strip.width();
				int part = Math.min(length - done, strip.width() - column);
				System.arraycopy(all[frame], column, variances, row + done, part);
				done += part;
			}
		}
		}
	}

	/** Takes the samples of the first {@code length} listed pixels of another block. */
	void gather(SampleBlock other, int[] pixels, int length) {
		padded = (length + LENGTH - 1) / LENGTH * LENGTH;
		for (int frame = 0; frame < frames; frame++) {
			int row = frame * capacity;
			int otherRow = frame * other.capacity;
			for (int i = 0; i < length; i++) {
				values[row + i] = other.values[otherRow + pixels[i]];
				variances[row + i] = other.variances[otherRow + pixels[i]];
			}
			Arrays.fill(values, row + length, row + padded, Float.NaN);
			Arrays.fill(variances, row + length, row + padded, 0);
		}
		for (int i = 0; i < length; i++) {
			pivot[i] = other.pivot[pixels[i]];
		}
	}

	/** Gives values and pivots back to the pixels that they came from. */
	void scatter(SampleBlock other, int[] pixels, int length) {
		for (int frame = 0; frame < frames; frame++) {
			for (int i = 0; i < length; i++) {
				other.values[frame * other.capacity + pixels[i]] = values[frame * capacity + i];
			}
		}
		for (int i = 0; i < length; i++) {
			other.pivot[pixels[i]] = pivot[i];
		}
	}

	/** Counts the samples of each pixel. */
	void count() {
		for (int pixel = 0; pixel < padded; pixel += LENGTH) {
			FloatVector found = FloatVector.zero(LANES);
			for (int frame = 0, i = pixel; frame < frames; frame++, i += capacity) {
				FloatVector value = FloatVector.fromArray(LANES, values, i);
				found = found.add(1f, value.compare(VectorOperators.EQ, value));
			}
			found.intoArray(count, pixel);
		}
	}

	/** Counts the samples of each pixel and puts them in order. */
	void sort() {
		for (int pixel = 0; pixel < padded; pixel += LENGTH) {
			FloatVector found = FloatVector.zero(LANES);
			for (int frame = 0, i = pixel; frame < frames; frame++, i += capacity) {
				FloatVector value = FloatVector.fromArray(LANES, values, i);
				VectorMask<Float> there = value.compare(VectorOperators.EQ, value);
				found = found.add(1f, there);
				FloatVector.broadcast(LANES, INFINITE).blend(value, there).intoArray(ordered, i);
			}
			found.intoArray(count, pixel);
		}
		for (int pair = 0; pair < network.length; pair += 2) {
			order(network[pair] * capacity, network[pair + 1] * capacity);
		}
	}

	/** Puts each of the values of two rows in order. */
	private void order(int low, int high) {
		for (int pixel = 0; pixel < padded; pixel += LENGTH) {
			FloatVector first = FloatVector.fromArray(LANES, ordered, low + pixel);
			FloatVector second = FloatVector.fromArray(LANES, ordered, high + pixel);
			VectorMask<Float> swap = first.compare(VectorOperators.GT, second);
			first.blend(second, swap).intoArray(ordered, low + pixel);
			second.blend(first, swap).intoArray(ordered, high + pixel);
		}
	}

	/** Median and squared percentile spread of sorted samples. */
	void centre() {
		CombinePlan.Rank rank = plan.ranks[frames];
		for (int pixel = 0; pixel < padded; pixel += LENGTH) {
			if (!complete(pixel)) {
				centreOneByOne(pixel);
				continue;
			}
			FloatVector middle = at(rank.middle(), pixel).mul(0.5f).add(at(rank.middleNext(), pixel).mul(0.5f));
			FloatVector low = at(rank.lower(), pixel);
			FloatVector lowGap = at(rank.lowerNext(), pixel).sub(low);
			FloatVector high = at(rank.upper(), pixel);
			FloatVector highGap = at(rank.upperNext(), pixel).sub(high);
			FloatVector wide = high.sub(low).add(highGap.mul(rank.upperPart()).sub(lowGap.mul(rank.lowerPart())))
					.mul(0.5f);
			middle.intoArray(pivot, pixel);
			wide.mul(wide).intoArray(spread, pixel);
		}
	}

	/** Whether no sample is missing in a register full of pixels. */
	boolean complete(int pixel) {
		return FloatVector.fromArray(LANES, count, pixel).compare(VectorOperators.EQ, (float) frames).allTrue();
	}

	private void centreOneByOne(int from) {
		for (int pixel = from; pixel < from + LENGTH; pixel++) {
			int found = (int) count[pixel];
			if (found == 0) {
				spread[pixel] = 0;
			} else {
				pivot[pixel] = plan.ranks[found].median(ordered, pixel, capacity);
				spread[pixel] = plan.ranks[found].squaredSpread(ordered, pixel, capacity);
			}
		}
	}

	private FloatVector at(int rank, int pixel) {
		return FloatVector.fromArray(LANES, ordered, rank * capacity + pixel);
	}

	/** The compensated mean as pivot, for samples that are counted. */
	void centreOnMean() {
		for (int pixel = 0; pixel < padded; pixel += LENGTH) {
			FloatVector total = FloatVector.zero(LANES);
			FloatVector lost = FloatVector.zero(LANES);
			for (int frame = 0, i = pixel; frame < frames; frame++, i += capacity) {
				FloatVector value = FloatVector.fromArray(LANES, values, i);
				value = FloatVector.zero(LANES).blend(value, value.compare(VectorOperators.EQ, value));
				FloatVector next = total.add(value);
				FloatVector part = next.sub(total);
				lost = lost.add(total.sub(next.sub(part)).add(value.sub(part)));
				total = next;
			}
			total.add(lost).div(FloatVector.fromArray(LANES, count, pixel)).intoArray(pivot, pixel);
		}
	}
}
