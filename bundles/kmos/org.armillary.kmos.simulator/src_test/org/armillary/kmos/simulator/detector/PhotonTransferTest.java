package org.armillary.kmos.simulator.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;

import org.armillary.kmos.simulator.config.Effect;
import org.armillary.kmos.simulator.config.Setting;
import org.armillary.kmos.simulator.config.Settings;
import org.armillary.kmos.simulator.random.Moments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Gain and read noise as people measure them are those that a detector was made with. */
class PhotonTransferTest {

	private static final FrameFormat FORMAT = new FrameFormat(256);

	/** All effects but drift are on; capacitance is off by itself. */
	@ParameterizedTest
	@CsvSource({ "1, 0, 2.1, 1", "2, 1, 1.9, 1", "3, 2, 2.3, 3" })
	void theSlopeOfTheVarianceIsTheGain(long seed, int number, double gain, int ndit) {
		Detector detector = Detector.of(seed, Settings.standard().without(EnumSet.of(Effect.DRIFT)), number, gain,
				PhotonTransfer.exposures(1), FORMAT);
		assertEquals(gain, PhotonTransfer.of(detector, ndit, 10, 1).gain(), 0.01 * gain);
	}

	/** On a whole detector: channels of smaller ones have too few pixels for a per cent. */
	@Test
	void eachChannelHasTheGain() {
		Detector detector = Detector.of(4, Settings.standard().without(EnumSet.of(Effect.DRIFT)), 1, 2.1,
				PhotonTransfer.exposures(2));
		PhotonTransfer transfer = PhotonTransfer.of(detector, 1, 5, 2);
		for (int channel = 0; channel < FrameFormat.CHANNELS; channel++) {
			assertEquals(2.1, transfer.gain(channel), 0.021, "channel " + channel);
		}
	}

	/** Differences of dark frames, each column parity of each channel by itself; all effects are on. */
	@ParameterizedTest
	@CsvSource({ "1, 0, 10, 1", "2, 1, 4.5, 1", "3, 2, 10, 4", "4, 0, 4.5, 4" })
	void darkPairsHaveTheReadNoiseOfEachChannel(long seed, int number, double nominal, int ndit) {
		int pairs = 14;
		Detector detector = Detector.of(seed, Settings.standard(), number, 2.1, 2 * pairs, FORMAT);
		var squares = new double[FrameFormat.CHANNELS];
		var degrees = new double[FrameFormat.CHANNELS];
		float[] none = DetectorSettings.flat(detector, 0);
		for (int pair = 0; pair < pairs; pair++) {
			var one = new DetectorExposure(2 * pair, 0, 2.5, ndit, nominal);
			var two = new DetectorExposure(2 * pair + 1, 0, 2.5, ndit, nominal);
			float[] first = DetectorSettings.expose(detector, one, none);
			float[] second = DetectorSettings.expose(detector, two, none);
			byte[] bad = PhotonTransfer.bad(detector, one, two);
			var moments = new Moments[FrameFormat.CHANNELS][2];
			for (int pixel = 0; pixel < first.length; pixel++) {
				int x = pixel % FORMAT.side();
				Moments[] channel = moments[FORMAT.channel(x)];
				channel[x & 1] = channel[x & 1] == null ? new Moments() : channel[x & 1];
				// reference pixels are read like the others
				if (bad[pixel] == 0 || bad[pixel] == DefectPixels.REFERENCE) {
					channel[x & 1].add(first[pixel] - second[pixel]);
				}
			}
			for (int channel = 0; channel < squares.length; channel++) {
				for (Moments parity : moments[channel]) {
					squares[channel] += parity.variance() * (parity.count() - 1);
					degrees[channel] += parity.count() - 1;
				}
			}
		}
		double[] truth = detector.readNoise(new DetectorExposure(0, 0, 2.5, ndit, nominal));
		for (int channel = 0; channel < truth.length; channel++) {
			double found = Math.sqrt(squares[channel] / degrees[channel] / 2 * ndit) * 2.1;
			assertEquals(1, found / truth[channel], 0.02);
		}
	}

	@ParameterizedTest
	@ValueSource(doubles = { 10, 4.5 })
	void readNoiseOfChannelsGoesWithThatOfTheMode(double nominal) {
		Detector detector = DetectorSettings.small(5, Settings.standard());
		double[] noise = detector.readNoise(new DetectorExposure(0, 0, 10, 1, nominal));
		var moments = new Moments();
		for (double channel : noise) {
			moments.add(channel / nominal);
		}
		assertEquals(1, moments.mean(), 4 * 0.1 / Math.sqrt(32));
		assertTrue(moments.variance() > 0.004 && moments.variance() < 0.02);
	}

	/** In raw frames of one electron for each adu and nothing but photon noise, frequencies are Poisson's. */
	@ParameterizedTest
	@CsvSource({ "1, 0.7", "2, 6.5", "3, 41", "4, 160" })
	void countsFollowPoissonsLaw(long seed, double mean) {
		Detector detector = Detector.of(seed, Settings.plain().with(Setting.PHOTON_NOISE, 1), 0, 1, 1, FORMAT);
		var exposure = new DetectorExposure(0, 0, 10, 1, 0);
		float[] frame = DetectorSettings.expose(detector, exposure, DetectorSettings.flat(detector, mean / 10));
		var found = new int[(int) (mean + 12 * Math.sqrt(mean) + 15)];
		int pixels = 0;
		for (int pixel = 0; pixel < frame.length; pixel++) {
			if (!FORMAT.isReference(pixel % 256, pixel / 256)) {
				assertEquals(Math.rint(frame[pixel]), frame[pixel]);
				found[(int) frame[pixel]]++;
				pixels++;
			}
		}
		double chiSquare = 0;
		int bins = 0;
		double logProbability = -(double) (float) (mean / 10) * 10;
		for (int count = 0; count < found.length; count++) {
			logProbability += count == 0 ? 0 : Math.log(mean / count);
			double expected = pixels * Math.exp(logProbability);
			if (expected >= 10) {
				chiSquare += (found[count] - expected) * (found[count] - expected) / expected;
				bins++;
			}
		}
		assertEquals(1, chiSquare / bins, 4.5 * Math.sqrt(2.0 / bins));
	}
}
