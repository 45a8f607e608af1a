package org.armillary.kmos.illumination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

import org.armillary.actor.message.Message;
import org.armillary.data.FitsHeader;
import org.armillary.kmos.Caveats;
import org.armillary.kmos.RawFrame;
import org.armillary.kmos.Slitlet;
import org.armillary.kmos.lookup.AngleStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IlluminationTest {

	private static final int PLACES = 14;

	@TempDir
	private Path folder;

	@Test
	void anIfuBehindAnObstacleIsNamedAndDoesNotScaleItsNeighbours() throws Exception {
		Path file = folder.resolve("twilight.fits");
		new IlluminationFrames(1).raw(file, true, 1, 9000, 0, FitsHeader.EMPTY);
		AngleStack<RawFrame> frames = AngleStack.ofFrames(List.of(RawFrame.open(file)));
		var detectors = new ArrayList<DetectorReduction>();
		var used = new TreeSet<Integer>();
		for (int detector = 1; detector <= RawFrame.DETECTORS; detector++) {
			FieldLight field = FieldLight.dark(Slitlet.PER_DETECTOR, PLACES);
			for (int k = 0; k < Slitlet.PER_DETECTOR; k++) {
				int ifu = Slitlet.at(detector, k).ifu();
				used.add(ifu);
				for (int place = 0; place < PLACES; place++) {
					field.light()[k][place] = 500 * (ifu == 11 ? 0.3 : ifu == 20 ? 0.1 : 1);
					field.variance()[k][place] = 0.01;
				}
			}
			int first = (detector - 1) * Slitlet.IFUS_PER_DETECTOR + 1;
			detectors.add(new DetectorReduction(detector, field, Optional.empty(),
					IntStream.range(first, first + Slitlet.IFUS_PER_DETECTOR).boxed().toList(), Optional.empty(),
					new DetectorReduction.StackQuality(new double[] { 1 }, 0, 0), ExposureChange.UNKNOWN));
		}
		var caveats = new Caveats();
		Illumination illumination = Illumination.of(List.of(detectors), frames, PLACES, used, "XCAL", 0.75, caveats);
		assertEquals(1, illumination.means().get(10), 1e-6);
		assertEquals(0.3, illumination.means().get(11), 1e-6);
		assertNull(illumination.means().get(20));
		assertEquals(List.of(IlluminationMessage.IFU_FAINT.id(), IlluminationMessage.IFU_DARK.id()),
				caveats.all().stream().map(Message::id).toList());
		for (Message caveat : caveats.all()) {
			assertTrue(caveat.summary().contains("twilight.fits"), caveat.summary());
		}
	}

	@Test
	void ofLampLightTheIfuThatIsLeftOutIsNamedAndDimSlitletsStay() throws Exception {
		Path file = folder.resolve("lamp.fits");
		new IlluminationFrames(1).raw(file, false, 1, 9000, 0, FitsHeader.EMPTY);
		AngleStack<RawFrame> frames = AngleStack.ofFrames(List.of(RawFrame.open(file)));
		var detectors = new ArrayList<DetectorReduction>();
		var used = new TreeSet<Integer>();
		for (int detector = 1; detector <= RawFrame.DETECTORS; detector++) {
			FieldLight flattened = FieldLight.dark(Slitlet.PER_DETECTOR, PLACES);
			FieldLight lamp = FieldLight.dark(Slitlet.PER_DETECTOR, PLACES);
			for (int k = 0; k < Slitlet.PER_DETECTOR; k++) {
				Slitlet slitlet = Slitlet.at(detector, k);
				used.add(slitlet.ifu());
				for (int place = 0; place < PLACES; place++) {
					flattened.light()[k][place] = 1;
					flattened.variance()[k][place] = 1e-6;
					lamp.light()[k][place] = slitlet.ifu() == 11 && slitlet.slice() > 5 ? Double.NaN
							: slitlet.ifu() == 20 && slitlet.slice() == 14 ? 25 : 500;
					lamp.variance()[k][place] = 0.01;
				}
			}
			int first = (detector - 1) * Slitlet.IFUS_PER_DETECTOR + 1;
			detectors.add(new DetectorReduction(detector, flattened, Optional.of(lamp),
					IntStream.range(first, first + Slitlet.IFUS_PER_DETECTOR).boxed().toList(), Optional.empty(),
					new DetectorReduction.StackQuality(new double[] { 1 }, 0, 0), ExposureChange.UNKNOWN));
		}
		var caveats = new Caveats();
		Illumination illumination = Illumination.of(List.of(detectors), frames, PLACES, used, "XCAL", 0.75, caveats);
		assertNull(illumination.means().get(11));
		for (float spaxel : illumination.images().get(20).value()) {
			assertEquals(1, spaxel, 1e-6);
		}
		assertEquals(List.of(IlluminationMessage.LAMP_SLITLETS.id()),
				caveats.all().stream().map(Message::id).toList());
	}
}
