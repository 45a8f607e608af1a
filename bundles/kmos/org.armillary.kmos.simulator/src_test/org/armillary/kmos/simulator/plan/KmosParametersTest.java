package org.armillary.kmos.simulator.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.message.Message;
import org.armillary.actor.provider.ActorDescriptor;
import org.armillary.actor.provider.DescriptorJson;
import org.armillary.actor.provider.DescriptorRules;
import org.armillary.actor.provider.ParameterValues;
import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.fits.FitsWriter;
import org.armillary.kmos.simulator.config.Effect;
import org.armillary.kmos.simulator.config.Setting;
import org.armillary.kmos.simulator.config.Settings;
import org.armillary.kmos.simulator.optics.Band;
import org.armillary.kmos.simulator.plan.NightSettings.Maps;
import org.armillary.kmos.simulator.plan.NightSettings.Size;
import org.armillary.kmos.simulator.source.Target.Blend;
import org.armillary.kmos.simulator.source.Target.CubeFile;
import org.armillary.kmos.simulator.source.Target.Disc;
import org.armillary.kmos.simulator.source.Target.SpectralType;
import org.armillary.kmos.simulator.source.Target.Star;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Parameters as users give them, and what is refused. */
class KmosParametersTest {

	private static NightSettings parsed(Map<String, String> text) throws ActorException {
		return KmosParameters.parse(1, ParameterValues.parse(KmosParameters.descriptor(), text));
	}

	private static Message refusal(Map<String, String> text) {
		ActorException refused = assertThrows(ActorException.class, () -> parsed(text));
		assertEquals(Kind.USER, refused.kind());
		return refused.explanation();
	}

	@Test
	void theDescriptionBreaksNoRule() throws Exception {
		DescriptorRules.check(KmosParameters.NAME, KmosParameters.descriptor());
	}

	@Test
	void theDescriptionIsTheSameAfterItWasJson() throws Exception {
		ActorDescriptor descriptor = KmosParameters.descriptor();
		assertEquals(descriptor, DescriptorJson.read(DescriptorJson.write(descriptor)));
	}

	@Test
	void withoutValuesANightIsSmallAndAllIsAsUsual() throws Exception {
		NightSettings settings = parsed(Map.of());
		assertEquals(new NightSettings(1, Settings.standard(), Size.SMALL, List.of(Band.H), List.of(0.0, 60.0),
				LocalDate.of(2014, 6, 15), List.of(2.1, 2.1, 2.1), List.of(SpectralType.A0V), Map.of(), Set.of(),
				Maps.STATES, false), settings);
	}

	@Test
	void largerNightsHaveMore() throws Exception {
		NightSettings standard = parsed(Map.of("size", "standard"));
		assertEquals(List.of(Band.H), standard.bands());
		assertEquals(List.of(-60.0, 0.0, 60.0, 120.0, 180.0, 240.0), standard.angles());
		assertEquals(List.of(SpectralType.A0V, SpectralType.G2V), standard.standards());
		assertEquals(List.of(Band.values()), parsed(Map.of("size", "full")).bands());
		assertEquals(List.of(Band.K, Band.IZ), parsed(Map.of("size", "full", "bands", "K,IZ")).bands());
	}

	@ParameterizedTest
	@EnumSource(Setting.class)
	void everyStrengthCanBeSet(Setting setting) throws Exception {
		double value = (setting.min() + setting.max()) / 2;
		assertEquals(value, parsed(Map.of(setting.text(), text(setting, value))).strengths().get(setting));
		assertEquals("parameter.range", refusal(Map.of(setting.text(), text(setting, setting.max() + 1))).id());
		assertTrue(KmosParameters.descriptor().parameter(setting.text()).orElseThrow().help()
				.contains("Effect: " + setting.effect().text()));
	}

	private static String text(Setting setting, double value) {
		return setting.isCount() ? Long.toString((long) value) : Double.toString(value);
	}

	@Test
	void effectsAreSwitchedOff() throws Exception {
		Settings off = parsed(Map.of("off", "flexure,cosmicRays")).strengths();
		assertEquals(Settings.standard().without(EnumSet.of(Effect.FLEXURE, Effect.COSMIC_RAYS)), off);
		Settings only = parsed(Map.of("only", "readNoise", "detector.readNoise", "7")).strengths();
		assertEquals(Settings.plain().with(Setting.READ_NOISE, 7), only);
		// what an effect leaves as it is can be set with the effect off
		Settings steady = parsed(Map.of("off", "seeing", "seeing.fwhm", "0.5")).strengths();
		assertEquals(0.5, steady.get(Setting.SEEING_FWHM));
		assertEquals(0, steady.get(Setting.SEEING_DRIFT));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "bands|H,J|simulator.word", "bands|H,H|simulator.twice",
			"bands|h|simulator.word", "angles|0,360|simulator.twice", "angles|-60,300|simulator.twice",
			"angles|0,400|parameter.range", "start|2014-02-30|simulator.value", "start|1812-06-15|simulator.value",
			"gains|2.1|simulator.value", "gains|2.1,2.1,0|parameter.range", "standards|A0V,A0V|simulator.twice",
			"standards|M5V|parameter.type", "detector.dead|40.5|parameter.type",
			"detector.cold|1.0|parameter.type", "size|tiny|parameter.type", "off|flexur|simulator.word",
			"only|Flexure|simulator.word", "seeing.fwhm|-1|parameter.range",
			"seeing.fwhm|bad|parameter.type", "seeing|0.5|parameter.unknown" })
	void nonsenseIsRefused(String name, String value, String id) {
		Message refusal = refusal(Map.of(name, value));
		assertEquals(id, refusal.id());
		assertTrue(refusal.text().contains(name), refusal::text);
	}

	@Test
	void whatDoesNotGoTogetherIsRefused() {
		assertEquals("simulator.off-and-only", refusal(Map.of("off", "dark", "only", "flexure")).id());
		assertEquals("simulator.strength-of-off",
				refusal(Map.of("off", "flexure", "flexure.spatial", "0.5")).id());
		assertEquals("simulator.strength-of-off",
				refusal(Map.of("only", "dark", "detector.capacitance", "0.006")).id());
	}

	@Test
	void theNearestNameIsProposed() {
		assertTrue(refusal(Map.of("off", "flexur")).text().contains("‘flexure’"));
		assertTrue(refusal(Map.of("bands", "H,J")).text().contains("‘YJ’"));
		assertTrue(refusal(Map.of("targets", "arm=1 kind=star magnitud=3")).text().contains("‘magnitude’"));
		assertEquals("cosmicRays", Words.nearest("cosmics", Arrays.stream(Effect.values()).map(Effect::text).toList()));
	}

	@Test
	void targetsAreRead(@TempDir Path folder) throws Exception {
		Path model = cube(folder.resolve("model.fits"), "ph s-1 m-2 um-1");
		var targets = parsed(Map.of("targets", """
				arm=3 kind=star name=S1 magnitude=15.5 type=A0V x=0.2 y=-0.1 velocity=30,\
				arm=4 kind=blend magnitude=15 magnitude2=16 separation=0.8 angle=90 x=-0.4,\
				arm=24 kind=disc magnitude=19.5 redshift=1.5 inclination=60 angle=30 lineFlux=3e-19,\
				arm=1 kind=cube x=2 outside=true file=""" + model)).targets();
		assertEquals(Set.of(1, 3, 4, 24), targets.keySet());
		assertEquals(new Star("S1", SpectralType.A0V, 15.5, 0.2, -0.1, 30), targets.get(3));
		Blend blend = (Blend) targets.get(4);
		assertEquals("blend-4", blend.name());
		assertEquals(-0.4, blend.stars().getFirst().xArcsec());
		assertEquals(0.4, blend.stars().getLast().xArcsec(), 1e-12, "position angle 90 is to the east");
		assertEquals(0, blend.stars().getLast().yArcsec(), 1e-12);
		assertEquals(16, blend.stars().getLast().magnitude());
		assertEquals(new Disc("disc-24", 19.5, 3e-19, 1.5, 0.35, 60, 30, 180, 0.2, 40, 0, 0), targets.get(24));
		assertEquals(model, ((CubeFile) targets.get(1)).file());
	}

	@Test
	void aCubeIsLookedAtBeforeAnythingIsMade(@TempDir Path folder) throws Exception {
		Path counts = cube(folder.resolve("counts.fits"), "adu");
		assertEquals("simulator.cube-keyword", refusal(Map.of("targets", "arm=1 kind=cube file=" + counts)).id());
		Path text = Files.writeString(folder.resolve("text.fits"), "no cube");
		assertTrue(refusal(Map.of("targets", "arm=1 kind=cube file=" + text)).text().contains(text.toString()));
	}

	private static Path cube(Path file, String unit) throws FitsException {
		FitsHeader header = FitsHeader.EMPTY.with("CTYPE1", "RA---TAN").with("CDELT1", -0.1 / 3600)
				.with("CTYPE2", "DEC--TAN").with("CDELT2", 0.1 / 3600).with("CTYPE3", "WAVE").with("CUNIT3", "um")
				.with("CRPIX3", 1.0).with("CRVAL3", 1.5).with("CDELT3", 0.001);
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.primaryImage(header, unit, new float[2 * 2 * 2], 2, 2, 2);
			writer.commit();
		}
		return file;
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "arm=1 kind=star magnitude=16 x=1.5|simulator.target-outside|x",
			"arm=1 kind=star magnitude=16 y=-1.41|simulator.target-outside|y",
			"arm=1 kind=blend magnitude=16 magnitude2=17 separation=2|simulator.target-outside|second",
			"arm=1 kind=star|simulator.target-missing|magnitude", "kind=star magnitude=16|simulator.target-missing|arm",
			"arm=1 magnitude=16|simulator.target-missing|kind",
			"arm=25 kind=star magnitude=16|simulator.target-value|arm",
			"arm=1.5 kind=star magnitude=16|simulator.target-value|arm",
			"arm=1 kind=galaxy magnitude=16|simulator.target-value|kind",
			"arm=1 kind=star magnitude=faint|simulator.target-value|magnitude",
			"arm=1 kind=star magnitude=NaN|simulator.target-value|magnitude",
			"arm=1 kind=star magnitude=16 type=B1|simulator.target-value|type",
			"arm=1 kind=cube file=there/is/none.fits|simulator.target-value|there/is/none.fits",
			"arm=1 kind=star magnitude=16 outside=yes|simulator.target-value|outside",
			"arm=1 kind=star magnitude=16 reference=1|simulator.target-value|reference",
			"arm=1 kind=star magnitude=16 name=é|simulator.target-value|name",
			"arm=1 kind=star magnitude=16 name=NGC/1|simulator.target-value|NGC/1",
			"arm=1 kind=star magnitude=16 name=NGC\\1|simulator.target-value|NGC\\1",
			"arm=1 kind=star magnitude=16 name=..|simulator.target-value|name",
			"arm=1 kind=star magnitude=16 name=O''Neil|simulator.target-value|name",
			"arm=1 kind=star magnitude=16 name=\"N1\"|simulator.target-value|name",
			"arm=1 kind=star magnitude=16 name=a:b|simulator.target-value|name",
			"arm=1 kind=star magnitude=16 name=a234567890b234567890c234567890d2345678901|simulator.target-value|40",
			"arm=1 kind=star magnitude=16 name=NGC 1|simulator.target-form|‘1’",
			"arm=1 kind=disc magnitude=19 redshift=-1|simulator.target-value|redshift",
			"arm=1 kind=disc magnitude=19 redshift=1 type=A0V|simulator.target-key|type",
			"arm=1 kind=star magnitude=16 magnitude=17|simulator.target-key-twice|magnitude",
			"arm=1 kind=star magnitude|simulator.target-form|magnitude",
			"arm=1 kind=star magnitude=16,arm=1 kind=star magnitude=17|simulator.arm-twice|‘arm=1 kind=star magnitude=17’" })
	void badTargetsAreRefused(String text, String id, String part) {
		Message refusal = refusal(Map.of("targets", text));
		assertEquals(id, refusal.id());
		assertTrue(refusal.text().contains(part), refusal::text);
	}

	@Test
	void namesMayHaveFortyCharactersAndStandInSeveralArms() throws Exception {
		String name = "UDF+4.7(b)#1_a-234567890c234567890d23456";
		assertEquals(40, name.length());
		var targets = parsed(Map.of("targets", "arm=1 kind=star magnitude=16 name=" + name
				+ ",arm=9 kind=star magnitude=16 name=" + name)).targets();
		assertEquals(Set.of(1, 9), targets.keySet());
		assertEquals(name, targets.get(1).name());
		assertEquals(targets.get(1), targets.get(9));
	}

	@Test
	void saturationHasToLieAboveTheOffsetsOfTheChannels() throws Exception {
		Map<String, String> low = Map.of("detector.saturation", "2000");
		Message refusal = refusal(low);
		assertEquals("simulator.value", refusal.id());
		assertTrue(refusal.text().contains("detector.saturation") && refusal.text().contains("2000 adu"),
				refusal::text);
		assertEquals(2001, parsed(Map.of("detector.saturation", "2001")).strengths().get(Setting.SATURATION));
		assertEquals("simulator.value",
				refusal(Map.of("detector.saturation", "15000", "detector.bias", "10000", "detector.offsets", "1000"))
						.id());
		assertEquals(2000, parsed(Map.of("detector.saturation", "2000", "off", "offsets")).strengths()
				.get(Setting.SATURATION));
	}

	@Test
	void moreTargetsThanArmsAreRefused() {
		String[] all = new String[25];
		Arrays.fill(all, "arm=1 kind=star magnitude=16");
		assertEquals("simulator.target-count", refusal(Map.of("targets", String.join(",", all))).id());
	}
}
