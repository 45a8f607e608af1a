package org.armillary.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.armillary.engine.KeyPart.Kind;
import org.junit.jupiter.api.Test;

/** What people are told of why a job runs. */
class JobReasonTest {

	/** A key with the given inputs, each as label and content. */
	private static JobKey key(String threshold, List<String> inputs) {
		var parts = new ArrayList<KeyPart>();
		parts.add(new KeyPart(Kind.PARAMETER, "threshold", threshold));
		for (String input : inputs) {
			parts.add(new KeyPart(Kind.INPUT, "in", input, input.split("=")[0]));
		}
		return JobKey.of(parts);
	}

	private static JobReason reason(JobKey before, JobKey now) {
		return JobReason.changed("run-1", KeyDifference.between(before.parts(), now.parts()), now);
	}

	@Test
	void fewDifferencesOfAPortAreToldOneByOne() {
		JobReason reason = reason(key("1", List.of("a=1", "b=1", "c=1")), key("2", List.of("a=2", "b=1", "d=1")));
		assertEquals("re-ran: threshold 1 → 2; input in: the content of a changed; input in: c → d", reason.text());
		assertEquals(Map.of(), reason.inputs());
	}

	@Test
	void manyDifferencesOfAPortAreSummedUp() {
		JobReason reason = reason(key("1", List.of("a=1", "b=1", "c=1", "d=1", "e=1", "f=1")),
				key("2", List.of("a=2", "b=2", "c=2", "d=2", "e=2", "f=1")));
		assertEquals("re-ran: threshold 1 → 2; input in: 5 of 6 changed: a, b, c, …", reason.text());
		assertEquals(Map.of("in", 6), reason.inputs());
	}

	@Test
	void filesThatComeGoOrTakeAnothersPlaceAreCountedApart() {
		assertEquals("re-ran: input in: 1 of 4 changed: a, 2 of 4 replaced: b → x, c → y, 2 gone: d, e",
				reason(key("1", List.of("a=1", "b=1", "c=1", "d=1", "e=1", "f=1")),
						key("1", List.of("a=2", "x=2", "y=2", "f=1"))).text());
		assertEquals("re-ran: input in: 4 of 5 new: b, c, d, …",
				reason(key("1", List.of("a=1")), key("1", List.of("a=1", "b=1", "c=1", "d=1", "e=1"))).text());
	}

	/** The journal of an earlier version does not say how many products there were. */
	@Test
	void withoutTheirNumberTheyAreToldAllTheSame() {
		JobReason reason = reason(key("1", List.of("a=1", "b=1", "c=1", "d=1")),
				key("1", List.of("a=2", "b=2", "c=2", "d=2")));
		assertEquals("re-ran: input in: 4 changed: a, b, c, …",
				new JobReason(reason.kind(), reason.run(), reason.differences(), reason.jobs()).text());
	}
}
