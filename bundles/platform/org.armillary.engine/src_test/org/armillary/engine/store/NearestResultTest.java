package org.armillary.engine.store;

import static org.armillary.engine.store.StoreFixture.ENDED;
import static org.armillary.engine.store.StoreFixture.key;
import static org.armillary.engine.store.StoreFixture.report;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import org.armillary.engine.JobKey;
import org.armillary.engine.JobReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NearestResultTest {

	@TempDir
	Path folder;

	private Store store;
	private int seconds;

	@BeforeEach
	void open() throws IOException {
		store = Store.open(folder.resolve("store"));
	}

	@AfterEach
	void close() {
		store.close();
	}

	/** Each a second after the one before. */
	private JobKey ran(JobKey key, String job) throws IOException {
		store.adopt(report(key, job, ENDED.plusSeconds(seconds++)));
		store.sync();
		return key;
	}

	private void assertNearest(JobKey expected, JobKey key, String job) {
		assertEquals(Optional.of(expected), store.nearest(key, job).map(JobReport::key));
	}

	@Test
	void withoutAnythingLikeItThereIsNone() throws IOException {
		assertEquals(Optional.empty(), store.nearest(key("1", "a"), "add"));
		ran(key("1", "a"), "add");
		assertEquals(Optional.empty(), store.nearest(key("2", "b"), "other"));
		assertEquals(Optional.empty(), store.nearest(key("1", "a"), "add"));
	}

	@Test
	void theSameInputsWithOtherSettingsComeFirstOfWhateverJob() throws IOException {
		JobKey inputs = ran(key("1", "a", "b"), "another#7");
		ran(key("2", "a", "c"), "add");
		ran(key("3", "x", "y"), "add");
		assertNearest(inputs, key("2", "a", "b"), "add");
	}

	@Test
	void theSameSettingsOfTheSameJobComeNext() throws IOException {
		JobKey settings = ran(key("2", "a", "c"), "add");
		ran(key("2", "a", "d"), "other");
		ran(key("1", "a", "x", "y"), "add");
		assertNearest(settings, key("2", "a", "b"), "add");
	}

	@Test
	void theFewestDifferencesWinAndThenTheLatest() throws IOException {
		ran(key("9", "p", "q", "r"), "add");
		JobKey twoDiffer = ran(key("9", "a", "b", "r"), "add");
		ran(key("9", "a", "q", "r"), "add");
		assertNearest(twoDiffer, key("2", "a", "b", "c"), "add");
		ran(key("7", "a", "b", "c"), "add");
		JobKey latest = ran(key("8", "a", "b", "c"), "add");
		assertNearest(latest, key("2", "a", "b", "c"), "add");
	}

	@Test
	void manyCandidatesDoNotHideTheOneWithTheSameInputs() throws IOException {
		JobKey inputs = ran(key("1", "a"), "add");
		for (int i = 0; i < 60; i++) {
			store.adopt(report(key("2", "x" + i), "add", ENDED.plusSeconds(100 + i)));
		}
		store.sync();
		assertNearest(inputs, key("2", "a"), "add");
	}
}
