package org.armillary.kmos.fitsstack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.Keywords;
import org.armillary.actor.Outcome;
import org.armillary.actor.ProductDescription;
import org.armillary.actor.ProductFile;
import org.armillary.actor.message.MessageTemplate;
import org.armillary.actor.provider.DescriptionException;
import org.armillary.actor.provider.TypedActorProvider;
import org.armillary.data.Cube;
import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.SkyWcs;
import org.armillary.data.Table;
import org.armillary.data.Wcs;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.FitsWriter;
import org.armillary.data.fits.Hdu;
import org.armillary.testkit.TestContext;
import org.armillary.testkit.TestData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FitsStackTest {

	@TempDir
	private Path folder;

	private TestContext context;
	private int files;

	@BeforeEach
	void makeContext() throws IOException, DescriptionException {
		context = TestContext.of(TypedActorProvider.of(new FitsStack()).descriptor(), folder.resolve("job"));
	}

	private static FitsStack.Parameters parameters(StackType type) {
		return new FitsStack.Parameters(type, "none", "", "");
	}

	private static FitsStack.Parameters valid(String valid) {
		return new FitsStack.Parameters(StackType.F3I, valid, "", "");
	}

	/** So many plain files of these dimensions, with seeds from the first on. */
	private List<Path> plain(int count, long seed, int... dimensions) throws IOException {
		var paths = new ArrayList<Path>();
		for (int i = 0; i < count; i++) {
			Path path = folder.resolve("plain" + ++files + ".fits");
			PlainFiles.image(path, seed + i, dimensions);
			paths.add(path);
		}
		return paths;
	}

	private static List<ProductFile> products(List<Path> paths) {
		return paths.stream().map(path -> new ProductFile(path, new ProductDescription("", Keywords.NONE))).toList();
	}

	private FitsFile stack(FitsStack.Parameters parameters, List<Path> data, List<Path> noise)
			throws ActorException, IOException, InterruptedException {
		var inputs = new FitsStack.Inputs(products(data), products(noise));
		var outcome = (Outcome.Ok<FitsStack.Outputs>) new FitsStack().run(parameters, inputs, context);
		assertEquals(parameters.type().name(), outcome.outputs().stack().category());
		return FitsFile.open(outcome.outputs().stack().path());
	}

	private void refused(Kind kind, MessageTemplate message, FitsStack.Parameters parameters, List<Path> data,
			List<Path> noise) throws IOException {
		ActorException refusal = assertThrows(ActorException.class, () -> stack(parameters, data, noise));
		assertEquals(message.id(), refusal.explanation().id());
		assertEquals(kind, refusal.kind());
		try (var products = Files.list(folder.resolve("job/products"))) {
			assertEquals(context.products().size(), products.count());
		}
	}

	private static List<String> names(FitsFile file) {
		return file.hdus().stream().skip(1).map(Hdu::name).toList();
	}

	@Test
	void cubesWithNoiseStandWhereTheyAreValid() throws ActorException, IOException, InterruptedException {
		FitsFile stack = stack(valid("0;1;0;1"), plain(2, 1, 4, 3, 5), plain(2, 11, 4, 3, 5));
		assertEquals(List.of("IFU.1.DATA", "IFU.1.NOISE", "IFU.2.DATA", "IFU.2.NOISE", "IFU.3.DATA", "IFU.3.NOISE",
				"IFU.4.DATA", "IFU.4.NOISE"), names(stack));
		assertFalse(stack.hdu("IFU.3.NOISE").hasImage());
		for (int i = 0; i < 2; i++) {
			Hdu data = stack.hdu("IFU." + (2 + 2 * i) + ".DATA");
			assertArrayEquals(PlainFiles.values(1 + i, 60), data.readFloats());
			assertArrayEquals(PlainFiles.values(11 + i, 60),
					stack.hdu("IFU." + (2 + 2 * i) + ".NOISE").readFloats());
			assertEquals("adu", data.header().text("BUNIT"));
			assertArrayEquals(SkyWcs.of(PlainFiles.wcs()).toSky(3, 2), SkyWcs.of(data.header()).toSky(3, 2), 1e-12);
		}
		assertEquals("star", stack.primary().header().text("OBJECT"));
		assertEquals("F3I", stack.primary().header().text("ESO PRO CATG"));
	}

	@Test
	void detectorsAreNamedAndAnglesCounted() throws ActorException, IOException, InterruptedException {
		assertEquals(List.of("CHIP1.INT1", "CHIP2.INT1", "CHIP3.INT1"),
				names(stack(parameters(StackType.RAW), plain(3, 1, 4, 4), List.of())));
		FitsFile angles = stack(parameters(StackType.F2D), plain(6, 1, 4, 4), plain(6, 11, 4, 4));
		assertEquals(12, names(angles).size());
		assertEquals("DET.3.NOISE", names(angles).getLast());
		assertEquals(2, angles.hdus().getLast().version());
		assertArrayEquals(PlainFiles.values(4, 16), angles.find("DET.1.DATA", 2).orElseThrow().readFloats());
		assertEquals(List.of("DATA"), names(stack(parameters(StackType.F1S), plain(1, 1, 9), List.of())));
		assertEquals(List.of("IFU.1.DATA", "IFU.2.DATA"),
				names(stack(parameters(StackType.F2I), plain(2, 1, 4, 4), List.of())));
	}

	@Test
	void masksOfBadPixelsAreBytes() throws ActorException, IOException, InterruptedException {
		var masks = new ArrayList<Path>();
		for (int i = 0; i < 3; i++) {
			Path path = folder.resolve("mask" + i);
			PlainFiles.image(path, new float[] { 1, 0, i % 2, 1 }, 2, 2);
			masks.add(path);
		}
		FitsFile stack = stack(parameters(StackType.B2D), masks, List.of());
		assertEquals(8, stack.hdu("DET.2.DATA").bitpix());
		assertArrayEquals(new float[] { 1, 0, 1, 1 }, stack.hdu("DET.2.DATA").readFloats());
		PlainFiles.image(masks.get(1), new float[] { 1, 0, 2, 1 }, 2, 2);
		refused(Kind.DATA, StackMessage.MASK_VALUE, parameters(StackType.B2D), masks, List.of());
	}

	@Test
	void keywordsAreSet() throws ActorException, IOException, InterruptedException {
		var parameters = new FitsStack.Parameters(StackType.F1S, "none",
				"OBJECT;string;sky;hierarch eso det ndit;int;3;FLAG;bool;T",
				"ESO DET CHIP GAIN;double;2.1;BUNIT;string;s");
		FitsFile stack = stack(parameters, plain(1, 1, 9), List.of());
		FitsHeader primary = stack.primary().header();
		assertEquals("sky", primary.text("OBJECT"));
		assertEquals(3, primary.integer("ESO DET NDIT"));
		assertTrue(primary.logical("FLAG"));
		assertEquals(2.1, stack.hdu("DATA").header().real("ESO DET CHIP GAIN"));
		assertEquals("s", stack.hdu("DATA").header().text("BUNIT"));
		for (String bad : List.of("A;int", "A;int;x", "A;float;NaN", "A;bool;maybe", "A;date;2020", "NAXIS1;int;7",
				"ä;int;1", "A;int;1;")) {
			assertThrows(IllegalArgumentException.class,
					() -> new FitsStack.Parameters(StackType.F1S, "none", bad, ""), bad);
			assertThrows(IllegalArgumentException.class,
					() -> new FitsStack.Parameters(StackType.F1S, "none", "", bad), bad);
		}
	}

	@Test
	void pixelsOfAPrimaryHeaderKeepTheirKeywords() throws ActorException, IOException, InterruptedException {
		Path plain = folder.resolve("primary.fits");
		String cards = String.join("", List.of("SIMPLE  =                    T", "BITPIX  =                    8",
				"NAXIS   =                    1", "NAXIS1  =                    3", "OBJECT  = 'lamp'",
				"CRVAL1  =                  1.5", "HIERARCH ESO PRO CATG = 'ELSE'", "END").stream()
				.map("%-80s"::formatted).toList());
		byte[] bytes = new byte[2 * 2880];
		Arrays.fill(bytes, 0, 2880, (byte) ' ');
		System.arraycopy(cards.getBytes(StandardCharsets.US_ASCII), 0, bytes, 0, cards.length());
		bytes[2881] = 9;
		Files.write(plain, bytes);
		FitsFile stack = stack(parameters(StackType.F1S), List.of(plain), List.of());
		Hdu data = stack.hdu("DATA");
		assertArrayEquals(new float[] { 0, 9, 0 }, data.readFloats());
		assertEquals(1.5, data.header().real("CRVAL1"));
		assertFalse(data.header().contains("OBJECT"));
		assertFalse(data.header().contains("ESO PRO CATG"));
		assertEquals("lamp", stack.primary().header().text("OBJECT"));
	}

	@Test
	void noiseMayStandBesideTheData() throws ActorException, IOException, InterruptedException {
		Path first = folder.resolve("first.fits");
		try (FitsWriter writer = FitsWriter.create(first)) {
			writer.image("DATA", FitsHeader.EMPTY, "", new float[] { 0, 2 }, 2);
			writer.image("NOISE", FitsHeader.EMPTY, "", new float[] { 3, 4 }, 2);
			writer.commit();
		}
		FitsFile stack = stack(new FitsStack.Parameters(StackType.F1I, "0;1", "", ""), List.of(first), List.of());
		assertEquals(List.of("IFU.1.DATA", "IFU.1.NOISE", "IFU.2.DATA", "IFU.2.NOISE"), names(stack));
		assertArrayEquals(new float[] { 0, 2 }, stack.hdu("IFU.2.DATA").readFloats());
		assertArrayEquals(new float[] { 3, 4 }, stack.hdu("IFU.2.NOISE").readFloats());
		refused(Kind.DATA, StackMessage.NOISE_COUNT, parameters(StackType.F1I),
				List.of(first, plain(1, 1, 2).getFirst()), List.of());
		refused(Kind.USER, StackMessage.NOISE_UNWANTED, parameters(StackType.F1S), List.of(first), List.of());
	}

	@Test
	void theRealCubeKeepsEveryVoxelAndItsPlace() throws ActorException, IOException, InterruptedException {
		Path real = TestData.require("real/kmos/ecdfsf3_ifu22.fits");
		FitsFile stack = stack(valid("0;".repeat(21) + "1"), List.of(real), List.of());
		Hdu before = FitsFile.open(real).hdus().get(1);
		Hdu after = stack.hdu("IFU.22.DATA");
		assertArrayEquals(SkyWcs.of(before.header()).toSky(15, 1), SkyWcs.of(after.header()).toSky(15, 1), 1e-9);
		assertArrayEquals(Wcs.wavelengthsMicron(before.header(), 3, 2048),
				Wcs.wavelengthsMicron(after.header(), 3, 2048));
		float[] expected = before.readFloats();
		float[] found = after.readFloats();
		for (int i = 0; i < expected.length; i++) {
			assertEquals(expected[i] == 0 ? Float.NaN : expected[i], found[i]);
		}
	}

	@Test
	void aMaskBesideTheDataIsRefused() throws IOException {
		Path masked = folder.resolve("masked.fits");
		try (FitsWriter writer = FitsWriter.create(masked)) {
			writer.image("DATA", FitsHeader.EMPTY, "", new float[4], 2, 2);
			writer.image("MASK", FitsHeader.EMPTY, "", new short[4], 2, 2);
			writer.commit();
		}
		refused(Kind.DATA, StackMessage.MASK_UNWANTED, parameters(StackType.F2I), List.of(masked), List.of());
	}

	@Test
	void wrongCountsAreRefused() throws IOException {
		List<Path> images = plain(4, 1, 4, 4);
		List<Path> three = images.subList(0, 3);
		refused(Kind.USER, StackMessage.COUNT, parameters(StackType.RAW), images, List.of());
		refused(Kind.USER, StackMessage.COUNT, parameters(StackType.F2D), images, List.of());
		refused(Kind.USER, StackMessage.COUNT, parameters(StackType.F1S), images, List.of());
		refused(Kind.USER, StackMessage.COUNT, parameters(StackType.F2I), List.of(), List.of());
		refused(Kind.USER, StackMessage.COUNT, valid("1;0;1"), images, List.of());
		refused(Kind.USER, StackMessage.NOISE_COUNT, parameters(StackType.F2D), three, images);
		refused(Kind.USER, StackMessage.NOISE_UNWANTED, parameters(StackType.RAW), three, three);
		assertThrows(IllegalArgumentException.class, () -> valid("1;2"));
		assertThrows(IllegalArgumentException.class, () -> valid("1;".repeat(24) + "1"));
		assertThrows(IllegalArgumentException.class, () -> new FitsStack.Parameters(StackType.RAW, "1;1;1", "", ""));
	}

	@Test
	void wrongImagesAreRefused() throws IOException {
		List<Path> images = new ArrayList<>(plain(3, 1, 4, 4));
		refused(Kind.DATA, StackMessage.AXES, parameters(StackType.F1I), images, List.of());
		refused(Kind.DATA, StackMessage.SIZES_DIFFER, parameters(StackType.F2D), images,
				List.of(images.get(0), images.get(1), plain(1, 9, 5, 4).getFirst()));
		images.set(1, plain(1, 9, 4, 5).getFirst());
		refused(Kind.DATA, StackMessage.SIZES_DIFFER, parameters(StackType.RAW), images, List.of());
		Path table = folder.resolve("table.fits");
		try (FitsWriter writer = FitsWriter.create(table)) {
			writer.table(Table.builder("T").reals("a", "", 1).build());
			writer.commit();
		}
		refused(Kind.DATA, StackMessage.NO_IMAGE, parameters(StackType.F1S), List.of(table), List.of());
		Path two = folder.resolve("two.fits");
		try (FitsWriter writer = FitsWriter.create(two)) {
			writer.cube("A", Cube.of(1, 1, 1, new float[1]));
			writer.cube("B", Cube.of(1, 1, 1, new float[1]));
			writer.commit();
		}
		refused(Kind.DATA, StackMessage.SEVERAL_IMAGES, parameters(StackType.F3I), List.of(two), List.of());
		assertThrows(FitsException.class,
				() -> stack(parameters(StackType.F1S), List.of(folder.resolve("missing")), List.of()));
	}
}
