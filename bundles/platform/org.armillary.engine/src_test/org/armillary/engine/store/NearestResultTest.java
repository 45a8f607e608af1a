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
import org.armillary.engine.KeyPart;
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

	/** Results with an input of the same content or name. */
	private Optional<JobReport> nearest(JobKey key, String job) {
		return store.nearest(key, job, earlier -> earlier.key().parts().stream().filter(NearestResultTest::isInput)
				.anyMatch(part -> key.parts().stream().filter(NearestResultTest::isInput).anyMatch(
						other -> other.value().equals(part.value()) || other.label().equals(part.label()))));
	}

	private static boolean isInput(KeyPart part) {
		return part.kind() == KeyPart.Kind.INPUT;
	}

	private void assertNearest(JobKey expected, JobKey key, String job) {
		assertEquals(Optional.of(expected), nearest(key, job).map(JobReport::key));
	}

	@Test
	void withoutAnythingLikeItThereIsNone() throws IOException {
		assertEquals(Optional.empty(), nearest(key("1", "a"), "add"));
		ran(key("1", "a"), "add");
		assertEquals(Optional.empty(), nearest(key("2", "b"), "other"));
		assertEquals(Optional.empty(), nearest(key("1", "a"), "add"));
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

	@Test
	void anOlderResultOfAnotherJobWithFewerDifferencesWins() throws IOException {
		JobKey one = ran(key("50", "a", "b", "c", "old x"), "add#7");
		for (int i = 0; i < 60; i++) {
			store.adopt(report(key("40", "a", "b", "c", "x" + i), "add", ENDED.plusSeconds(100 + i)));
		}
		store.sync();
		assertNearest(one, key("50", "a", "b", "c", "new x"), "add");
	}

	/** The files were renamed, the result was used again, then their contents changed. */
	@Test
	void inputsAreCalledWhatTheyWereCalledWhenTheResultWasUsedLast() throws IOException {
		JobKey executed = ran(renamed(key("1", "a", "b"), "old "), "add#1");
		JobKey reused = key("1", "a", "b");
		assertEquals(executed.hash(), reused.hash());
		JobKey changed = renamed(key("1", "new a", "new b"), "new ", "");
		assertEquals(Optional.empty(), nearest(changed, "add#2"));
		StoreFixture.hit(store, reused);
		store.sync();
		assertEquals(reused.parts(), nearest(changed, "add#2").orElseThrow().key().parts());
		// found as it stands now, it is not written again
		assertEquals(reused.parts(), StoreFixture.hit(store, reused).key().parts());
	}

	private static JobKey renamed(JobKey key, String prefix) {
		return JobKey.of(key.parts().stream().map(
				part -> isInput(part) ? new KeyPart(part.kind(), part.name(), part.value(), prefix + part.label())
						: part)
				.toList());
	}

	private static JobKey renamed(JobKey key, String before, String now) {
		return JobKey.of(key.parts().stream().map(part -> isInput(part)
				? new KeyPart(part.kind(), part.name(), part.value(), part.label().replace(before, now))
				: part).toList());
	}
}
