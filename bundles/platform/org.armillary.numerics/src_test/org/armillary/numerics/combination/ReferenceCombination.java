package org.armillary.numerics.combination;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** The rules of {@link FrameCombiner}'s documentation, plainly and in double precision; of one pixel. */
final class ReferenceCombination {

	double value = Double.NaN;
	double variance = Double.NaN;
	int used;
	/** How close a sample came to the limit between kept and rejected, in units of the scale. */
	double closest = Double.POSITIVE_INFINITY;

	private final CombineSettings settings;
	private final boolean known;

	record Sample(double value, double variance, double weight) {
	}

	ReferenceCombination(CombineSettings settings, boolean known, List<Sample> samples, int frames) {
		this.settings = settings;
		this.known = known;
		List<Sample> left = switch (settings.method()) {
		case KSIGMA -> clipped(samples);
		case MIN_MAX -> trimmed(samples);
		case MEDIAN, AVERAGE, SUM -> samples;
		};
		used = left.size();
		if (left.isEmpty()) {
			return;
		}
		value = settings.method() == CombineMethod.MEDIAN ? quantile(left, 0.5) : mean(left);
		variance = variance(left, known, samples.size());
		if (settings.method() == CombineMethod.SUM) {
			value *= frames;
			variance *= frames * frames;
		}
	}

	private List<Sample> clipped(List<Sample> samples) {
		List<Sample> left = samples;
		for (int iteration = 0; iteration < settings.iterations() && !left.isEmpty(); iteration++) {
			boolean few = samples.size() <= 10;
			double centre = few || iteration == 0 ? quantile(left, 0.5) : average(left);
			double spread = (quantile(left, 0.8413447460685429) - quantile(left, 0.15865525393145707)) / 2;
			if (known && samples.size() < 5) {
				spread = 0;
			}
			if (!few && (iteration > 0 || spread == 0)) {
				spread = Math.sqrt(scatter(left));
			}
			var kept = new ArrayList<Sample>();
			for (Sample sample : left) {
				double scale = few ? Math.max(spread, Math.sqrt(sample.variance)) : spread;
				double limit = scale * (sample.value > centre ? settings.positiveKappa() : settings.negativeKappa());
				double distance = Math.abs(sample.value - centre);
				closest = Math.min(closest, Math.abs(distance - limit) / scale);
				if (!(scale > 0 && distance > limit)) {
					kept.add(sample);
				}
			}
			if (kept.size() == left.size()) {
				break;
			}
			left = kept;
		}
		return left;
	}

	private List<Sample> trimmed(List<Sample> samples) {
		int kept = samples.size() - settings.minReject() - settings.maxReject();
		return kept < 1
				? List.of()
				: samples.stream().sorted((a, b) -> Double.compare(a.value, b.value)).skip(settings.minReject())
						.limit(kept).toList();
	}

	private double variance(List<Sample> left, boolean known, int valid) {
		int m = left.size();
		double factor = settings.method() == CombineMethod.MEDIAN ? NormalDistribution.medianFactor(m) : 1;
		double weights = sum(left.stream().mapToDouble(Sample::weight));
		double squares = sum(left.stream().mapToDouble(s -> s.weight * s.weight));
		double mean = mean(left);
		double scatter = factor * sum(left.stream().mapToDouble(s -> s.weight * Math.pow(s.value - mean, 2)))
				/ (weights - squares / weights) * squares / (weights * weights);
		if (!known) {
			return m >= 2 ? scatter : Double.NaN;
		}
		if (settings.noise() == NoiseRule.SCATTER && m >= 3) {
			return scatter;
		}
		double propagated = sum(left.stream().mapToDouble(s -> s.weight * s.weight * s.variance))
				/ (weights * weights) * factor;
		if (settings.method() == CombineMethod.MIN_MAX) {
			propagated *= NormalDistribution.trimmedFactor(valid, settings.minReject(), settings.maxReject());
		}
		if (m < 2 || settings.noise() != NoiseRule.PROPAGATED_OR_SCATTER) {
			return propagated;
		}
		double centre = sum(left.stream().mapToDouble(s -> s.value / s.variance))
				/ sum(left.stream().mapToDouble(s -> 1 / s.variance));
		double chiSquare = sum(left.stream().mapToDouble(s -> Math.pow(s.value - centre, 2) / s.variance));
		double limit = ChiSquare.upperQuantile(settings.scatterProbability(), m - 1);
		closest = Math.min(closest, Math.abs(chiSquare / limit - 1));
		return chiSquare > limit ? propagated * chiSquare / (m - 1) : propagated;
	}

	private static double scatter(List<Sample> samples) {
		double mean = average(samples);
		return sum(samples.stream().mapToDouble(s -> Math.pow(s.value - mean, 2))) / (samples.size() - 1);
	}

	private static double average(List<Sample> samples) {
		return sum(samples.stream().mapToDouble(Sample::value)) / samples.size();
	}

	private static double mean(List<Sample> samples) {
		return sum(samples.stream().mapToDouble(s -> s.weight * s.value))
				/ sum(samples.stream().mapToDouble(Sample::weight));
	}

	private static double sum(DoubleStream numbers) {
		return numbers.sum();
	}

	private static double quantile(List<Sample> samples, double fraction) {
		double[] sorted = samples.stream().mapToDouble(Sample::value).sorted().toArray();
		double position = fraction * (sorted.length - 1);
		int below = (int) position;
		int above = Math.min(below + 1, sorted.length - 1);
		return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
	}
}
