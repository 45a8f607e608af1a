package org.armillary.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.armillary.actor.message.Message;
import org.armillary.actor.provider.ActorCatalog;
import org.armillary.engine.RunMessage;
import org.armillary.engine.run.JobState;
import org.junit.jupiter.api.Test;

class FailureGroupTest {

	private static Message message(String id, String summary) {
		return new Message(id, summary, Optional.empty(), List.of("Mend it."));
	}

	private static SampleRun.Spec spec(String id, JobState state, Message... messages) {
		var spec = new SampleRun.Spec();
		spec.id = id;
		spec.node = id.replaceFirst("#.*", "");
		spec.state = state;
		spec.messages = List.of(messages);
		return spec;
	}

	private static List<ReportJob> jobs(SampleRun sample) throws Exception {
		return ReportRun.of(sample.record(), sample, ActorCatalog.of(), ReportOptions.of("0", Instant.EPOCH)).jobs();
	}

	@Test
	void sameKindAndSameSentenceButForValues() throws Exception {
		var sample = new SampleRun();
		sample.job(spec("dark#1", JobState.FAILED, message("fits.truncated", "/raw/a 1.fits: has 12 bytes, not 2880")));
		sample.job(spec("dark#2", JobState.FAILED, message("fits.truncated", "/raw/b.fits: has 5760 bytes, not 8640")));
		sample.job(spec("flat#1", JobState.FAILED, message("kmos.lamp", "the lamp ‘ARGON’ was off")));
		sample.job(spec("flat#2", JobState.FAILED, message("kmos.lamp", "the lamp ‘NEON’ was off")));
		sample.job(spec("flat#3", JobState.FAILED, message("kmos.lamp", "the lamp was never on")));
		sample.job(spec("flat#4", JobState.FAILED, message("kmos.lamp", "the lamp ‘NEON’ was off")));
		List<FailureGroup> groups = FailureGroup.failures(jobs(sample));
		assertEquals(List.of(3, 1), groups.stream().filter(group -> group.message().id().equals("kmos.lamp"))
				.map(group -> group.jobs().size()).toList(), "another sentence is another cause");
		assertEquals(List.of("flat#1", "flat#2", "flat#4"),
				groups.getFirst().jobs().stream().map(ReportJob::id).toList(), "most jobs first");
	}

	@Test
	void skippedJobsStandWithTheFailureBehindThem() throws Exception {
		var sample = new SampleRun();
		sample.job(spec("dark#1", JobState.FAILED, message("x.y", "no")));
		sample.job(spec("dark#2", JobState.OK));
		sample.job(spec("flat#1", JobState.SKIPPED, RunMessage.SKIPPED.with("flat", "dark#1", "failed")));
		sample.job(spec("cube#1", JobState.SKIPPED, RunMessage.SKIPPED.with("cube", "flat#1", "was skipped")));
		sample.job(spec("cube#2", JobState.SKIPPED, RunMessage.SKIPPED.with("cube", "gone#7", "was cancelled")));
		List<FailureGroup> groups = FailureGroup.failures(jobs(sample));
		assertEquals(2, groups.size());
		assertEquals(List.of("dark#1"), groups.getFirst().jobs().stream().map(ReportJob::id).toList());
		assertEquals(List.of("flat#1", "cube#1"), groups.getFirst().skipped().stream().map(ReportJob::id).toList());
		assertEquals(List.of("cube#2"), groups.getLast().jobs().stream().map(ReportJob::id).toList(),
				"what nobody failed for stands alone");
	}

	@Test
	void aFailureWithoutAWord() throws Exception {
		List<FailureGroup> groups = FailureGroup.failures(jobs(new SampleRun().job(spec("a", JobState.FAILED))));
		assertEquals("report.no-reason", groups.getFirst().message().id());
	}

	@Test
	void caveats() throws Exception {
		var sample = new SampleRun();
		sample.job(spec("a", JobState.OK, message("c.d", "3 pixels"), message("c.d", "4 pixels")));
		sample.job(spec("b", JobState.PARTIAL, message("c.d", "5 pixels")));
		List<ReportJob> jobs = jobs(sample);
		assertTrue(FailureGroup.failures(jobs).isEmpty());
		assertEquals(List.of("a", "b"),
				FailureGroup.caveats(jobs).getFirst().jobs().stream().map(ReportJob::id).toList(), "each job once");
	}
}
