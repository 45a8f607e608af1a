package org.armillary.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.armillary.actor.QcValue;
import org.armillary.actor.message.Message;
import org.armillary.actor.provider.ActorCatalog;
import org.armillary.engine.RunMessage;
import org.armillary.engine.quality.LimitReader;
import org.armillary.engine.run.JobState;
import org.armillary.engine.run.RunState;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** What jobs said, as reports tell it. */
class TellingTest {

	private static SampleRun.Spec spec(String id, JobState state) {
		var spec = new SampleRun.Spec();
		spec.id = id;
		spec.node = id;
		spec.state = state;
		return spec;
	}

	private static String page(SampleRun sample, ReportOptions options) throws Exception {
		return new RunReport(sample.record(), sample, ActorCatalog.of(), options).page();
	}

	private static ReportOptions options() {
		return ReportOptions.of("0.1.0", SampleRun.BEGIN.plusSeconds(90_000));
	}

	private static String text(String page, String id) throws Exception {
		return Pages.withId(Pages.parse(page), id).getTextContent();
	}

	@Test
	void judgementsOfTheRunGiveWayToThoseOfTheReport() throws Exception {
		var job = spec("dark", JobState.OK);
		job.qc = List.of(new QcValue("noise", "", 10, "adu"));
		job.messages = List.of(RunMessage.QUALITY_FAILED.with("dark", "noise", "10 adu", "<= 5 adu", "a", "none"),
				RunMessage.QUALITY_UNIT.with("dark", "noise", "adu", "electron", "a"));
		String page = page(new SampleRun().job(job), options().withLimits(LimitReader.read("""
				armillary-limits: 1
				name: test
				limits:
				  - actor: test.actor
				    value: noise
				    unit: adu
				    requirement: <= 20
				    goal: <= 15
				""", "test.limits.yaml")));
		assertTrue(text(page, "quality").contains("1 goal met"));
		assertFalse(page.contains("required"), "the run had other limits");
		assertTrue(text(page, "attention").contains("Nothing"), text(page, "attention"));
	}

	@Test
	void limitsOfAnotherUnitNeedAttention() throws Exception {
		var job = spec("dark", JobState.OK);
		job.qc = List.of(new QcValue("noise", "", 10, "adu"));
		String page = page(new SampleRun().job(job), options().withLimits(LimitReader.read("""
				armillary-limits: 1
				name: test
				limits:
				  - actor: test.actor
				    value: noise
				    unit: electron
				    requirement: <= 20
				    goal: <= 15
				""", "test.limits.yaml")));
		assertTrue(text(page, "attention").contains("1 QC value has another unit"), text(page, "attention"));
	}

	@Test
	void whatIsOutOfDateNeedsAttention() throws Exception {
		var bad = spec("dark", JobState.OK);
		bad.outOfDate = "shutter <did> not open";
		bad.products = List.of("dark.fits", "noise.fits");
		var same = spec("flat", JobState.OK);
		same.outOfDate = bad.outOfDate;
		String page = page(new SampleRun().job(bad).job(same).job(spec("good", JobState.OK)), options());
		String told = text(page, "attention");
		assertFalse(told.contains("Nothing"), told);
		assertTrue(told.contains("2 results are out of date"), told);
		assertTrue(told.contains("marked out of date by anna on 2026-03-01T20:00:00Z: shutter <did> not open"), told);
		assertTrue(told.contains("Do not use the 2 products of dark, flat"), told);
		assertEquals(2, text(page, "product-table").split("out of date", -1).length - 1, "each of the products");
		assertTrue(text(page, "job-1").contains("out of date") && text(page, "job-2").contains("out of date"));
		assertFalse(text(page, "job-3").contains("out of date"));
	}

	@Test
	void whatWasToldBeforeTheRunNeedsAttention() throws Exception {
		var sample = new SampleRun().node("dark", "test.actor").job(spec("dark", JobState.OK));
		for (int i = 1; i <= 8; i++) {
			sample.told(new Message("run.unfinished", "a" + i + ".fits: left out", Optional.empty(),
					List.of("Run again.")));
		}
		sample.told(new Message("x.y", "4 of 5 exposures", Optional.of("at <night>"), List.of()));
		String told = text(page(sample, options()), "attention");
		assertFalse(told.contains("Nothing"), told);
		assertTrue(told.contains("a1.fits: left out") && told.contains("a8.fits: left out"), told);
		assertTrue(told.contains("2 more like these") && told.contains("4 of 5 exposures"), told);
		assertTrue(told.contains("at <night>"), told);
		assertEquals(1, told.split("Run again\\.", -1).length - 1, "a remedy once");
	}

	@Test
	void valuesOfAJobThatFailedStandWithTheJob() throws Exception {
		var failed = spec("dark", JobState.FAILED);
		failed.qc = List.of(new QcValue("noise", "detector 1", 9, "adu"));
		String page = page(new SampleRun().job(failed), options());
		assertTrue(text(page, "job-1").contains("noise (detector 1) 9 adu"), text(page, "job-1"));
		assertFalse(page.contains("id=\"quality\""), "no quality control of what was not made");
	}

	@Test
	void aCaveatOfManyIsCalledByWhatTheyShare() throws Exception {
		var sample = new SampleRun();
		for (int i = 1; i <= 3; i++) {
			var job = spec("dark#" + i, JobState.OK);
			job.messages = List.of(new Message("dark.bad", "dark#" + i + ": " + 10 * i + " of 100 pixels of A"
					+ (char) ('0' + i) + ".fits are bad", Optional.empty(), List.of("Look at night" + i + ".")));
			sample.job(job);
		}
		var caveat = FailureGroup.caveats(ReportRun.of(sample.record(), sample, ActorCatalog.of(), options()).jobs());
		assertEquals(1, caveat.size());
		assertEquals("10 … 30 of 100 pixels of … are bad", caveat.getFirst().message().summary());
		assertEquals(List.of("Look at …"), caveat.getFirst().message().remedies());
		assertEquals(3, caveat.getFirst().sentences().size());
		assertTrue(text(page(sample, options()), "attention").contains("20 of 100 pixels of A2.fits are bad"));
	}

	@Test
	void productsAreCalledByTheirNames() throws Exception {
		var dark = spec("dark", JobState.OK);
		dark.products = List.of("dark/MASTER.fits");
		var line = spec("line", JobState.FAILED);
		String object = SampleRun.Spec.object("dark/MASTER.fits").toString();
		line.messages = List.of(new Message("x.y", object + "[IFU.1.DATA]: no line. Another is /other/"
				+ "0".repeat(64) + ".fits", Optional.of("read " + object + ".\n\tand " + object),
				List.of("Look at " + object + ".")));
		String page = page(new SampleRun().job(dark).job(line), options());
		assertFalse(page.contains(object));
		String told = text(page, "attention");
		assertTrue(told.contains("dark/MASTER.fits[IFU.1.DATA]: no line. Another is /other/000"), told);
		assertTrue(told.contains("Look at dark/MASTER.fits."), told);
		assertTrue(told.contains("read dark/MASTER.fits.\n    and dark/MASTER.fits"), told);
	}

	@Test
	void inputsOfAJobThatFailedAreTold() throws Exception {
		var job = spec("dark", JobState.FAILED);
		job.inputs = List.of("raw1.fits", "raw2.fits");
		String told = text(page(new SampleRun().job(job), options()), "inputs");
		assertTrue(told.contains("2 RAW") && told.contains("ARC.raw1.fits") && told.contains("16 MB"), told);
	}

	@Test
	void theTimesOfAJobBelongTogether() throws Exception {
		var cut = spec("a", JobState.OK);
		cut.cutOff = List.of(0.0, 4.0);
		cut.from = 86_400 + 3600;
		var atWork = spec("b", JobState.RUNNING);
		atWork.from = 86_400 + 3540;
		String page = page(new SampleRun().job(cut).job(atWork).state(RunState.RUNNING), options());
		List<String> cells = cells(page, "job-1");
		assertEquals("2026-03-02 21:00:00", cells.get(3), "of the attempt whose time it is, with its day");
		assertEquals("1.0 s", cells.get(4));
		assertEquals("61 s so far", cells(page, "job-2").get(4));
	}

	private static List<String> cells(String page, String row) throws Exception {
		Element element = Pages.withId(Pages.parse(page), row);
		var cells = element.getChildNodes();
		return IntStream.range(0, cells.getLength()).mapToObj(cells::item)
				.filter(Element.class::isInstance).map(cell -> cell.getTextContent().strip()).toList();
	}
}
