package org.armillary.kmos.fitsstrip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.Keywords;
import org.armillary.actor.Outcome;
import org.armillary.actor.ProductDescription;
import org.armillary.actor.ProductFile;
import org.armillary.actor.message.Message;
import org.armillary.actor.message.MessageTemplate;
import org.armillary.actor.provider.DescriptionException;
import org.armillary.actor.provider.TypedActorProvider;
import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.SkyWcs;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.Hdu;
import org.armillary.kmos.KmosFile;
import org.armillary.testkit.TestContext;
import org.armillary.testkit.TestData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FitsStripTest {

	private static final FitsStrip.Parameters NOTHING = parameters(false, false, List.of(), List.of(), List.of());
	private static final int BLOCK = 2880;

	@TempDir
	private Path folder;

	private TestContext context;
	private Path cubes;

	@BeforeEach
	void makeContext() throws IOException, DescriptionException {
		context = TestContext.of(TypedActorProvider.of(new FitsStrip()).descriptor(), folder.resolve("job"));
		cubes = folder.resolve("cubes.fits");
		StripFiles.cubes(cubes, 3);
	}

	private static FitsStrip.Parameters parameters(boolean noise, boolean empty, List<Double> angle,
			List<String> keep, List<String> drop) {
		return new FitsStrip.Parameters(noise, empty, angle, keep, drop);
	}

	private Outcome.Ok<FitsStrip.Outputs> run(FitsStrip.Parameters parameters, Path file)
			throws ActorException, IOException, InterruptedException {
		var input = new ProductFile(file, new ProductDescription("", Keywords.NONE));
		return (Outcome.Ok<FitsStrip.Outputs>) new FitsStrip().run(parameters, new FitsStrip.Inputs(input), context);
	}

	private FitsFile stripped(FitsStrip.Parameters parameters, Path file)
			throws ActorException, IOException, InterruptedException {
		return FitsFile.open(run(parameters, file).outputs().stripped().path());
	}

	private List<String> names(FitsStrip.Parameters parameters, Path file)
			throws ActorException, IOException, InterruptedException {
		return stripped(parameters, file).hdus().stream().skip(1).map(Hdu::name).toList();
	}

	private void refused(MessageTemplate message, FitsStrip.Parameters parameters, Path file) throws IOException {
		ActorException refusal = assertThrows(ActorException.class, () -> run(parameters, file));
		assertEquals(message.id(), refusal.explanation().id());
		assertEquals(Kind.USER, refusal.kind());
		try (var products = Files.list(folder.resolve("job/products"))) {
			assertEquals(context.products().size(), products.count());
		}
	}

	/** The bytes of an HDU, header and data with padding. */
	private static byte[] bytes(FitsFile file, int index) throws IOException {
		byte[] all = Files.readAllBytes(file.path());
		Hdu hdu = file.hdus().get(index);
		long before = index == 0 ? 0 : end(file.hdus().get(index - 1));
		return Arrays.copyOfRange(all, (int) before, (int) end(hdu));
	}

	/** The bytes of the data of an HDU, with padding. */
	private static byte[] data(FitsFile file, int index) throws IOException {
		Hdu hdu = file.hdus().get(index);
		return Arrays.copyOfRange(Files.readAllBytes(file.path()), (int) hdu.dataOffset(), (int) end(hdu));
	}

	private static long end(Hdu hdu) {
		return hdu.dataOffset() + (hdu.dataSize() + BLOCK - 1) / BLOCK * BLOCK;
	}

	/** Sum of 32-bit words in ones' complement; -0 for an HDU whose CHECKSUM fits. */
	private static long sum(byte[] bytes) {
		long sum = 0;
		for (var words = ByteBuffer.wrap(bytes).asIntBuffer(); words.hasRemaining();) {
			sum += words.get() & 0xffffffffL;
			sum = (sum & 0xffffffffL) + (sum >>> 32);
		}
		return sum;
	}

	@Test
	void whatStaysIsCopiedAsItIsStored() throws ActorException, IOException, InterruptedException {
		FitsFile before = FitsFile.open(cubes);
		FitsFile after = stripped(parameters(true, true, List.of(), List.of(), List.of()), cubes);
		assertEquals(List.of("PRIMARY", "IFU.1.DATA", "LIST", "NUMBERS"),
				after.hdus().stream().map(Hdu::name).toList());
		int[] from = { 0, 1, 5, 6 };
		for (int i = 1; i < from.length; i++) {
			assertArrayEquals(data(before, from[i]), data(after, i));
			assertEquals(before.hdus().get(from[i]).header().cards(), after.hdus().get(i).header().cards());
			assertEquals(0xffffffffL, sum(bytes(after, i)));
		}
		assertEquals(end(after.hdus().getLast()), Files.size(after.path()));
		assertEquals(3.0, context.value("stripped extensions", "").orElseThrow());
	}

	@Test
	void thePrimaryHeaderChangesItsCategoryAlone() throws ActorException, IOException, InterruptedException {
		FitsFile after = stripped(parameters(true, false, List.of(), List.of(), List.of()), cubes);
		FitsHeader header = after.primary().header();
		assertEquals("STRIP", header.text("ESO PRO CATG"));
		assertEquals("kmos_sci_red", header.text("ESO PRO REC1 ID"));
		assertEquals(1.0, header.real("ESO QC SOMETHING"));
		assertEquals(List.of("made elsewhere"), header.history());
		assertEquals(0xffffffffL, sum(bytes(after, 0)));
		assertTrue(Double.isNaN(KmosFile.open(after.path()).extensions().getFirst().cube().at(0, 0, 0)),
				"zeros of foreign cubes go on to mean no data");
	}

	@Test
	void anglesAreTakenModuloAFullTurn() throws ActorException, IOException, InterruptedException {
		Path file = folder.resolve("angles.fits");
		StripFiles.angles(file, 299.98, 0, 60, 359.9);
		for (double angle : new double[] { -60, 300, 660 }) {
			FitsFile one = stripped(parameters(false, false, List.of(angle), List.of(), List.of()), file);
			assertEquals(4, one.hdus().size());
			assertEquals(299.98, one.hdus().get(3).header().real("ESO PRO ROT NAANGLE"));
		}
		assertEquals(9, names(parameters(false, false, List.of(0.0, 60.0), List.of(), List.of()), file).size());
		refused(StripMessage.ANGLE_MISSING, parameters(false, false, List.of(120.0), List.of(), List.of()), file);
		refused(StripMessage.ANGLE_MISSING, parameters(false, false, List.of(0.0, 61.0), List.of(), List.of()), file);
		refused(StripMessage.NO_ANGLES, parameters(false, false, List.of(0.0), List.of(), List.of()), cubes);
	}

	@Test
	void extensionsAreNamedOrNumbered() throws ActorException, IOException, InterruptedException {
		assertEquals(List.of("IFU.1.DATA", "IFU.1.NOISE"),
				names(parameters(false, false, List.of(), List.of("ifu.1"), List.of()), cubes));
		assertEquals(List.of("IFU.1.DATA", "LIST"),
				names(parameters(false, false, List.of(), List.of("5", "1"), List.of()), cubes));
		assertEquals(List.of("IFU.1.DATA"),
				names(parameters(true, false, List.of(), List.of("IFU.1", "LIST"), List.of("LIST")), cubes));
		assertEquals(List.of("IFU.1.DATA", "IFU.1.NOISE", "IFU.2.DATA", "IFU.2.NOISE", "NUMBERS"),
				names(parameters(false, false, List.of(), List.of(), List.of("LIST")), cubes));
		refused(StripMessage.EXTENSION_UNKNOWN, parameters(false, false, List.of(), List.of("7"), List.of()), cubes);
		refused(StripMessage.EXTENSION_UNKNOWN, parameters(false, false, List.of(), List.of(), List.of("IFU.3")),
				cubes);
		refused(StripMessage.NOTHING_LEFT, parameters(false, true, List.of(), List.of("IFU.2"), List.of()), cubes);
		assertThrows(IllegalArgumentException.class,
				() -> parameters(false, false, List.of(), List.of(" "), List.of()));
	}

	@Test
	void withoutParametersItIsACopyWithACaveat() throws ActorException, IOException, InterruptedException {
		Outcome.Ok<FitsStrip.Outputs> outcome = run(NOTHING, cubes);
		assertEquals(List.of(StripMessage.NOTHING_STRIPPED.id()),
				outcome.caveats().stream().map(Message::id).toList());
		assertEquals(7, FitsFile.open(outcome.outputs().stripped().path()).hdus().size());
	}

	@Test
	void aPrimaryWithPixelsKeepsThem() throws ActorException, IOException, InterruptedException {
		Path file = folder.resolve("primary.fits");
		String cards = "%-80s".formatted("SIMPLE  =                    T")
				+ "%-80s".formatted("BITPIX  =                   16")
				+ "%-80s".formatted("NAXIS   =                    1")
				+ "%-80s".formatted("NAXIS1  =                    2")
				+ "%-80s".formatted("BZERO   =                32768")
				+ "%-80s".formatted("CHECKSUM= '0000000000000000'")
				+ "%-80s".formatted("END");
		byte[] bytes = new byte[2 * BLOCK];
		Arrays.fill(bytes, 0, BLOCK, (byte) ' ');
		System.arraycopy(cards.getBytes(StandardCharsets.US_ASCII), 0, bytes, 0, cards.length());
		bytes[BLOCK + 1] = 7;
		Files.write(file, bytes);
		FitsFile after = stripped(NOTHING, file);
		assertEquals(2, after.primary().pixelCount());
		assertArrayEquals(new float[] { 32_775, 32_768 }, after.primary().readFloats());
		assertEquals("STRIP", after.primary().header().text("ESO PRO CATG"));
		assertEquals(0xffffffffL, sum(bytes(after, 0)));
	}

	@Test
	void filesThatCannotBeReadAreNamed() {
		assertThrows(FitsException.class, () -> run(NOTHING, folder.resolve("missing")));
		assertThrows(FitsException.class, () -> run(NOTHING, Files.writeString(folder.resolve("text"), "no FITS")));
	}

	@Test
	void theRealCubeKeepsItsDataAndKeywords() throws ActorException, IOException, InterruptedException {
		Path real = TestData.require("real/kmos/ecdfsf3_ifu22.fits");
		FitsFile after = stripped(parameters(true, false, List.of(), List.of(), List.of()), real);
		FitsFile before = FitsFile.open(real);
		assertEquals(2, after.hdus().size());
		assertArrayEquals(data(before, 1), data(after, 1));
		for (int i = 0; i < 2; i++) {
			Map<String, Object> kept = before.hdus().get(i).header().values();
			Map<String, Object> found = after.hdus().get(i).header().values();
			kept.forEach((keyword, value) -> assertEquals(keyword.equals("ESO PRO CATG") ? "STRIP" : value,
					found.get(keyword), keyword));
			assertEquals(0xffffffffL, sum(bytes(after, i)));
		}
		assertArrayEquals(SkyWcs.of(before.hdus().get(1).header()).toSky(3, 4),
				SkyWcs.of(after.hdus().get(1).header()).toSky(3, 4));
	}
}
