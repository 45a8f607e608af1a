package org.armillary.kmos.simulator.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

import org.armillary.data.FitsException;
import org.armillary.kmos.simulator.config.Effect;
import org.armillary.kmos.simulator.config.Settings;
import org.armillary.kmos.simulator.light.Light;
import org.armillary.kmos.simulator.light.SpectralGrid;
import org.armillary.kmos.simulator.optics.Band;
import org.armillary.kmos.simulator.optics.IfuField;
import org.armillary.kmos.simulator.optics.IfuOrientation;
import org.armillary.kmos.simulator.source.DiscImages.Channel;
import org.armillary.kmos.simulator.source.DiscSpectrum.Group;
import org.armillary.kmos.simulator.source.DiscSpectrum.Line;
import org.armillary.kmos.simulator.source.Target.Disc;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Rotating discs: velocities, fluxes and directions. */
class DiscTest {

	private static final double HALPHA = 0.656461;
	private static final double LIGHT = 299_792.458;
	/** Receding side to the north-east. */
	private static final Disc DISC = new Disc("D", 20, 3e-19, 1.5, 0.35, 55, 40, 220, 0.15, 30, 0, 0);

	@Test
	void recedingSideLiesAtThePositionAngle() {
		DiscModel model = DiscModel.of(DISC);
		double angle = Math.toRadians(40);
		double expected = 220 * 2 / Math.PI * Math.atan(0.6 / 0.15) * Math.sin(Math.toRadians(55));
		assertEquals(expected, model.velocity(0.6 * Math.sin(angle), 0.6 * Math.cos(angle)), 1e-9);
		assertEquals(-expected, model.velocity(-0.6 * Math.sin(angle), -0.6 * Math.cos(angle)), 1e-9);
		assertEquals(0, model.velocity(0.3 * Math.cos(angle), -0.3 * Math.sin(angle)), 1e-9);
		// the minor axis is shorter by the cosine of the inclination
		double cosine = Math.cos(Math.toRadians(55));
		assertEquals(model.brightness(0.3 * Math.sin(angle), 0.3 * Math.cos(angle)),
				model.brightness(0.3 * cosine * Math.cos(angle), -0.3 * cosine * Math.sin(angle)), 1e-9);
	}

	@Test
	void mapsHoldTheDiscWhereItIs() {
		DiscModel.Maps maps = DiscModel.of(new Disc("D", 20, 3e-19, 1.5, 0.15, 30, 40, 220, 0.15, 30, 0.2, 0))
				.maps(0.1, -0.4);
		double light = 0;
		double x = 0;
		double y = 0;
		for (int pixel = 0; pixel < maps.brightness().length; pixel++) {
			double part = maps.brightness()[pixel] * maps.stepArcsec() * maps.stepArcsec();
			light += part;
			x += part * (pixel % maps.size() - (maps.size() - 1) / 2.0) * maps.stepArcsec();
			y += part * (pixel / maps.size() - (maps.size() - 1) / 2.0) * maps.stepArcsec();
		}
		assertEquals(1, light, 0.002);
		assertEquals(0.3, x / light, 0.002);
		assertEquals(-0.4, y / light, 0.002);
		assertTrue(Double.isNaN(maps.velocity()[0]));
	}

	/** At each place outside the middle, channels have the velocity that belongs there, and the dispersion of the gas. */
	@ParameterizedTest
	@CsvSource({ "FLIPPED_Y, 30, 220", "SWAPPED, 30, 220", "SWAPPED_FLIPPED, 8, 220", "FLIPPED_X, 80, 350" })
	void channelsHaveVelocityAndDispersionOfTheirPlaces(IfuOrientation orientation, double dispersion,
			double rotation) {
		Disc disc = new Disc("D", 20, 3e-19, 1.5, 0.35, 55, 40, rotation, 0.15, dispersion, 0, 0);
		DiscModel model = DiscModel.of(disc);
		var images = new DiscImages(model, orientation);
		int width = 2 * images.all().halfAlong() + 1;
		var light = new double[width * (2 * images.all().halfAcross() + 1)];
		var first = new double[light.length];
		var second = new double[light.length];
		for (Channel channel : images.channels()) {
			for (int i = 0; i < channel.image().points().length; i++) {
				int point = channel.image().points()[i];
				double weight = channel.image().weights()[i];
				light[point] += weight;
				first[point] += weight * channel.kmPerSecond();
				second[point] += weight * channel.kmPerSecond() * channel.kmPerSecond();
			}
		}
		assertEquals(1, Arrays.stream(light).sum(), 0.002);
		int compared = 0;
		for (int i = 0; i < images.all().points().length; i++) {
			int point = images.all().points()[i];
			assertEquals(images.all().weights()[i], light[point], 1e-12);
			double u = (point % width - images.all().halfAlong()) * SourceImage.ALONG_MAS;
			double v = (point / width - images.all().halfAcross()) * SourceImage.ACROSS_MAS;
			// out there, points stand for twice their distance
			boolean smooth = Math.max(Math.abs(u), Math.abs(v)) > 650;
			if (light[point] > 1e-6 && (smooth || Math.max(Math.abs(u), Math.abs(v)) < 350)) {
				double[] expected = moments(model, orientation, u, v, smooth ? 2 : 1);
				double mean = first[point] / light[point];
				double variance = second[point] / light[point] - mean * mean
						+ images.dispersion() * images.dispersion();
				assertEquals(expected[0], mean, 0.3);
				assertEquals(Math.sqrt(dispersion * dispersion + expected[1]), Math.sqrt(variance), 0.3);
				compared++;
			}
		}
		assertTrue(compared > 200);
	}

	/** Mean and variance of the velocities in a rectangle, weighted with light. */
	private static double[] moments(DiscModel model, IfuOrientation orientation, double u, double v, int points) {
		double sum = 0;
		double mean = 0;
		double square = 0;
		int parts = 12;
		for (int part = 0; part < parts * parts; part++) {
			double along = u + ((part % parts + 0.5) / parts - 0.5) * points * SourceImage.ALONG_MAS;
			double across = v + ((part / parts + 0.5) / parts - 0.5) * points * SourceImage.ACROSS_MAS;
			double x = orientation.x(along, across) / 1000;
			double y = orientation.y(along, across) / 1000;
			double light = model.brightness(x, y);
			sum += light;
			mean += light * model.velocity(x, y);
			square += light * model.velocity(x, y) * model.velocity(x, y);
		}
		mean /= sum;
		return new double[] { mean, square / sum - mean * mean };
	}

	@Test
	void linesHaveTheirFluxPlaceAndWidth() {
		var spectrum = new DiscSpectrum(DISC, new SpectralGrid(Band.H), 12);
		List<Group> groups = spectrum.groups();
		assertEquals(1, groups.size());
		assertEquals(5, groups.getFirst().lines().size());
		Group halpha = new Group(List.of(groups.getFirst().lines().get(1)));
		double photons = 0;
		double mean = 0;
		double square = 0;
		for (Line part : spectrum.parts(halpha, 100, 30)) {
			double velocity = LIGHT * (part.micron() / (HALPHA * 2.5 * (1 + 12 / LIGHT)) - 1);
			photons += part.photons();
			mean += part.photons() * velocity;
			square += part.photons() * velocity * velocity;
		}
		mean /= photons;
		assertEquals(3e-19 / (6.62607015e-34 * 299_792_458 / (HALPHA * 2.5e-6)), photons, 1e-6 * photons);
		assertEquals(100, mean, 1e-3);
		assertEquals(30, Math.sqrt(square / photons - mean * mean), 0.02);
	}

	@ParameterizedTest
	@EnumSource(Band.class)
	void onlyLinesOfTheBandShine(Band band) {
		var grid = new SpectralGrid(band);
		for (double redshift : new double[] { 0.2, 0.8, 1.4, 2.3 }) {
			Disc disc = new Disc("D", 20, 3e-19, redshift, 0.35, 55, 40, 220, 0.15, 30, 0, 0);
			List<Line> lines = new DiscSpectrum(disc, grid, 0).groups().stream()
					.flatMap(group -> group.lines().stream()).toList();
			double halpha = HALPHA * (1 + redshift);
			boolean inside = halpha > band.firstMicron() && halpha < band.lastMicron();
			boolean found = lines.stream().anyMatch(line -> Math.abs(line.micron() - halpha) < 1e-9);
			assertTrue(!inside || found);
			assertTrue(lines.stream().allMatch(line -> Math.abs(line.micron() - band.middleMicron()) < 0.6));
		}
	}

	/** What arrives of a small disc is all of it; light from the receding side is redder and lies at the position angle. */
	@ParameterizedTest
	@CsvSource({ "3", "7", "17", "22" })
	void lightOfTheRecedingSideIsRedderThere(int ifu) throws FitsException {
		Settings settings = Settings.standard().without(Set.of(Effect.THROUGHPUT, Effect.GEOMETRY));
		Targets targets = Targets.of(ifu, settings, new SpectralGrid(Band.H));
		TargetView view = targets.view(RefractionTest.air(20, 0, 743, 12, 15), PointSpreadTest.clear(Band.H));
		Disc disc = new Disc("D", 20, 3e-19, 1.5, 0.2, 55, 40, 220, 0.15, 30, 0, 0);
		List<Light> lights = view.lights(ifu, 0, 0, disc);
		IfuField field = IfuField.of(ifu, settings, ifu);
		List<Light> lines = lights.subList(1, lights.size());
		double share = lines.stream().mapToDouble(light -> PointSpreadTest.total(light, 0)).sum();
		assertEquals(PointSpreadTest.total(lights.getFirst(), 2), share, 0.01);
		assertTrue(share > 0.85 && share < 1);
		Light blue = lines.get(2);
		Light red = lines.get(lines.size() - 3);
		assertTrue(red.emission().lineRows()[0] > blue.emission().lineRows()[0] + 2);
		double[] atBlue = PointSpreadTest.centre(blue, field, 0);
		double[] atRed = PointSpreadTest.centre(red, field, 0);
		double x = atRed[0] - atBlue[0];
		double y = atRed[1] - atBlue[1];
		assertTrue(Math.hypot(x, y) > 150);
		assertEquals(40, Math.toDegrees(Math.atan2(x, y)), 3);
	}

	/** Sum of the lines' electrons over the lights is flux times throughput times transmission times clouds times shares. */
	@Test
	void electronsFollowFromFlux() throws FitsException {
		var grid = new SpectralGrid(Band.H);
		Settings settings = Settings.standard();
		Conditions cloudy = new Conditions(1, 1, 0, 0, 743, 12, 15, 0.8, 2.5, 0.8, List.of(), 190, 1, 0, 0);
		double[] half = PointSpreadTest.clear(Band.H);
		Arrays.setAll(half, _ -> 0.5);
		Disc disc = new Disc("D", 20, 3e-19, 1.5, 0.2, 0, 0, 0, 0.15, 30, 0, 0);
		List<Light> lights = Targets.of(1, settings, grid).view(cloudy, half).lights(4, 0, 0, disc);
		double shares = 0;
		double electrons = 0;
		for (Light light : lights.subList(1, lights.size())) {
			double part = PointSpreadTest.total(light, 0);
			shares += part;
			for (int i = 0; i < light.emission().lineRows().length; i++) {
				double micron = Band.H.micron(light.emission().lineRows()[i]);
				if (Math.abs(micron - 2.5 * HALPHA) < 0.0013) {
					electrons += part * light.emission().lineRates()[i];
				}
			}
		}
		double micron = 2.5 * HALPHA;
		var throughput = new Throughput(1, settings);
		double expected = 3e-19 * micron * 1e-6 / (6.62607015e-34 * 299_792_458) * 49 * 0.5 * 0.8
				* throughput.efficiency(Band.H, micron) * throughput.ifu(Band.H, 4, micron) * shares;
		assertEquals(expected, electrons, 2e-3 * expected);
	}

	/** The spectrum above the air holds all photons of the lines. */
	@Test
	void totalSpectrumHoldsAllLines() throws FitsException {
		var grid = new SpectralGrid(Band.H);
		TargetView view = Targets.of(1, Settings.standard(), grid).view(Conditions.usual(),
				PointSpreadTest.clear(Band.H));
		double[] with = view.photons(DISC);
		double[] without = view.photons(new Disc("D", 20, 0, 1.5, 0.35, 55, 40, 220, 0.15, 30, 0, 0));
		double[] widths = grid.widths();
		double sum = 0;
		for (int i = 0; i < with.length; i++) {
			sum += (with[i] - without[i]) * widths[i];
		}
		double expected = new DiscSpectrum(DISC, grid, 0).groups().stream().flatMap(group -> group.lines().stream())
				.mapToDouble(Line::photons).sum();
		assertEquals(expected, sum, 1e-3 * expected);
		assertEquals(9.47e9 * 1e-8, without[(int) ((Band.H.row(1.662) + 96) * 16)], 0.3);
		assertTrue(without[1000] > 1.05 * without[35_000]);
	}
}
