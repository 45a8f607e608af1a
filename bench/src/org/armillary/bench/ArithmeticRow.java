package org.armillary.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Divides cubes by a spectrum in a warm JVM, beside a plain copy of the same arrays. */
final class ArithmeticRow implements Row {

	// values and variances, read and written
	private static final double BYTES = 4.0 * Float.BYTES * CubeKernel.CUBES * CubeKernel.PLANES * CubeKernel.PLANE;
	private static final Target OF_COPY = Target.atMost(3);
	// the copy's results are other numbers
	private static final double NOT_COMPARED = Double.POSITIVE_INFINITY;

	@Override
	public String name() {
		return "arithmetic";
	}

	@Override
	public String title() {
		return "24 cubes of 2048 × 14 × 14 ÷ spectrum with variance, warm JVM, into existing arrays";
	}

	@Override
	public List<Line> measure(Workplace place, boolean peers) throws BenchException {
		var lines = new ArrayList<Line>();
		try (var race = new Race()) {
			Worker divide = race.add(Worker.start(place, "ours", Programs.kernel(place, "divide")));
			Worker copy = race.add(Worker.start(place, "System.arraycopy", Programs.kernel(place, "copy")));
			race.run(Duration.ofSeconds(5), 7, 101, NOT_COMPARED);
			Samples seconds = race.of(divide);
			lines.add(Line.figure("one thread", seconds, BYTES / seconds.median() / 1e9, "GB/s")
					.remark("bytes read and written; " + divide.about()));
			lines.add(Line.timeRatio("one thread", seconds, copy.label(), race.of(copy)).must(OF_COPY));
		}
		return lines;
	}
}
