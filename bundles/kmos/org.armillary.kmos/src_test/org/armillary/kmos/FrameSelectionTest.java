package org.armillary.kmos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.armillary.actor.ActorException;
import org.armillary.actor.Keywords;
import org.armillary.actor.Plan;
import org.armillary.actor.PlanInput;
import org.armillary.actor.ProductDescription;
import org.armillary.actor.ProductFile;
import org.armillary.actor.ResourceEstimate;
import org.armillary.actor.message.Message;
import org.armillary.kmos.detector.TestFrames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class FrameSelectionTest {

	@TempDir
	private Path folder;

	@Test
	void framesAreInOrderOfTime() throws IOException, ActorException {
		List<RawFrame> written = frames(3).keyword(0, "MJD-OBS", 56634.9).write();
		List<RawFrame> backwards = new ArrayList<>(written);
		Collections.reverse(backwards);
		List<RawFrame> expected = List.of(written.get(1), written.get(2), written.get(0));
		assertEquals(files(expected), files(open(written).frames()));
		assertEquals(files(expected), files(open(backwards).frames()));
		FrameSelection two = new FrameSelection(List.of(written.get(0))).and(new FrameSelection(written.subList(2, 3)));
		assertEquals(files(List.of(written.get(2), written.get(0))), files(two.frames()));
		assertSame(written.get(2), two.first());
		assertEquals(2, two.size());
	}

	@Test
	void framesThatBelongTogether() throws IOException, ActorException {
		FrameSelection selection = open(frames(3).write());
		var caveats = new Caveats();
		assertSame(selection, selection.checkSetups().checkDetectors().checkBands()
				.tellRepeated(caveats).tellTemperatures(caveats));
		assertEquals(List.of(), caveats.all());
		FrameSelection none = open(List.of());
		assertSame(none, none.checkSetups().checkDetectors().checkBands().tellRepeated(caveats)
				.tellTemperatures(caveats));
	}

	@Test
	void whatDiffersIsRefused() throws IOException, ActorException {
		FrameSelection grating = open(frames(3).keyword(2, "ESO INS GRAT2 ID", "K").write());
		assertRefused(grating::checkBands, "frame2.fits", "ESO INS GRAT2 ID");
		grating.checkSetups();
		FrameSelection time = open(frames(2).keyword(1, "ESO DET SEQ1 DIT", 9.0).keyword(1, "EXPTIME", 9.0).write());
		assertRefused(time::checkSetups, "frame1.fits", "ESO DET SEQ1 DIT");
		time.checkDetectors();
	}

	@Test
	void repeatedFramesAndTemperaturesAreTold() throws IOException, ActorException {
		FrameSelection selection = open(frames(3).keyword(2, "MJD-OBS", 56634.5).keyword(2, "ARCFILE",
				"KMOS.frame0.fits").keyword(1, OpticsTemperature.KEYWORD, 124.5).write());
		var caveats = new Caveats();
		selection.tellRepeated(caveats).tellTemperatures(caveats);
		assertEquals(List.of(KmosMessage.SAME_FRAME.id(), KmosMessage.TEMPERATURES_DIFFER.id()),
				caveats.all().stream().map(Message::id).toList());
	}

	/** The same checks with what a plan knows. */
	@Test
	void plansRefuseTheSame() throws IOException, ActorException {
		List<RawFrame> written = frames(3).keyword(1, "ESO INS FILT3 ID", "Block").keyword(2, "ESO INS GRAT2 ID", "K")
				.keyword(2, "MJD-OBS", 56634.0).keyword(0, "ESO DPR TYPE", "FLAT,LAMP").write();
		PlannedFrames planned = planned(written);
		assertEquals(3, planned.size());
		assertEquals(56634.0, planned.first().values().get("MJD-OBS"));
		assertSame(planned, planned.checkSetups().checkType("FLAT,LAMP"));
		assertRefused(planned::checkBands, "frames 3", "ESO INS GRAT2 ID");
		ActorException type = assertThrows(ActorException.class, () -> planned.checkType("DARK"));
		assertEquals(KmosMessage.KEYWORD_VALUE.id(), type.explanation().id());
		List<RawFrame> longer = frames(1).keyword(0, "ESO DET SEQ1 DIT", 9.0).keyword(0, "EXPTIME", 9.0).write();
		PlannedFrames both = planned.and(planned(longer));
		assertEquals(4, both.size());
		assertRefused(both::checkSetups, "frames 1", "ESO DET SEQ1 DIT");
		PlannedFrames none = planned(List.of());
		assertSame(none, none.checkType("DARK").checkSetups().checkBands());
		assertEquals(Keywords.NONE, none.first());
	}

	/** Frames of band H at one temperature. */
	private TestFrames frames(int count) {
		TestFrames frames = new TestFrames(folder, 5).addAlike(count);
		for (int i = 0; i < count; i++) {
			frames.keyword(i, OpticsTemperature.KEYWORD, 123.0);
			for (int detector = 1; detector <= RawFrame.DETECTORS; detector++) {
				frames.keyword(i, "ESO INS GRAT" + detector + " ID", "H").keyword(i, "ESO INS FILT" + detector + " ID",
						"H");
			}
		}
		return frames;
	}

	private static FrameSelection open(List<RawFrame> frames) throws IOException, ActorException {
		return FrameSelection.open(frames.stream().map(frame -> new ProductFile(frame.path(), description(frame)))
				.toList());
	}

	private static PlannedFrames planned(List<RawFrame> frames) {
		return PlannedFrames.of(new PlanInput(
				Map.of("frames", frames.stream().map(FrameSelectionTest::description).toList()),
				new Plan(List.of(), new ResourceEstimate(0, 0, 1))),
				"frames");
	}

	private static ProductDescription description(RawFrame frame) {
		return new ProductDescription("RAW", new Keywords(frame.primary().values()));
	}

	private static List<String> files(List<RawFrame> frames) {
		return frames.stream().map(frame -> frame.setup().file()).toList();
	}

	private static void assertRefused(Executable check, String file, String keyword) {
		ActorException refusal = assertThrows(ActorException.class, check);
		assertEquals(KmosMessage.SETUPS_DIFFER.id(), refusal.explanation().id());
		String summary = refusal.explanation().summary();
		assertTrue(summary.contains(file) && summary.contains(keyword), summary);
	}
}
