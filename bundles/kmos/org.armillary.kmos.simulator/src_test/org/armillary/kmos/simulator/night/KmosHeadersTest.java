package org.armillary.kmos.simulator.night;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.armillary.actor.provider.DescriptorRules;
import org.armillary.actor.provider.ParameterValues;
import org.armillary.actor.simulation.SimulatedFile;
import org.armillary.actor.simulation.Simulation;
import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.fits.FitsFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of a night on disk. */
class KmosHeadersTest {

	private static final Map<String, String> SMALL = Map.of("angles", "0", "exposures", "2", "masters", "true",
			"faults",
			"all");

	@TempDir
	private Path folder;

	private static Simulation simulation(long seed) throws Exception {
		var simulator = new KmosHeaders();
		return simulator.simulate(seed, ParameterValues.parse(simulator.descriptor(), SMALL));
	}

	@Test
	void theDescriptionBreaksNoRule() throws Exception {
		DescriptorRules.check(KmosHeaders.NAME, new KmosHeaders().descriptor());
	}

	@Test
	void filesHaveTheNamesAndSizesThatWereToldAndTakeLittleRoom() throws Exception {
		Simulation simulation = simulation(1);
		var told = new ArrayList<Long>();
		simulation.write(folder, (done, total, unit) -> told.add(total - done));
		assertEquals(0, told.getLast());
		assertEquals(simulation.files().size(), told.size());
		var found = new ArrayList<SimulatedFile>();
		try (var files = Files.walk(folder)) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				String name = folder.relativize(file).toString();
				String category = simulation.files().stream().filter(one -> one.name().equals(name))
						.map(SimulatedFile::category).findFirst().orElse("absent");
				found.add(new SimulatedFile(name, category, Files.size(file)));
			}
		}
		found.sort((a, b) -> a.name().compareTo(b.name()));
		assertEquals(simulation.files(), found);
		long sum = found.stream().mapToLong(SimulatedFile::bytes).sum();
		long used = blocksWithContent(
				folder.resolve(found.stream().filter(file -> file.bytes() == 50_402_880).findFirst()
						.orElseThrow().name()));
		long estimate = simulation.bytesOnDisk();
		assertTrue(estimate < sum / 100 && estimate >= found.stream().filter(file -> file.bytes() == 50_402_880).count()
				* used * 4096, estimate + " of " + sum);
		assertTrue(found.stream().anyMatch(file -> file.bytes() == 50_402_880), "a raw frame of full size");
	}

	private static long blocksWithContent(Path file) throws IOException {
		long count = 0;
		try (InputStream bytes = Files.newInputStream(file)) {
			for (byte[] block = bytes.readNBytes(4096); block.length > 0; block = bytes.readNBytes(4096)) {
				count += Arrays.equals(block, new byte[block.length]) ? 0 : 1;
			}
		}
		return count;
	}

	@Test
	void theSameSeedGivesTheSameBytes() throws Exception {
		Path first = Files.createDirectory(folder.resolve("first"));
		Path second = Files.createDirectory(folder.resolve("second"));
		simulation(2).write(first, (_, _, _) -> {
		});
		simulation(2).write(second, (_, _, _) -> {
		});
		for (SimulatedFile file : simulation(2).files()) {
			assertArrayEquals(beginning(first.resolve(file.name())), beginning(second.resolve(file.name())),
					file.name());
			assertEquals(Files.size(first.resolve(file.name())), Files.size(second.resolve(file.name())), file.name());
		}
	}

	/** The primary header and the first one of an extension; all after that is the same in all files. */
	private static byte[] beginning(Path path) throws IOException {
		try (InputStream file = Files.newInputStream(path)) {
			return file.readNBytes(70_000);
		}
	}

	@Test
	void ourReaderFindsWhatTheNightSays() throws Exception {
		SimulatedNight night = SimulatedNight.of(NightPlan.of(SMALL), 3);
		night.write(folder, (_, _, _) -> {
		});
		for (SimulatedFrame frame : night.frames()) {
			Path path = folder.resolve(frame.name());
			if (frame.faults().contains(Fault.TRUNCATED) || frame.faults().contains(Fault.NOT_FITS)) {
				assertThrows(FitsException.class, () -> read(path, frame), frame.name());
			} else {
				read(path, frame);
			}
		}
	}

	private static void read(Path path, SimulatedFrame frame) throws IOException {
		FitsFile file = FitsFile.open(path);
		assertEquals(frame.header(), file.hdus().getFirst().header(), frame.name());
		assertEquals(1 + frame.content().extensions(), file.hdus().size());
		for (int i = 1; i < file.hdus().size(); i++) {
			FitsHeader header = file.hdus().get(i).header();
			assertEquals(List.of(2048L, 2048L), List.of(header.integer("NAXIS1"), header.integer("NAXIS2")));
			assertEquals("CHIP" + i + ".INT1", header.text("EXTNAME"));
		}
	}
}
