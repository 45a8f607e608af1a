package org.armillary.engine.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.data.FitsMessage;
import org.armillary.engine.RunMessage;
import org.armillary.engine.job.JobFailures.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobFailuresTest {

	@TempDir
	Path folder;

	/** A job writes into the store: another output folder would not help. */
	@Test
	void aFullDiskIsToldWithPlaceAndAmountsAndTheRemediesOfARun() {
		var said = FitsMessage.DISK_FULL.with("/store/x.fits", "at least 5000 bytes are missing, 12 bytes are free");
		Failure failure = JobFailures.of(new ActorException(Kind.RESOURCE, said), "test.step", new JobFolder(folder));
		assertEquals(Kind.RESOURCE, failure.kind());
		assertEquals(RunMessage.DISK_FULL.id(), failure.message().id());
		assertEquals(said.summary(), failure.message().summary());
		assertEquals(RunMessage.DISK_FULL.with("", "").remedies(), failure.message().remedies());
		assertTrue(failure.message().remedies().getFirst().contains("armillary resume"));
	}
}
