package org.armillary.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.armillary.actor.QcValue;
import org.armillary.actor.provider.ActorCatalog;
import org.armillary.engine.quality.LimitReader;
import org.armillary.engine.quality.LimitSet;
import org.junit.jupiter.api.Test;

/** Values of many subjects in one row. */
class FoldedQualityTest {

	private static Quality quality(LimitSet limits, double... values) throws Exception {
		var job = new SampleRun.Spec();
		var qc = new ArrayList<QcValue>();
		for (int i = 0; i < values.length; i++) {
			qc.add(new QcValue("noise", "IFU " + (i + 1), values[i], "adu"));
		}
		qc.add(new QcValue("level", "", 5, "adu"));
		job.qc = qc;
		var sample = new SampleRun().job(job);
		return Quality.of(ReportRun.of(sample.record(), sample, ActorCatalog.of(),
				ReportOptions.of("0", SampleRun.BEGIN)), limits, sample);
	}

	private static LimitSet limits() throws Exception {
		return LimitReader.read("""
				armillary-limits: 1
				name: test
				limits:
				  - actor: test.actor
				    value: noise
				    unit: adu
				    requirement: <= 8
				    goal: <= 6
				""", "test.limits.yaml");
	}

	@Test
	void fewSubjectsHaveARowEach() throws Exception {
		List<FoldedQuality> rows = FoldedQuality.of(quality(LimitSet.NONE, 1, 2, 3, 4, 5, 6).series());
		assertEquals(7, rows.size());
		assertFalse(rows.stream().anyMatch(FoldedQuality::isFolded));
	}

	@Test
	void manySubjectsHaveOneWithRangeAndWorst() throws Exception {
		List<FoldedQuality> rows = FoldedQuality.of(quality(limits(), 1, 2, 9, 4, 5, Double.NaN, 11, 3).series());
		assertEquals(2, rows.size());
		FoldedQuality noise = rows.getFirst();
		assertTrue(noise.isFolded());
		assertEquals(4, noise.median());
		assertEquals("median of 8, 1 not measured, 1 … 11; worst: IFU 7, 11", noise.words());
		assertEquals(Optional.of("3 of 8"), noise.share(), "what is not measured fails, too");
		String strip = noise.strip(Optional.empty());
		assertTrue(strip.contains("from IFU 1 to IFU 8"), strip);
	}

	@Test
	void alikeAndWithoutLimits() throws Exception {
		FoldedQuality planes = FoldedQuality.of(quality(LimitSet.NONE, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128)
				.series()).getFirst();
		assertEquals("median of 10, all alike", planes.words());
		assertEquals(Optional.empty(), planes.share());
		assertTrue(planes.strip(Optional.empty()).contains("from IFU 1 to IFU 10"), "in natural order");
	}
}
