package org.armillary.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.armillary.data.FitsHeader;
import org.armillary.data.fits.FitsWriter;

/** Reads three detectors of 32-bit floats into new arrays, beside cfitsio and astropy. */
final class ReadRow implements Row {

	private static final int SIDE = 2048;
	private static final int DETECTORS = 3;
	private static final Target OF_CFITSIO = Target.atMost(1.5);
	private static final Target OF_ASTROPY = Target.atMost(0.6);

	@Override
	public String name() {
		return "read";
	}

	@Override
	public String title() {
		return "read 3 × 2048² float32 from the page cache into new arrays";
	}

	@Override
	public List<Line> measure(Workplace place, boolean peers) throws BenchException {
		var lines = new ArrayList<Line>();
		Path file = frame(place);
		try (var race = new Race()) {
			Worker ours = race.add(Worker.start(place, "ours", Programs.kernel(place, "read", file)));
			var cfitsio = new ArrayList<Worker>();
			var astropy = new ArrayList<Worker>();
			if (peers) {
				try {
					String program = Programs.compiled(place, "read_cfitsio.c", "cfitsio", "gcc and libcfitsio-dev")
							.toString();
					cfitsio.add(race.add(Worker.start(place, "cfitsio, new arrays",
							List.of(program, file.toString(), "new"))));
					cfitsio.add(race.add(Worker.start(place, "cfitsio, arrays used again",
							List.of(program, file.toString(), "again"))));
				} catch (BenchException e) {
					lines.add(Line.missing("two threads inside", "cfitsio", e.getMessage()));
				}
				try {
					astropy.add(race.add(Worker.start(place, "astropy, memmap",
							Programs.python(place, "read_astropy.py", file, "memmap"))));
					astropy.add(race.add(Worker.start(place, "astropy, memmap=False",
							Programs.python(place, "read_astropy.py", file, "read"))));
				} catch (BenchException e) {
					lines.add(Line.missing("two threads inside", "astropy", e.getMessage()));
				}
			}
			race.run(Duration.ofSeconds(8), 7, 61, 1e-6);
			Samples seconds = race.of(ours);
			double bytes = (double) DETECTORS * SIDE * SIDE * Float.BYTES;
			lines.addFirst(Line.figure("two threads inside", seconds, bytes / seconds.median() / 1e9, "GB/s"));
			lines.addAll(beside(race, ours, cfitsio, OF_CFITSIO));
			lines.addAll(beside(race, ours, astropy, OF_ASTROPY));
		}
		return lines;
	}

	// the first way of a peer does as ours does, and carries the target
	private static List<Line> beside(Race race, Worker ours, List<Worker> peers, Target target) {
		var lines = new ArrayList<Line>();
		for (Worker peer : peers) {
			Line line = Line.timeRatio("two threads inside", race.of(ours), peer.label(), race.of(peer));
			lines.add(lines.isEmpty() ? line.must(target).remark(peer.about()) : line);
		}
		return lines;
	}

	private static Path frame(Workplace place) throws BenchException {
		Path file = place.disk().resolve("read.fits");
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.primary(FitsHeader.EMPTY);
			for (int detector = 1; detector <= DETECTORS; detector++) {
				float[] pixels = new float[SIDE * SIDE];
				for (int i = 0; i < pixels.length; i++) {
					pixels[i] = detector + i % 1000 * 0.25f;
				}
				writer.image("CHIP" + detector + ".INT1", FitsHeader.EMPTY, "ADU", pixels, SIDE, SIDE);
			}
			writer.commit();
			return file;
		} catch (IOException e) {
			throw new BenchException("the frame to read could not be written: " + e.getMessage(), e);
		}
	}
}
