package org.armillary.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Combines frames with clipping in a warm JVM, beside astropy and numpy. */
final class CombineRow implements Row {

	private static final double MEGAPIXELS = CombineKernel.DETECTORS * CombineKernel.SIDE * CombineKernel.SIDE / 1e6;
	private static final double WHOLE_TO_PART = MEGAPIXELS * 1e6 / CombineKernel.PART;
	private static final Target PER_CORE = Target.atLeast(40);
	private static final Target TIMES_FASTER = Target.atLeast(30);
	private static final double SAME = 5e-3;

	@Override
	public String name() {
		return "combine";
	}

	@Override
	public String title() {
		return "ksigma-combine 10 frames of 3 × 2048² with variance, warm JVM, from memory to memory";
	}

	@Override
	public List<Line> measure(Workplace place, boolean peers) throws BenchException {
		var lines = new ArrayList<Line>();
		int cores = Runtime.getRuntime().availableProcessors();
		Path part = place.memory().resolve("frames.raw");
		try (var race = new Race()) {
			Worker one = race.add(Worker.start(place, "ours, one thread", Programs.kernel(place, "combine", 1, part)));
			Worker all = race
					.add(Worker.start(place, "ours, all cores", Programs.kernel(place, "combine", cores, part)));
			race.run(Duration.ofSeconds(6), 5, 31, SAME);
			lines.add(rate("one thread", race.of(one), 1).remark("Mpix of output; " + one.about()));
			lines.add(rate(cores + " threads", race.of(all), cores)
					.remark("in all %s Mpix/s".formatted(Samples.digits(MEGAPIXELS / race.of(all).median()))));
		}
		if (peers) {
			lines.addAll(besidePeers(place, part));
		}
		return lines;
	}

	private static Line rate(String what, Samples seconds, int cores) {
		return Line.figure(what, seconds, MEGAPIXELS / seconds.median() / cores, "Mpix/s per core").must(PER_CORE);
	}

	private static List<Line> besidePeers(Workplace place, Path part) throws BenchException {
		try (var race = new Race()) {
			int cores = Runtime.getRuntime().availableProcessors();
			Worker ours = race.add(Worker.start(place, "ours, one thread", Programs.kernel(place, "combine", 1, part)));
			Worker all = race
					.add(Worker.start(place, "ours, all cores", Programs.kernel(place, "combine", cores, part)));
			Worker clip;
			Worker median;
			try {
				clip = race.add(Worker.start(place, "astropy sigma_clip, nanmedian",
						Programs.python(place, "combine_astropy.py", part, CombineKernel.FRAMES, "clip")));
				median = race.add(Worker.start(place, "numpy median",
						Programs.python(place, "combine_astropy.py", part, CombineKernel.FRAMES, "median")));
			} catch (BenchException e) {
				return List.of(Line.missing("one thread", "astropy", e.getMessage()));
			}
			race.run(Duration.ofSeconds(14), 3, 15, SAME);
			String scaled = "times faster; theirs measured on 1/" + Math.round(WHOLE_TO_PART) + " of the pixels";
			return List.of(
					Line.speedRatio(cores + " threads", race.of(all), clip.label(), race.of(clip).times(WHOLE_TO_PART),
							1)
							.must(TIMES_FASTER).remark(scaled + ", which use one thread; " + clip.about()),
					Line.speedRatio("one thread", race.of(ours), clip.label(), race.of(clip).times(WHOLE_TO_PART), 1)
							.remark(scaled),
					Line.speedRatio("one thread", race.of(ours), median.label(),
							race.of(median).times(WHOLE_TO_PART), 1).remark(scaled));
		}
	}
}
