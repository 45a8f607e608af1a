package org.armillary.nights;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;
import java.util.Optional;

import org.armillary.organiser.Dataset;
import org.armillary.organiser.Organisation;
import org.armillary.organiser.Organiser;
import org.junit.jupiter.api.Test;

/** Random rules on random headers. {@code -Darmillary.nights.seed=SEED} tries one again. */
class InventedNightsTest {

	private static final long FIRST_SEED = Nights.FIRST_SEED;
	private static final double SHARE = 0.45;
	private static final int FEWEST = 300;

	/** What happened in the nights, so that nobody takes nights in which nothing happens for a success. */
	private int nights;
	private int refused;
	private long complete;
	private long incomplete;
	private long chosen;
	private long corrected;
	private long skipped;
	private int manyDatasets;

	@Test
	void theOrganiserAgreesWithTheReference() throws Exception {
		Long only = Long.getLong("armillary.nights.seed");
		if (only != null) {
			compare(only);
			return;
		}
		long end = System.nanoTime() + (long) (Nights.SECONDS * SHARE * 1e9);
		for (long seed = FIRST_SEED; seed < FIRST_SEED + FEWEST || System.nanoTime() < end; seed++) {
			compare(seed);
		}
		String counts = "nights %d, refused %d, datasets %d + %d, choices %d, corrected %d, skipped %d, several %d"
				.formatted(nights, refused, complete, incomplete, chosen, corrected, skipped, manyDatasets);
		assertTrue(refused < nights / 2, counts);
		assertTrue(complete > nights && incomplete > nights && chosen > nights / 2, counts);
		assertTrue(corrected > nights / 10 && skipped > nights / 4 && manyDatasets > nights / 3, counts);
	}

	private void compare(long seed) throws Exception {
		Night night = Nights.invented(seed);
		Optional<List<String>> differences = Nights.differences(night);
		if (differences.isEmpty()) {
			refused++;
			return;
		}
		if (!differences.get().isEmpty()) {
			fail(Nights.report("night of seed " + seed, night));
		}
		nights++;
		Organisation organisation = new Organiser(night.ruleSet(), night.overlays(), Differences.NOW)
				.organise(night.files());
		corrected += organisation.frames().stream().filter(frame -> !frame.corrections().isEmpty()).count();
		manyDatasets += organisation.datasets().size() > 3 ? 1 : 0;
		for (Dataset dataset : organisation.datasets()) {
			complete += dataset.complete() ? 1 : 0;
			incomplete += dataset.complete() ? 0 : 1;
			skipped += dataset.members().stream().filter(member -> member.skipped()).count();
			chosen += dataset.associations().stream().mapToInt(association -> association.choices().size()).sum();
		}
	}
}
