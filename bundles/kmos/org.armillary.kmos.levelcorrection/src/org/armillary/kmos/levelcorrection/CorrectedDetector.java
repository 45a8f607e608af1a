package org.armillary.kmos.levelcorrection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import org.armillary.actor.ActorContext;
import org.armillary.actor.QcValue;
import org.armillary.actor.message.Message;
import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.fits.FitsWriter;
import org.armillary.data.fits.Hdu;
import org.armillary.kmos.LevelCorrection;
import org.armillary.kmos.ReadoutChannels;
import org.armillary.kmos.detector.FlagCounts;
import org.armillary.kmos.detector.FlagLimits;
import org.armillary.kmos.detector.PixelFlag;
import org.armillary.kmos.detector.SliceLevels;

/**
 * What was made of one detector.
 *
 * @param image
 *            its image in the raw frame
 * @param number
 *            1 to 3
 * @param value
 *            values without the levels, adu, {@code [ny][nx]} in one
 * @param flags
 *            bits of {@link PixelFlag}
 * @param counts
 *            numbers of flagged pixels
 * @param levels
 *            the levels of its read-out channels, whether they were taken off or not
 * @param subtracted
 *            whether they were taken off
 * @param windows
 *            the levels of its windows, where these were taken off
 */
record CorrectedDetector(Hdu image, int number, float[] value, byte[] flags, FlagCounts counts, LevelCorrection levels,
		boolean subtracted, Optional<SliceLevels> windows) {

	private static final String ADU = "adu";
	private static final String SATURATION = "SATURATE";
	/** More pixels above the linear range than this, in per cent, are worth a caveat. */
	private static final double MANY_PERCENT = 0.1;
	/** With fewer windows measured than this share, the levels are hardly better than those of the channels. */
	private static final double FEW_WINDOWS = 0.5;

	/** Writes the image as it stands in raw frames. */
	void write(FitsWriter writer, FlagLimits limits) throws FitsException {
		ReadoutChannels channels = levels.channels();
		FitsHeader header = image.header();
		if (subtracted) {
			// what was at the end of the scale is at least here now
			double highest = alive().max().orElse(0);
			header = header.with(SATURATION, limits.saturation(image) - highest, "[adu] Pixels above may be saturated");
		}
		writer.image(image.name(), addTo(header), ADU, value, channels.nx(), channels.ny());
	}

	/** Writes the flags. */
	void writeFlags(FitsWriter writer) throws FitsException {
		ReadoutChannels channels = levels.channels();
		FitsHeader.Builder header = addTo(image.header()).toBuilder();
		PixelFlag.all().forEach(flag -> header.set("FLAG" + flag.bit(), flag.name(), flag.description()));
		writer.image("DET." + number + ".MASK", header.build(), "", flags, channels.nx(), channels.ny());
	}

	/** Publishes what was measured. */
	void publish(ActorContext context) {
		String subject = "detector " + number;
		context.publish(new QcValue("level", subject, meanLevel(), ADU));
		context.publish(new QcValue("odd minus even level", subject, oddMinusEven(), ADU));
		windows.ifPresent(slices -> {
			context.publish(new QcValue("windows measured", subject, slices.measured(), ""));
			context.publish(new QcValue("largest level of a window", subject, largest(slices), ADU));
		});
		context.publish(new QcValue("bad pixels", subject, counts.bad(), ""));
		context.publish(new QcValue("non-linear pixels", subject, counts.nonLinear(), ""));
		context.publish(new QcValue("saturated pixels", subject, counts.saturated(), ""));
		context.publish(new QcValue("persistent pixels", subject, counts.persistent(), ""));
		context.publish(new QcValue("pixels without value", subject, counts.noData(), ""));
	}

	/** What users should know. */
	List<Message> caveats(FlagLimits limits) {
		var caveats = new ArrayList<Message>();
		IntStream.range(0, ReadoutChannels.COUNT).filter(channel -> Double.isNaN(levels.levels()[2 * channel]))
				.forEach(channel -> caveats.add(LevelMessage.DEAD_CHANNEL.with(number, channel + 1)));
		int all = ReadoutChannels.COUNT * SliceLevels.BANDS;
		windows.filter(slices -> slices.measured() < FEW_WINDOWS * all).ifPresent(
				slices -> caveats.add(LevelMessage.FEW_WINDOWS.with(number, slices.measured(), all)));
		double percent = 100.0 * counts.nonLinear() / value.length;
		if (percent > MANY_PERCENT) {
			caveats.add(LevelMessage.MANY_NON_LINEAR.with(number, counts.nonLinear(),
					String.format(Locale.ROOT, "%.2f", percent), limits.linearAdu()));
		}
		return caveats;
	}

	private FitsHeader addTo(FitsHeader header) {
		return header.toBuilder().set("ESO QC LEVEL MEAN", meanLevel(), "[adu] Mean level of the read-out channels")
				.set("ESO QC LEVEL ODDEVEN", oddMinusEven(), "[adu] Odd minus even columns, mean")
				.set("ESO QC NONLIN NCOUNTS", (long) counts.nonLinear(), "Pixels above the linear range")
				.set("ESO QC SAT NCOUNTS", (long) counts.saturated(), "Saturated pixels")
				.set("ESO QC PERSIST NCOUNTS", (long) counts.persistent(), "Pixels that may still glow")
				.set("ESO QC BADPIX NCOUNTS", (long) counts.bad(), "Bad pixels of the mask").build();
	}

	private DoubleStream alive() {
		return Arrays.stream(levels.levels()).filter(Double::isFinite);
	}

	private double meanLevel() {
		return alive().average().orElse(Double.NaN);
	}

	/** Mean difference of the columns that FITS counts as odd to those that it counts as even. */
	private double oddMinusEven() {
		double[] level = levels.levels();
		return IntStream.range(0, ReadoutChannels.COUNT).mapToDouble(i -> level[2 * i] - level[2 * i + 1])
				.filter(Double::isFinite).average().orElse(Double.NaN);
	}

	private static double largest(SliceLevels slices) {
		return Arrays.stream(slices.windows()).flatMapToDouble(Arrays::stream).map(Math::abs).max().orElse(0);
	}
}
