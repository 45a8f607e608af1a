package org.armillary.organiser;

import static org.armillary.organiser.Example.NIGHT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.armillary.organiser.header.HeaderFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetStatesTest {

	/** Where files are that are nowhere. */
	private static final Path HERE = Path.of("/no/such/night");

	/** What runs did, as a store would tell it. */
	private static final class Runs implements ReductionHistory {

		private final Map<String, List<Reduction>> reductions = new HashMap<>();
		private final List<FileSet> sets = new ArrayList<>();

		Runs did(Dataset dataset, DatasetState progress) {
			var choices = new LinkedHashMap<String, List<String>>();
			dataset.associations().forEach(association -> choices.put(association.need().name(),
					association.choices().stream().map(choice -> choice.dataset().name()).toList()));
			reductions.computeIfAbsent(dataset.filesIdentity(), _ -> new ArrayList<>()).addFirst(
					new Reduction("run", dataset.filesIdentity(), dataset.identity(), progress, choices));
			sets.addFirst(new FileSet(dataset.filesIdentity(), dataset.reduced().stream()
					.map(member -> HERE.resolve(member.frame().name())).toList()));
			return this;
		}

		/** All there ever were, as a store that does not look at their names might tell. */
		@Override
		public Stream<FileSet> similar(Dataset dataset) {
			return sets.stream();
		}

		@Override
		public List<Reduction> of(String filesIdentity) {
			return reductions.getOrDefault(filesIdentity, List.of());
		}
	}

	private final Night night = new Night().masterFlat("old", "H", NIGHT - 5).arc("a", "H", NIGHT).darks("d", 3, NIGHT,
			10);

	private static DatasetStatus arc(Organisation organisation, ReductionHistory history) {
		return DatasetStates.of(organisation, history).of(GroupingTest.dataset(organisation, "arc"));
	}

	@Test
	void progressIsThatOfTheNewestRun() {
		Organisation organisation = Example.organise(night);
		Dataset arc = GroupingTest.dataset(organisation, "arc");
		assertEquals(DatasetState.NEW, arc(organisation, ReductionHistory.NONE).state());
		for (DatasetState state : List.of(DatasetState.REDUCED, DatasetState.FAILED, DatasetState.PARTLY_REDUCED,
				DatasetState.RUNNING)) {
			DatasetStatus status = arc(organisation, new Runs().did(arc, DatasetState.REDUCED).did(arc, state));
			assertEquals(state, status.state());
			assertEquals("", status.reason());
			assertEquals(state, status.last().orElseThrow().progress());
		}
	}

	@Test
	void aBetterCalibrationMakesOutOfDate() {
		Dataset before = GroupingTest.dataset(Example.organise(night), "arc");
		Organisation now = Example.organise(night.masterFlat("better", "H", NIGHT + 0.01));

		DatasetStatus status = arc(now, new Runs().did(before, DatasetState.REDUCED));
		assertEquals(DatasetState.OUT_OF_DATE, status.state());
		assertEquals("flat: now flat-master-H-2026-03-01T00:14:24 (level -1), "
				+ "reduced with flat-master-H-2026-02-24T00:00:00", status.reason());

		assertEquals(DatasetState.FAILED, arc(now, new Runs().did(before, DatasetState.FAILED)).state());
		assertEquals(DatasetState.REDUCED,
				arc(now, new Runs().did(before, DatasetState.REDUCED)
						.did(GroupingTest.dataset(now, "arc"), DatasetState.REDUCED)).state());
	}

	@Test
	void aCalibrationThatIsGoneOrChangedMakesOutOfDate() {
		Dataset before = GroupingTest.dataset(Example.organise(night), "arc");
		Organisation without = Example.organise(new Night().arc("a", "H", NIGHT));
		assertEquals("flat: now none, reduced with flat-master-H-2026-02-24T00:00:00",
				arc(without, new Runs().did(before, DatasetState.REDUCED)).reason());

		Organisation changed = Example.organise(night.file("second.fits", "FLAT,LAMP", "old", NIGHT - 4.9,
				"ESO PRO CATG", "MASTER_FLAT", "ESO INS GRAT1 ID", "H", "ESO INS TEMP", 280.0));
		DatasetStatus status = arc(changed, new Runs().did(before, DatasetState.REDUCED));
		assertEquals(DatasetState.OUT_OF_DATE, status.state());
		assertTrue(status.reason().startsWith("flat: flat-master-H-2026-02-24T00:00:00 has other files"),
				status.reason());
	}

	private static Night darks(int from, int to) {
		var night = new Night();
		for (int i = from; i < to; i++) {
			night.file(at("d" + i + ".fits", NIGHT + i * 0.001));
		}
		return night;
	}

	/** A dark of which it is known where it is. */
	private static HeaderFile at(String name, double mjd, Object... more) {
		var keywords = Stream.concat(Stream.of("ESO DET SEQ1 DIT", 10.0), Stream.of(more)).toArray();
		HeaderFile file = Night.make(name, "DARK", "d", mjd, keywords);
		return new HeaderFile(name, Optional.of(HERE.resolve(name)), file.header(), file.bytes(), file.identity());
	}

	private static DatasetStatus dark(Night night, ReductionHistory history) {
		Organisation organisation = Example.organise(night);
		return DatasetStates.of(organisation, history).of(GroupingTest.dataset(organisation, "dark"));
	}

	private static Runs reduced(Night night) {
		return new Runs().did(GroupingTest.dataset(Example.organise(night), "dark"), DatasetState.REDUCED);
	}

	@Test
	void aFileThatArrivedMakesOutOfDate() {
		DatasetStatus status = dark(darks(0, 4), reduced(darks(0, 3)));
		assertEquals(DatasetState.OUT_OF_DATE, status.state());
		assertEquals("run run had 3 of these 4 files, not d3.fits", status.reason());
		assertEquals("run", status.last().orElseThrow().run());

		// the first file, by which a dataset is called, and no more than three names
		assertEquals("run run had 1 of these 5 files, not d0.fits, d1.fits, d2.fits …",
				dark(darks(0, 5), reduced(darks(4, 5))).reason());
	}

	@Test
	void aFileThatIsGoneMakesOutOfDate() {
		assertEquals("run run had 1 file more: d4.fits", dark(darks(0, 4), reduced(darks(0, 5))).reason());
		assertEquals("run run had 2 files more: d0.fits, d1.fits", dark(darks(2, 5), reduced(darks(0, 5))).reason());
		assertEquals("run run had 2 of these 3 files, not d3.fits, and 1 other file: d0.fits",
				dark(darks(1, 4), reduced(darks(0, 3))).reason());
	}

	@Test
	void aFileThatChangedMakesOutOfDate() {
		DatasetStatus status = dark(darks(0, 2).file(at("d2.fits", NIGHT + 0.002, "ESO INS TEMP", 270.0)),
				reduced(darks(0, 3)));
		assertEquals(DatasetState.OUT_OF_DATE, status.state());
		assertTrue(status.reason().startsWith("run run had the same files, but one of them"), status.reason());
	}

	@Test
	void aFileThatWasMovedIsTheSame(@TempDir Path elsewhere) throws Exception {
		Dataset before = GroupingTest.dataset(Example.organise(darks(0, 3)), "dark");
		var moved = new Runs().did(before, DatasetState.REDUCED);
		moved.sets.set(0, new ReductionHistory.FileSet(before.filesIdentity(),
				List.of(elsewhere.resolve("d0.fits"), elsewhere.resolve("d1.fits"), elsewhere.resolve("d2.fits"))));
		assertEquals("run run had 3 of these 4 files, not d3.fits", dark(darks(0, 4), moved).reason());
		for (int i = 0; i < 3; i++) {
			Files.createFile(elsewhere.resolve("d" + i + ".fits"));
		}
		assertEquals(DatasetState.NEW, dark(darks(0, 4), moved).state(), "these are others of the same names");
	}

	@Test
	void withOtherFilesWhatWasNotReducedIsNew() {
		Dataset before = GroupingTest.dataset(Example.organise(darks(0, 3)), "dark");
		for (DatasetState state : List.of(DatasetState.FAILED, DatasetState.PARTLY_REDUCED, DatasetState.RUNNING)) {
			assertEquals(DatasetState.NEW, dark(darks(0, 4), new Runs().did(before, state)).state());
		}
		assertEquals(DatasetState.NEW, dark(darks(3, 6), reduced(darks(0, 3))).state(), "no file is the same");
		Runs failed = reduced(darks(0, 3)).did(GroupingTest.dataset(Example.organise(darks(0, 4)), "dark"),
				DatasetState.FAILED);
		assertEquals("run run had 3 of these 5 files, not d3.fits, d4.fits", dark(darks(0, 5), failed).reason(),
				"a newer run with more of them failed");
		assertEquals(DatasetState.FAILED, dark(darks(0, 4), failed).state(), "its own files count first");
	}

	@Test
	void whatIsStillThereWasNotAnother() {
		Organisation before = Example.organise(new Night().science("s", "H", NIGHT).file("s2.fits", "OBJECT", "s",
				NIGHT + 0.01, "ESO INS GRAT1 ID", "H", "ESO OCS ARM1 NAME", "A", "ESO OCS ARM2 NAME", "B"));
		assertEquals(2, before.datasets().size(), "two targets share a file");
		Dataset first = before.datasets().stream().filter(dataset -> dataset.reduced().size() == 2).findFirst()
				.orElseThrow();
		var history = new Runs().did(first, DatasetState.REDUCED);
		DatasetStates states = DatasetStates.of(before, history);
		for (Dataset dataset : before.datasets()) {
			assertEquals(dataset == first ? DatasetState.REDUCED : DatasetState.NEW, states.of(dataset).state(),
					dataset.name());
		}
	}

	@Test
	void otherFilesAndAnotherChoice() {
		Dataset before = GroupingTest.dataset(Example.organise(night), "arc");
		Organisation more = Example.organise(
				new Night().arc("a", "H", NIGHT).arc("b", "H", NIGHT + 0.01, "ESO TPL START", "a"));
		assertEquals(DatasetState.NEW, arc(more, ReductionHistory.NONE).state());
		assertEquals("run run had 1 of these 2 files, not b.fits\n"
				+ "flat: now none, reduced with flat-master-H-2026-02-24T00:00:00",
				arc(more, new Runs().did(before, DatasetState.REDUCED)).reason());
	}

	@Test
	void ofAnotherOrganisationIsRefused() {
		DatasetStates states = DatasetStates.of(Example.organise(night), ReductionHistory.NONE);
		Dataset other = GroupingTest.dataset(Example.organise(night), "arc");
		assertThrows(IllegalArgumentException.class, () -> states.of(other));
	}
}
